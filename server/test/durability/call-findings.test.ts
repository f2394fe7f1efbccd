import { describe, expect, it } from "vitest";
import { type EventEnvelope, envelop } from "../../src/domain/event.ts";
import type { ServerPayload } from "../../src/domain/event-payloads.ts";
import { findCallFaults } from "./call-findings.ts";
import type { AnsweredRequest, CallEvidence, ClientAnswer, LedgerRow } from "./call-trails.ts";
import type { Told } from "./model-hearing.ts";
import type { Effect } from "./receiver-record.ts";
import type { Disturbance } from "./soak-servers.ts";

type Outcome = "succeeded" | "failed" | "unknown";

interface Made {
  callId: string;
  tool: string;
  /** The statuses of the receiver's answers; null for none. */
  answers?: (number | null)[];
  hasEffect?: boolean;
  outcome: Outcome;
  act?: string;
  ns?: "api" | "client" | null;
  /** How long after its creation it returned, in ms. */
  took?: number;
}

/** Calls that went as they should, one of each kind. */
const MADE: Made[] = [
  { callId: "call_ok", tool: "keep_note", answers: [200], hasEffect: true, outcome: "succeeded" },
  { callId: "call_again", tool: "keep_note", answers: [null, 503, 200], hasEffect: true, outcome: "succeeded" },
  { callId: "call_refused", tool: "keep_note", answers: [422], outcome: "failed" },
  { callId: "call_hanging", tool: "hurried_note", answers: [null], hasEffect: true, outcome: "unknown" },
  { callId: "call_reading", tool: "read_note", answers: [200], outcome: "succeeded" },
  { callId: "call_unread", tool: "hurried_read", answers: [null], outcome: "failed" },
  { callId: "call_aside", tool: "note_aside", answers: [200], hasEffect: true, outcome: "succeeded" },
  { callId: "call_client", tool: "ask_client", ns: "client", outcome: "succeeded" },
  { callId: "call_silent", tool: "ask_client", ns: "client", outcome: "unknown", took: 1_500 },
  { callId: "call_odd", tool: "no_such_tool", ns: null, outcome: "failed" },
];

const noteOf = (callId: string) => `0-abc-${MADE.findIndex((made) => made.callId === callId)}`;

function wrap(sequence: number, payload: ServerPayload, at: number): EventEnvelope {
  const origin = { agent_id: "ca_00000000000@v0", livemode: true, conversation_id: "conv_00000000abc" };
  return envelop(origin, payload, { sequence, now: new Date(at) });
}

function callOf({ callId, tool, act = "ok" }: Made) {
  return { call_id: callId, name: tool, arguments: JSON.stringify({ note: noteOf(callId), act }) };
}

function createdOf(made: Made): ServerPayload {
  const { ns = "api", tool } = made;
  const about = { generation_id: "gen_1", ns, in_background: tool === "note_aside" };
  return { type: "agent.tool_call.created", ...callOf(made), ...about };
}

function returnedOf(made: Made): ServerPayload {
  const { outcome, callId } = made;
  const said = outcome === "succeeded" ? { result: { kept: noteOf(callId) } } : { error: `It is ${outcome}.` };
  return { type: "agent.tool_call.returned", ...callOf(made), ...said, outcome };
}

/** A conversation whose calls all went as they should. */
function soundEvidence() {
  const metrics = { type: "agent.turn.metrics", trigger_event_id: "", interrupted: false } as const;
  const log: EventEnvelope[] = [];
  const add = (payload: ServerPayload, at: number) => log.push(wrap(log.length + 1, payload, at));
  for (const made of MADE) add(createdOf(made), 1_000);
  for (const made of MADE) add(returnedOf(made), 1_000 + (made.took ?? 100));
  add({ type: "user.message.received", text: "", client_event_id: null }, 3_000);
  add({ ...metrics, trigger_event_id: log.at(-1)?.id as string } as never, 3_100);
  add({ type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 3 }, 3_200);
  const ledger = MADE.map(
    ({ callId, tool, outcome }): LedgerRow => ({
      call_id: callId,
      name: tool,
      status: outcome,
      created_at: new Date(1_000),
      settled_at: new Date(2_000),
    }),
  );
  const requests = MADE.flatMap(({ callId, answers = [] }) =>
    answers.map((status, place): AnsweredRequest => {
      const about = { idempotencyKey: callId, note: noteOf(callId), act: "ok", signatureProblem: null };
      const answer = status === null ? null : { number: 0, status, at: 1_050 };
      return { ...about, number: 0, attempt: place + 1, at: 1_010, answer };
    }),
  );
  const effects = MADE.filter(({ hasEffect }) => hasEffect).map(
    ({ callId }): Effect => ({ idempotencyKey: callId, note: noteOf(callId), at: 1_020 }),
  );
  const told = new Map<string, Told>(MADE.map(({ callId, outcome }) => [noteOf(callId), outcome]));
  const answer: ClientAnswer = {
    type: "tool.result.send",
    call_id: "call_client",
    result: { kept: noteOf("call_client") },
  };
  const clientAnswers = new Map([["call_client", [answer]]]);
  const disturbances: Disturbance[] = [];
  const isCalm = true;
  return { log, ledger, requests, effects, told, clientAnswers, disturbances, isCalm } satisfies CallEvidence;
}

type Sound = ReturnType<typeof soundEvidence>;

const rowOf = ({ ledger }: Sound, callId: string) => ledger.find((row) => row.call_id === callId) as LedgerRow;
const requestOf = ({ requests }: Sound, callId: string) =>
  requests.find((request) => request.idempotencyKey === callId) as AnsweredRequest;

/** Makes a call come out otherwise, everywhere alike. */
function turnOut(evidence: Sound, callId: string, outcome: Outcome): void {
  const made = MADE.find((candidate) => candidate.callId === callId) as Made;
  const at = evidence.log.findIndex(
    ({ payload }) => payload.type === "agent.tool_call.returned" && payload.call_id === callId,
  );
  evidence.log[at] = wrap(at + 1, returnedOf({ ...made, outcome }), 1_100);
  rowOf(evidence, callId).status = outcome;
  evidence.told.set(noteOf(callId), outcome);
}

const DAMAGES: [what: string, fault: RegExp, damage: (evidence: Sound) => void][] = [
  ["a call has no row in the ledger", /not in the ledger/, ({ ledger }) => ledger.splice(0, 1)],
  [
    "the ledger has a row of no call",
    /the log does not know/,
    (sound) => sound.ledger.push({ ...rowOf(sound, "call_ok"), call_id: "call_stray" }),
  ],
  [
    "a row was never settled",
    /never settled/,
    (sound) => Object.assign(rowOf(sound, "call_ok"), { status: "started" }),
  ],
  [
    "the ledger and the log disagree",
    /is failed in the ledger and succeeded in the log/,
    (sound) => Object.assign(rowOf(sound, "call_ok"), { status: "failed" }),
  ],
  [
    "a call never returned",
    /answered 0 times/,
    ({ log }) =>
      log.splice(
        log.findIndex(({ payload }) => payload.type === "agent.tool_call.returned"),
        1,
      ),
  ],
  [
    "a call returned twice",
    /answered 2 times/,
    ({ log }) => log.push(log.find(({ payload }) => payload.type === "agent.tool_call.returned") as EventEnvelope),
  ],
  [
    "one call was made twice",
    /made 2 times/,
    ({ log }) => log.push(wrap(99, createdOf({ ...(MADE[0] as Made), callId: "call_ok" }), 1_000)),
  ],
  [
    "a call was repeated under another key",
    /which the ledger does not know[^]*had 2 effects/,
    (sound) => {
      sound.requests.push({ ...requestOf(sound, "call_ok"), idempotencyKey: "other" });
      sound.effects.push({ idempotencyKey: "other", note: noteOf("call_ok"), at: 1_030 });
    },
  ],
  [
    "a request was sent before its call was in the ledger",
    /before the call call_ok was in the ledger/,
    (sound) => Object.assign(rowOf(sound, "call_ok"), { created_at: new Date(1_500) }),
  ],
  [
    "a request was not signed",
    /not signed/,
    (sound) => Object.assign(requestOf(sound, "call_ok"), { signatureProblem: "X-Signature does not match." }),
  ],
  ["a success had no effect", /it had no effect/, ({ effects }) => effects.splice(0, 1)],
  ["a success was made up", /never said so/, (sound) => Object.assign(requestOf(sound, "call_ok"), { answer: null })],
  [
    "a result is another's",
    /not what the receiver said/,
    ({ log }) => Object.assign(log[10]?.payload as object, { result: 1 }),
  ],
  [
    "what was done is said to have failed",
    /the receiver said that it was done/,
    (sound) => turnOut(sound, "call_ok", "failed"),
  ],
  [
    "what may have been done is said to have failed",
    /may have been done/,
    (sound) => turnOut(sound, "call_hanging", "failed"),
  ],
  [
    "what was refused is said to be unknown",
    /the receiver's word on it is clear/,
    (sound) => turnOut(sound, "call_refused", "unknown"),
  ],
  ["a read is said to be unknown", /only reads/, (sound) => turnOut(sound, "call_unread", "unknown")],
  ["a tool that does not exist succeeded", /no such tool/, (sound) => turnOut(sound, "call_odd", "succeeded")],
  ["the client's answer was made up", /the client never said so/, ({ clientAnswers }) => clientAnswers.clear()],
  ["the client's time was cut short", /had time left/, (sound) => turnOut(sound, "call_silent", "unknown")],
  [
    "the model was not told of a call",
    /never told how the call call_ok/,
    ({ told }) => told.set(noteOf("call_ok"), "running"),
  ],
  [
    "the model was told otherwise",
    /told failed of the call call_ok/,
    ({ told }) => told.set(noteOf("call_ok"), "failed"),
  ],
];

describe("what the soak looks for in calls", () => {
  it("finds nothing wrong with calls that went as they should", () => {
    expect(findCallFaults(soundEvidence())).toEqual([]);
  });

  it.each(DAMAGES)("notices that %s", (_, fault, damage) => {
    const evidence = soundEvidence();
    damage(evidence);
    expect(findCallFaults(evidence).join("\n")).toMatch(fault);
  });

  it("takes a call as unknown that a fault cut short, but never as failed when it may have been done", () => {
    const evidence = soundEvidence();
    evidence.disturbances.push({ kind: "kill", from: 1_050, to: 1_090 });
    for (const callId of ["call_ok", "call_refused", "call_silent"]) turnOut(evidence, callId, "unknown");
    expect(findCallFaults(evidence)).toEqual([]);
    turnOut(evidence, "call_hanging", "failed");
    expect(findCallFaults(evidence).join()).toMatch(/may have been done/);
  });

  it("takes a correction of the ledger for a call that the log gave up, and no other", () => {
    const evidence = soundEvidence();
    evidence.disturbances.push({ kind: "kill", from: 1_050, to: 1_090 });
    turnOut(evidence, "call_ok", "unknown");
    rowOf(evidence, "call_ok").status = "succeeded";
    expect(findCallFaults(evidence)).toEqual([]);
  });

  it("does not ask that the model was told of a call after which the conversation did not go on", () => {
    const evidence = soundEvidence();
    evidence.told.delete(noteOf("call_aside"));
    const isTurnEnd = ({ payload }: EventEnvelope) => payload.type === "agent.turn.metrics";
    const log = evidence.log.filter((event) => !isTurnEnd(event));
    expect(findCallFaults({ ...evidence, log, isCalm: false })).toEqual([]);
    expect(findCallFaults({ ...evidence, isCalm: false }).join()).toMatch(/never told how the call call_aside/);
  });
});
