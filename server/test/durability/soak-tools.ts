import type { SeededRandom } from "./seeded-random.ts";

/** What the receiver does with one attempt of a call. */
export interface Move {
  /** When it makes the call's effect, unless an earlier attempt has: `late` is long after the platform gave up. */
  effect: "none" | "now" | "late";
  /** The longest that it takes before it answers, once the effect is made. */
  within?: number;
  /** The status of its answer, or that it says nothing, ends the connection, or ends it within the answer. */
  answer: number | "hang" | "drop" | "cut";
  retryAfterSeconds?: number;
}

/** What can become of a call at the receiver: one move for each attempt, the last one for all that follow. */
export const ACTS = {
  ok: [{ effect: "now", answer: 200 }],
  slow: [{ effect: "now", within: 600, answer: 200 }],
  refuse: [{ effect: "none", answer: 422 }],
  busy: [
    { effect: "none", answer: 429, retryAfterSeconds: 1 },
    { effect: "now", answer: 200 },
  ],
  shaky: [
    { effect: "none", answer: 503 },
    { effect: "now", answer: 200 },
  ],
  dropped: [
    { effect: "none", answer: "drop" },
    { effect: "now", answer: 200 },
  ],
  lost_answer: [
    { effect: "now", answer: "drop" },
    { effect: "now", answer: 200 },
  ],
  gateway: [
    { effect: "now", within: 100, answer: 502 },
    { effect: "now", answer: 200 },
  ],
  cut: [
    { effect: "now", answer: "cut" },
    { effect: "now", answer: 200 },
  ],
  conflict: [
    { effect: "now", answer: "drop" },
    { effect: "none", answer: 409 },
  ],
  hang: [{ effect: "none", answer: "hang" }],
  hang_after: [{ effect: "now", answer: "hang" }],
  late: [{ effect: "late", answer: "hang" }],
  down: [{ effect: "none", answer: 500 }],
  overrun: [{ effect: "none", answer: 429, retryAfterSeconds: 60 }],
  lost: [{ effect: "now", answer: "drop" }],
} as const satisfies Record<string, readonly [Move, ...Move[]]>;

/** What a client does with a call that it is to carry out. */
export const CLIENT_ACTS = ["answer", "fail", "repeat", "silent", "late", "gone"] as const;

type Act = keyof typeof ACTS | (typeof CLIENT_ACTS)[number];

/** A tool of the soak's agent. */
export interface SoakTool {
  name: string;
  /** Null for a tool of the client. */
  method: "GET" | "POST" | "PUT" | "DELETE" | null;
  /** Below the receiver's address. */
  path: string;
  timeLimit: number;
  inBackground: boolean;
  onInterrupt: "finish" | "cancel";
  /** What calls of it are to do; one that stands there twice is twice as likely. */
  acts: readonly Act[];
}

const PLAIN = { method: "POST", timeLimit: 15_000, inBackground: false, onInterrupt: "finish" } as const;
const HURRIED = 800;

/** The tools of the soak's agent. */
export const SOAK_TOOLS: readonly SoakTool[] = [
  {
    ...PLAIN,
    name: "keep_note",
    path: "/notes",
    acts: [
      "ok",
      "ok",
      "slow",
      "slow",
      "refuse",
      "busy",
      "shaky",
      "dropped",
      "lost_answer",
      "gateway",
      "cut",
      "conflict",
    ],
  },
  {
    ...PLAIN,
    name: "replace_note",
    method: "PUT",
    path: "/notes/{note}",
    acts: ["ok", "slow", "shaky", "lost_answer", "cut"],
  },
  {
    ...PLAIN,
    name: "remove_note",
    method: "DELETE",
    path: "/notes/{note}",
    acts: ["ok", "slow", "dropped", "lost_answer", "refuse"],
  },
  {
    ...PLAIN,
    name: "read_note",
    method: "GET",
    path: "/notes/{note}",
    acts: ["ok", "slow", "shaky", "refuse", "dropped"],
  },
  {
    ...PLAIN,
    name: "hurried_note",
    path: "/hurried",
    timeLimit: HURRIED,
    acts: ["ok", "slow", "hang", "hang_after", "late", "down", "overrun", "lost"],
  },
  {
    ...PLAIN,
    name: "hurried_read",
    method: "GET",
    path: "/hurried",
    timeLimit: HURRIED,
    acts: ["hang", "down", "lost"],
  },
  {
    ...PLAIN,
    name: "note_aside",
    path: "/aside",
    timeLimit: 2_000,
    inBackground: true,
    acts: ["ok", "slow", "slow", "refuse", "lost_answer", "lost", "hang"],
  },
  {
    ...PLAIN,
    name: "note_unless_interrupted",
    path: "/cancellable",
    onInterrupt: "cancel",
    acts: ["ok", "slow", "busy", "shaky", "lost_answer", "gateway"],
  },
  { ...PLAIN, name: "ask_client", method: null, path: "", timeLimit: 1_500, acts: CLIENT_ACTS },
  {
    ...PLAIN,
    name: "ask_client_aside",
    method: null,
    path: "",
    timeLimit: 1_500,
    inBackground: true,
    acts: CLIENT_ACTS,
  },
];

/** A call that the model is to make. */
export interface PlannedCall {
  tool: string;
  /** What becomes of it; `invalid` is called with arguments that do not fit. */
  act: string;
}

/** How often a call has arguments that do not fit, and how often it is of a tool that does not exist. */
const INVALID_SHARE = 0.03;
const UNKNOWN_SHARE = 0.02;
const MOST_STEPS = 3;
const MOST_CALLS = 4;

/** Draws the calls that one answer takes, step by step. */
export function drawPlan(random: SeededRandom): PlannedCall[][] {
  const steps = 1 + Math.floor(random.between(0, MOST_STEPS));
  return Array.from({ length: steps }, () => {
    const calls = 1 + Math.floor(random.between(0, MOST_CALLS));
    return Array.from({ length: calls }, () => drawCall(random));
  });
}

function drawCall(random: SeededRandom): PlannedCall {
  if (random.next() < UNKNOWN_SHARE) return { tool: "no_such_tool", act: "ok" };
  const { name, acts } = random.pick(SOAK_TOOLS);
  return { tool: name, act: random.next() < INVALID_SHARE ? "invalid" : random.pick(acts) };
}

/** The body that enters a tool into the platform's registry. */
export function registrationOf(tool: SoakTool, receiverUrl: string): object {
  const text = { type: "string" };
  return {
    type: tool.method === null ? "client" : "http",
    name: tool.name,
    description: "Works on a note of the soak's.",
    method: tool.method,
    url: tool.method === null ? null : receiverUrl + tool.path,
    input_schema: { type: "object", properties: { note: text, act: text }, required: ["note", "act"] },
    time_limit_sec: tool.timeLimit / 1_000,
    runs_in_background: tool.inBackground,
    on_interrupt: tool.onInterrupt,
  };
}
