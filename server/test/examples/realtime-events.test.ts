import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConversationEvent } from "../../../examples/api-client/conversation-events.ts";
import { type Entry, LiveTranscript } from "../../../examples/realtime-events/live-transcript.ts";
import { Screen } from "../../../examples/realtime-events/screen.ts";
import { type TestApp, startTestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { type BreakingProxy, startBreakingProxy } from "./breaking-proxy.ts";
import { type ExampleProcess, startExample } from "./example-process.ts";

type Payload = { type: string } & Record<string, unknown>;

const PROGRAM = "realtime-events/main.ts";
const WAIT = { timeout: 30_000, interval: 20 };

describe("a live transcript", () => {
  const delta = (generation_id: string, text_delta: string) => ({
    type: "agent.message.delta",
    generation_id,
    text_delta,
  });
  const completed = (generation_id: string, text: string, interrupted = false) => ({
    type: "agent.message.completed",
    generation_id,
    text,
    interrupted,
    has_tool_calls: false,
  });
  const call = { call_id: "call_1", name: "book", arguments: '{"day":1}' };
  const created = { type: "agent.tool_call.created", ...call };
  const returned = { type: "agent.tool_call.returned", ...call, result: { ok: true } };
  const user = (text: string) => ({ type: "user.message.received", text });
  const ended = { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 3 };
  const message = (text: string, state: string, generation_id = "g1") => ({
    kind: "agent_message",
    generation_id,
    text,
    state,
  });

  function seen(payloads: readonly Payload[]) {
    const transcript = new LiveTranscript();
    let shown = "";
    const screen = new Screen((text) => {
      shown += text;
    });
    for (const [place, payload] of payloads.entries()) {
      const event = { id: `ev_${place}`, payload } as ConversationEvent;
      for (const change of transcript.apply(event)) screen.show(change);
    }
    return { transcript, shown };
  }

  it.each<[string, Payload[], unknown[], string]>([
    ["grows with each delta", [delta("g1", "Hel"), delta("g1", "lo")], [message("Hello", "streaming")], "agent  Hello"],
    [
      "takes what completed says where it is more",
      [delta("g1", "Hel"), completed("g1", "Hello")],
      [message("Hello", "completed")],
      "agent  Hello\n",
    ],
    [
      "takes what completed says where deltas in the middle were lost",
      [delta("g1", "Hel"), delta("g1", "world"), completed("g1", "Hello world")],
      [message("Hello world", "completed")],
      "agent  Helworld ⟨in full: Hello world⟩\n",
    ],
    [
      "cuts an interrupted message to what the user got",
      [delta("g1", "Hello world"), completed("g1", "Hello", true)],
      [message("Hello", "interrupted")],
      "agent  Hello world ⟨interrupted; the user got: Hello⟩\n",
    ],
    [
      "says of a message that was interrupted where it stands, only that",
      [delta("g1", "Hello"), completed("g1", "Hello", true)],
      [message("Hello", "interrupted")],
      "agent  Hello ⟨interrupted⟩\n",
    ],
    ["has whole messages without deltas", [completed("g1", "Hi")], [message("Hi", "completed")], "agent  Hi\n"],
    ["has no message where nothing is said before a tool", [completed("g1", "")], [], ""],
    [
      "takes no delta after the end of its message",
      [delta("g1", "Hi"), completed("g1", "Hi"), delta("g1", "Hi")],
      [message("Hi", "completed")],
      "agent  Hi\n",
    ],
    [
      "gives up a message when another is begun in its place",
      [delta("g1", "Hel"), delta("g2", "Hello"), completed("g2", "Hello")],
      [message("Hel", "abandoned"), message("Hello", "completed", "g2")],
      "agent  Hel ⟨not finished⟩\nagent  Hello\n",
    ],
    [
      "gives up a message when the conversation ends over it",
      [delta("g1", "Hel"), ended],
      [message("Hel", "abandoned")],
      "agent  Hel ⟨not finished⟩\n",
    ],
    [
      "goes on with a message on a new line when something else came between",
      [delta("g1", "Hel"), returned, delta("g1", "lo"), completed("g1", "Hello")],
      [
        message("Hello", "completed"),
        { kind: "tool_call", ...call, state: "returned", result: { ok: true }, error: null },
      ],
      'agent  Hel\n     → book {"day":1}\n     ← book {"ok":true}\nagent  lo\n',
    ],
    [
      "shows a tool call as it runs and as it returns",
      [created, returned],
      [{ kind: "tool_call", ...call, state: "returned", result: { ok: true }, error: null }],
      '     → book {"day":1}\n     ← book {"ok":true}\n',
    ],
    [
      "shows a tool call that failed",
      [created, { type: "agent.tool_call.returned", ...call, error: "Closed." }],
      [{ kind: "tool_call", ...call, state: "failed", result: null, error: "Closed." }],
      '     → book {"day":1}\n     ← book failed: Closed.\n',
    ],
    [
      "shows what the user says below what it cuts off",
      [delta("g1", "Hel"), user("Stop"), completed("g1", "Hel", true)],
      [message("Hel", "interrupted"), { kind: "user_message", id: "ev_1", text: "Stop" }],
      "agent  Hel\nuser   Stop\n     ⟨interrupted⟩\n",
    ],
    [
      "lets nobody steer the terminal",
      [user("a\u001b[2Jb\u0007c\nd")],
      [{ kind: "user_message", id: "ev_0", text: "a\u001b[2Jb\u0007c\nd" }],
      "user   a\ufffd[2Jb\ufffdc\nd\n",
    ],
    [
      "shows notices, changes and faults, and nothing of what it does not know",
      [
        { type: "conversation.setup", channel: { type: "phone" }, direction: "inbound" },
        { type: "conversation.started" },
        { type: "agent.notice.sent", text: "Recorded." },
        { type: "conversation.context.updated", context: { a: 1 } },
        { type: "conversation.custom_fields.updated", custom_fields: { b: 2 }, changed: ["b"] },
        { type: "server.error", code: "c" },
        { type: "agent.something.new", text: "?" },
      ],
      [
        { kind: "change", id: "ev_1", text: "The user is connected." },
        { kind: "notice", id: "ev_2", text: "Recorded." },
        { kind: "change", id: "ev_3", text: 'The context is now {"a":1}' },
        { kind: "change", id: "ev_4", text: 'The custom fields are now {"b":2}' },
        { kind: "fault", id: "ev_5", text: "c" },
      ],
      '     · The user is connected.\n     · Recorded.\n     · The context is now {"a":1}\n' +
        '     · The custom fields are now {"b":2}\n     ! c\n',
    ],
  ])("%s", (_what, payloads, entries, shown) => {
    const result = seen(payloads);
    expect(result.transcript.entries).toEqual(entries);
    expect(result.shown).toBe(shown);
  });

  it("knows how the conversation ended, also where the server does not say", () => {
    expect(seen([]).transcript.ending).toBeNull();
    expect(seen([ended]).transcript.ending).toEqual({ status: "completed", reason: "client_ended", duration_sec: 3 });
    const bare = { status: null, reason: null, duration_sec: null };
    expect(seen([{ type: "conversation.ended" }]).transcript.ending).toEqual(bare);
  });
});

describe("the realtime-events example", { timeout: 60_000 }, () => {
  // Far longer than anything here takes, so that it is always cut off.
  const SLOW = Array.from({ length: 5_000 }, (_, place) => `word${place} `);
  let app: TestApp;
  let model: FakeModelServer;
  let agentId: string;
  let folder: string;
  const cleanUps: (() => unknown)[] = [];

  const NOTE = { name: "set_custom_fields", arguments: '{"fields":{"intent":"refund"}}' };
  const answerTo = ({ messages }: FakeModelRequest): FakeAnswer => {
    const last = messages.at(-1) ?? { role: "user" };
    const text = textOfMessage(last);
    if (last.role === "tool") return { firstPieceAfter: 0, pieceEvery: 5, pieces: ["I noted ", "that."] };
    if (text.includes("slow")) return { firstPieceAfter: 0, pieceEvery: 15, pieces: SLOW };
    if (text.includes("note"))
      return { firstPieceAfter: 0, pieceEvery: 5, pieces: ["One ", "moment."], toolCalls: [NOTE] };
    return { firstPieceAfter: 0, pieceEvery: 5, pieces: ["You said: ", text, " Grüße 😀."] };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "operator-example-"));
    model = await startFakeModelServer({ answer: answerTo });
    app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
    agentId = await app.makeAgent("Answer.", {
      runtime: { model: "fake/one" },
      tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] },
    });
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(async () => {
    await app.stop();
    await model.close();
    await rm(folder, { recursive: true, force: true });
  });

  interface Watched {
    id: string;
    session: SessionClient;
    example: ExampleProcess;
    /** What the example kept, once it is over. */
    saved(): Promise<{ entries: Entry[]; ending: unknown }>;
  }

  /** Begins a conversation, and the example beside it, which sees it through `host`. */
  async function watch(host: string, withToken = false): Promise<Watched> {
    const { id, channel } = await app.converse(agentId);
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    const file = join(folder, `${id}.json`);
    const credential = withToken ? { OPERATOR_TOKEN: channel.token } : { OPERATOR_API_KEY: app.key };
    const example = startExample(PROGRAM, [id, "--save", file], { OPERATOR_HOST: host, ...credential });
    cleanUps.push(
      () => session.close(),
      () => example.kill(),
    );
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    return { id, session, example, saved: async () => JSON.parse(await readFile(file, "utf8")) };
  }

  async function proxy(breakAfter: (connection: number) => number | null): Promise<BreakingProxy> {
    const made = await startBreakingProxy(app.url, breakAfter);
    cleanUps.push(() => made.close());
    return made;
  }

  const appears = (example: ExampleProcess, text: string) =>
    vi.waitFor(() => {
      if (!example.printed().includes(text))
        throw new Error(`${text} is not in:\n${example.printed()}${example.complained()}`);
    }, WAIT);

  /** Talks in such a way that everything happens: an answer, a tool call, an interrupted message, new context. */
  async function talk({ id, session, example }: Watched): Promise<void> {
    session.send({ type: "user.message.send", text: "Hello." });
    await session.next("agent.turn.metrics");
    session.send({ type: "user.message.send", text: "Please note it." });
    await session.next("agent.turn.metrics");
    await app.call("POST", `/conversations/${id}/context`, { context: { card: "gold" } });
    session.send({ type: "user.message.send", text: "Be slow." });
    // It is shown while it is written, not afterwards.
    await appears(example, "word20 ");
    expect(
      session.events.some(({ payload }) => payload.type === "agent.message.completed" && payload.interrupted),
    ).toBe(false);
    session.send({ type: "user.message.send", text: "Enough." });
    await session.next("agent.turn.metrics", ({ interrupted }) => !interrupted);
    session.send({ type: "conversation.end" });
    await session.closed();
  }

  /** What the example must have kept: what the session's own socket, which never broke, adds up to. */
  function expected({ session }: Watched) {
    const transcript = new LiveTranscript();
    for (const event of session.events) transcript.apply(event as ConversationEvent);
    return { entries: transcript.entries, ending: transcript.ending };
  }

  /** Each event that `talk` makes is shown, and none of them twice, whatever else is shown between them. */
  function expectOnce(printed: string): void {
    for (const text of [
      "     · The user is connected.\n",
      "user   Hello.\n",
      "You said: ",
      "user   Please note it.\n",
      "moment.",
      '     → set_custom_fields {"fields":{"intent":"refund"}}\n',
      "     ← set_custom_fields ",
      '     · The custom fields are now {"intent":"refund"}\n',
      "I noted ",
      '     · The context is now {"card":"gold"}\n',
      "user   Be slow.\n",
      "word0 ",
      "word20 ",
      "⟨interrupted",
      "user   Enough.\n",
      "Enough. Grüße 😀.",
      "     The conversation is over: completed.\n",
    ])
      expect([text, printed.split(text).length - 1]).toEqual([text, text === "You said: " ? 2 : 1]);
  }

  it("shows a conversation as it goes and ends when that ends", async () => {
    const watched = await watch(app.url);
    await talk(watched);
    expect(await watched.example.exited).toBe(0);
    expect(watched.example.complained()).toBe("");
    expect(await watched.saved()).toEqual(expected(watched));
    const printed = watched.example.printed();
    expect(printed).toMatch(/\nagent {2}word0 word1 word2 (word\d+ )+ ⟨interrupted⟩\n/);
    expectOnce(printed);
    for (const line of ["agent  You said: Hello. Grüße 😀.\n", "agent  One moment.\n", "agent  I noted that.\n"])
      expect(printed.split(line)).toHaveLength(2);
  });

  it("loses and doubles nothing when its connection breaks over and over, also in the middle of an event", async () => {
    // Each connection lets more through than its headers, so that it gets on; a few let nothing through.
    const broken = await proxy((connection) => {
      if (connection % 5 === 3) return 0;
      return connection < 14 ? 1100 + 97 * connection : null;
    });
    const watched = await watch(broken.url);
    await talk(watched);
    expect(await watched.example.exited).toBe(0);
    expect(watched.example.complained()).toBe("");
    expect(await watched.saved()).toEqual(expected(watched));
    expect(broken.broken()).toBeGreaterThan(5);
    const printed = watched.example.printed();
    expect(printed).toContain("(the connection was lost: ");
    expectOnce(printed);
  });

  it("reads out a conversation that ended, with its token instead of the key", async () => {
    const watched = await watch(app.url, true);
    await talk(watched);
    expect(await watched.example.exited).toBe(0);
    const file = join(folder, "again.json");
    const again = startExample(PROGRAM, [watched.id, "--save", file], {
      OPERATOR_HOST: app.url,
      OPERATOR_API_KEY: app.key,
    });
    expect(await again.exited).toBe(0);
    // Deltas are not kept, so an interrupted message is only what the user got, and nothing else differs.
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(await watched.saved());
  });

  it("goes on when the platform was away for a while", async () => {
    let isAway = false;
    const away = await proxy(() => (isAway ? 0 : null));
    const watched = await watch(away.url);
    await appears(watched.example, "The user is connected.");
    isAway = true;
    away.breakAll();
    watched.session.send({ type: "user.message.send", text: "Hello." });
    await watched.session.next("agent.turn.metrics");
    await vi.waitFor(() => expect(away.broken()).toBeGreaterThan(1), WAIT);
    isAway = false;
    watched.session.send({ type: "conversation.end" });
    expect(await watched.example.exited).toBe(0);
    expect(await watched.saved()).toEqual(expected(watched));
  });

  it.each([
    ["a conversation that there is not", ["conv_00000000000"], {}, "conv_00000000000"],
    ["a wrong key", ["conv_00000000000"], { OPERATOR_API_KEY: "op_prod_wrong" }, "key"],
    ["no conversation", [], {}, "npx tsx examples/realtime-events/main.ts conv_…"],
    ["an option it does not know", ["conv_00000000000", "--sav"], {}, "--sav"],
    ["a server that is no platform", ["conv_00000000000"], { OPERATOR_HOST: "ftp://127.0.0.1" }, "OPERATOR_HOST"],
  ])("says in a line what is wrong with %s", async (_what, args, variables, words) => {
    const example = startExample(PROGRAM, args, { OPERATOR_HOST: app.url, OPERATOR_API_KEY: app.key, ...variables });
    expect(await example.exited).toBe(1);
    expect(example.printed()).toBe("");
    expect(example.complained()).toContain(words);
    expect(example.complained()).not.toMatch(/\n\s+at /);
  });
});
