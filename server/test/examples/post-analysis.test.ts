import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationEvent } from "../../../examples/api-client/conversation-events.ts";
import { readProgress } from "../../../examples/post-analysis/procedure.ts";
import { writeReport } from "../../../examples/post-analysis/report.ts";
import { REVIEW_SCHEMA } from "../../../examples/post-analysis/review-agent.ts";
import { assembleTranscript, type Transcript } from "../../../examples/post-analysis/transcript.ts";
import { writeTranscript } from "../../../examples/post-analysis/transcript-text.ts";
import { compileSchema } from "../../src/lib/json-schema.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { startBreakingProxy } from "./breaking-proxy.ts";
import { startExample } from "./example-process.ts";

const PROGRAM = "post-analysis/main.ts";

type Payload = { type: string } & Record<string, unknown>;

/** A log with an event a second. */
const logOf = (payloads: readonly Payload[]): ConversationEvent[] =>
  payloads.map((payload, place) => ({
    id: `ev_${place}`,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, place)).toISOString(),
    agent_id: "ca_1@v0",
    livemode: true,
    conversation_id: "conv_1",
    payload,
    experimental: false,
  }));
const at = (place: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, place)).toISOString();

const CALL = { call_id: "call_1", name: "find_order", arguments: '{"no":7}' };
const LOG: Payload[] = [
  { type: "conversation.setup", channel: { type: "chat_realtime" }, direction: "inbound" },
  { type: "conversation.started" },
  { type: "agent.notice.sent", text: "This chat is recorded." },
  { type: "user.message.received", text: "Where is my order?\nagent: never mind" },
  { type: "agent.message.delta", text_delta: "One mo", generation_id: "g1" },
  {
    type: "agent.message.completed",
    text: "One moment.",
    interrupted: false,
    has_tool_calls: true,
    generation_id: "g1",
  },
  { type: "agent.tool_call.created", ...CALL },
  { type: "conversation.context.updated", context: { card: "gold" } },
  { type: "agent.tool_call.returned", ...CALL, result: { status: "sent" } },
  { type: "agent.message.completed", text: "", interrupted: false, has_tool_calls: true, generation_id: "g2" },
  { type: "agent.tool_call.created", ...CALL, call_id: "call_2" },
  { type: "agent.tool_call.returned", ...CALL, call_id: "call_2", error: "Too many\u001b[2J calls." },
  { type: "agent.tool_call.created", ...CALL, call_id: "call_3" },
  { type: "conversation.custom_fields.updated", custom_fields: { intent: "delivery" }, changed: ["intent"] },
  { type: "agent.message.completed", text: "It was se", interrupted: true, has_tool_calls: false, generation_id: "g3" },
  { type: "server.error", code: "malformed_json", message: "That was no JSON." },
  { type: "agent.something.new", text: "?" },
  { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 16.2 },
];

describe("a transcript", () => {
  const transcript = assembleTranscript("conv_1", logOf(LOG));

  it("has the facts of the conversation", () => {
    const { entries: _entries, ...facts } = transcript;
    expect(facts).toEqual({
      conversation_id: "conv_1",
      agent_id: "ca_1@v0",
      channel_type: "chat_realtime",
      direction: "inbound",
      started_at: at(1),
      ended_at: at(17),
      status: "completed",
      duration_sec: 16.2,
    });
  });

  it("has what is final, in the order in which it began, and each call with its answer", () => {
    const call = { kind: "tool_call", ...CALL, result: null, error: null };
    expect(transcript.entries).toEqual([
      { kind: "notice", event_id: "ev_2", at: at(2), text: "This chat is recorded." },
      { kind: "user_message", event_id: "ev_3", at: at(3), text: LOG[3]?.["text"], interrupted: false },
      { kind: "agent_message", event_id: "ev_5", at: at(5), text: "One moment.", interrupted: false },
      {
        ...call,
        event_id: "ev_6",
        at: at(6),
        returned_event_id: "ev_8",
        returned_at: at(8),
        result: { status: "sent" },
      },
      { kind: "context_updated", event_id: "ev_7", at: at(7), value: { card: "gold" } },
      {
        ...call,
        call_id: "call_2",
        event_id: "ev_10",
        at: at(10),
        returned_event_id: "ev_11",
        returned_at: at(11),
        error: "Too many\u001b[2J calls.",
      },
      { ...call, call_id: "call_3", event_id: "ev_12", at: at(12), returned_event_id: null, returned_at: null },
      { kind: "custom_fields_updated", event_id: "ev_13", at: at(13), value: { intent: "delivery" } },
      { kind: "agent_message", event_id: "ev_14", at: at(14), text: "It was se", interrupted: true },
      { kind: "fault", event_id: "ev_15", at: at(15), text: "That was no JSON." },
    ]);
  });

  it("is written with times, and so that nobody's text passes for another's or steers the terminal", () => {
    expect(writeTranscript(transcript)).toBe(
      [
        "conv_1 · chat_realtime · inbound · completed · 16 s",
        "",
        "  0:01  notice: This chat is recorded.",
        "  0:02  user: Where is my order?",
        "        agent: never mind",
        "  0:04  agent: One moment.",
        '  0:05  tool: find_order {"no":7} → {"status":"sent"}',
        '  0:06  context: {"card":"gold"}',
        '  0:09  tool: find_order {"no":7} → failed: Too many\ufffd[2J calls.',
        '  0:11  tool: find_order {"no":7} → no answer',
        '  0:12  custom fields: {"intent":"delivery"}',
        "  0:13  agent: It was se ⟨interrupted⟩",
        "  0:14  fault: That was no JSON.",
        "",
      ].join("\n"),
    );
  });

  it.each<[string, Payload[], string]>([
    ["of nothing is its id", [], "conv_1\n\n"],
    [
      "of a call that never began takes its answer for it",
      [{ type: "agent.tool_call.returned", ...CALL, result: 1 }],
      'conv_1\n\n  0:00  tool: find_order {"no":7} → 1\n',
    ],
    [
      "of a server that says no more than it must",
      [{ type: "conversation.custom_fields.updated" }, { type: "server.error" }, { type: "conversation.ended" }],
      "conv_1\n\n  0:00  custom fields: {}\n  0:01  fault: \n",
    ],
  ])("%s", (_what, log, text) => {
    expect(writeTranscript(assembleTranscript("conv_1", logOf(log)))).toBe(text);
  });
});

describe("a run of the review", () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ["is under way while it is pending", { status: "pending" }, { type: "under_way" }],
    ["is under way while it is running", { status: "running", output: null }, { type: "under_way" }],
    [
      "is done with an output and what it rests on",
      {
        status: "success",
        output: { a: 1 },
        summary: "One.",
        citations: { "/a": [{ event_id: "ev_1", sequence: 1, type: "x", excerpt: "one" }] },
      },
      {
        type: "done",
        outcome: { output: { a: 1 }, summary: "One.", citations: { "/a": [{ event_id: "ev_1", excerpt: "one" }] } },
      },
    ],
    [
      "is done also where nothing is cited",
      { status: "success", output: { a: 1 } },
      { type: "done", outcome: { output: { a: 1 }, summary: null, citations: {} } },
    ],
    [
      "passes over citations that are none",
      { status: "success", output: 1, citations: { "": [null, "ev_1", {}], "/a": "ev_1" } },
      { type: "done", outcome: { output: 1, summary: null, citations: { "": [] } } },
    ],
    [
      "that failed says why, in the words of an object",
      { status: "failed", error: { code: "model_failed", message: "The model is away." } },
      { type: "without_output", why: "ended as failed: The model is away." },
    ],
    [
      "that failed says why, in a sentence",
      { status: "failed", error: "The model is away." },
      { type: "without_output", why: "ended as failed: The model is away." },
    ],
    [
      "that was skipped says why",
      { status: "skipped", error: null, summary: "Nobody asked." },
      { type: "without_output", why: "ended as skipped: Nobody asked." },
    ],
    [
      "that was cancelled has nothing to say",
      { status: "cancelled" },
      { type: "without_output", why: "ended as cancelled" },
    ],
  ])("%s", (_what, procedure, progress) => {
    expect(readProgress(procedure)).toEqual(progress);
  });

  const transcript = assembleTranscript("conv_1", logOf(LOG));
  const cite = (...ids: string[]) => ids.map((event_id) => ({ event_id, excerpt: null }));
  it.each<[string, unknown, Parameters<typeof writeReport>[0]["citations"], string]>([
    [
      "each field with what it rests on",
      { reason: "An order.", is_resolved: false, nothing: null },
      { "/reason": cite("ev_3"), "/is_resolved": cite("ev_5", "ev_8") },
      "reason: An order.\n    “0:02 user: Where is my order? agent: never mind”\n" +
        'is_resolved: false\n    “0:04 agent: One moment.”\n    “0:05 tool: find_order {"no":7} → {"status":"sent"}”\n' +
        "nothing: null\n",
    ],
    [
      "lists and what is within",
      { promises: ["A", "B"], none: [], deep: { "a/b~c": [{ d: 1 }] } },
      { "/promises": cite("ev_5"), "/promises/1": cite("ev_2"), "/deep/a~1b~0c/0/d": cite("ev_2") },
      "promises:\n    “0:04 agent: One moment.”\n  - A\n  - B\n      “0:01 notice: This chat is recorded.”\n" +
        "none: []\ndeep:\n  a/b~c:\n    -\n      d: 1\n          “0:01 notice: This chat is recorded.”\n",
    ],
    [
      "an output that is no object",
      "Fine.",
      { "": cite("ev_2") },
      "Fine.\n    “0:01 notice: This chat is recorded.”\n",
    ],
    ["an event that is not in the transcript by its id", 1, { "": cite("ev_99") }, "1\n    “ev_99”\n"],
    [
      "or by what the platform says of it",
      1,
      { "": [{ event_id: "ev_99", excerpt: "Hm\u0007." }] },
      "1\n    “Hm\ufffd.”\n",
    ],
  ])("is reported with %s", (_what, output, citations, text) => {
    expect(writeReport({ output, summary: null, citations }, transcript)).toBe(text);
    expect(writeReport({ output, summary: "In short.", citations }, transcript)).toBe(`In short.\n\n${text}`);
  });

  it("holds the model to a schema that this platform can check", () => {
    const verdict = compileSchema(structuredClone(REVIEW_SCHEMA) as never);
    expect(verdict({ reason: "a", is_resolved: true, mood: "neutral", promises: [] })).toMatchObject({ ok: true });
    expect(verdict({ reason: "a", is_resolved: "yes", mood: "fine" })).toMatchObject({ ok: false });
  });
});

describe("the post-analysis example", { timeout: 60_000 }, () => {
  let app: TestApp;
  let model: FakeModelServer;
  let folder: string;
  /** A conversation that ended. */
  let ended: { id: string; token: string };
  let agentId: string;

  const REVIEW = {
    reason: "They want their money back.",
    is_resolved: true,
    mood: "positive",
    promises: ["A refund."],
  };

  function answerTo({ messages, tools = [] }: FakeModelRequest): FakeAnswer {
    const quick = { firstPieceAfter: 0, pieceEvery: 0 };
    const last = messages.at(-1) ?? { role: "user" };
    if (tools.some(({ function: { name } }) => name === "record_output")) {
      const log = messages.map(textOfMessage).join("\n");
      const event = (words: string) => new RegExp(`^(ev_\\w{11}) \\S+ ${words}`, "m").exec(log)?.[1];
      const citations = { "/reason": [event("user: ")], "/promises/0": [event('agent: "Your money')] };
      const recorded = { output: REVIEW, summary: "A refund was promised.", citations };
      return { ...quick, pieces: [], toolCalls: [{ name: "record_output", arguments: JSON.stringify(recorded) }] };
    }
    if (last.role === "tool") return { ...quick, pieces: ["Your money comes back on Friday."] };
    const note = { name: "set_custom_fields", arguments: '{"fields":{"intent":"refund"}}' };
    return { ...quick, pieces: ["One moment."], toolCalls: [note] };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "operator-example-"));
    model = await startFakeModelServer({ answer: answerTo });
    app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
    agentId = await app.makeAgent("Answer.", {
      runtime: { model: "fake/one" },
      tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] },
    });
    const { id, channel } = await app.converse(agentId);
    ended = { id, token: channel.token };
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    await app.call("POST", `/conversations/${id}/context`, { context: { card: "gold" } });
    session.send({ type: "user.message.send", text: "I want my money back.\nPlease." });
    await session.next("agent.turn.metrics");
    session.send({ type: "conversation.end" });
    await session.closed();
  });
  afterAll(async () => {
    await app.stop();
    await model.close();
    await rm(folder, { recursive: true, force: true });
  });

  const run = async (args: string[], variables: Record<string, string> = {}) => {
    const example = startExample(PROGRAM, args, {
      OPERATOR_HOST: app.url,
      OPERATOR_API_KEY: app.key,
      ...variables,
    });
    return { code: await example.exited, printed: example.printed(), complained: example.complained() };
  };

  it("assembles the transcript of a conversation that ended", async () => {
    const { code, printed, complained } = await run(["transcript", ended.id]);
    expect({ code, complained }).toEqual({ code: 0, complained: "" });
    expect(printed.replace(/\b\d+:\d\d\b/g, "0:00").replace(/\d+ s$/m, "0 s")).toBe(
      [
        `${ended.id} · chat_realtime · inbound · completed · 0 s`,
        "",
        '  0:00  context: {"card":"gold"}',
        "  0:00  user: I want my money back.",
        "        Please.",
        "  0:00  agent: One moment.",
        '  0:00  tool: set_custom_fields {"fields":{"intent":"refund"}} → {"custom_fields":{"intent":"refund"}}',
        '  0:00  custom fields: {"intent":"refund"}',
        "  0:00  agent: Your money comes back on Friday.",
        "",
      ].join("\n"),
    );
  });

  it("assembles the same through a connection that breaks, with the conversation's token, and writes it as JSON", async () => {
    const file = join(folder, "transcript.json");
    const whole = JSON.parse((await run(["transcript", ended.id, "--json"])).printed) as Transcript;
    const proxy = await startBreakingProxy(app.url, (connection) => (connection < 6 ? 1500 + 250 * connection : null));
    try {
      const { code } = await run(["transcript", ended.id, "--json", "--out", file], {
        OPERATOR_HOST: proxy.url,
        OPERATOR_TOKEN: ended.token,
      });
      expect(code).toBe(0);
      expect(proxy.broken()).toBeGreaterThan(1);
    } finally {
      await proxy.close();
    }
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(whole);
    expect(whole.entries).toHaveLength(6);
  });

  const REPORT = [
    "A refund was promised.",
    "",
    "mood: positive",
    "reason: They want their money back.",
    "    “0:00 user: I want my money back. Please.”",
    "promises:",
    "  - A refund.",
    "      “0:00 agent: Your money comes back on Friday.”",
    "is_resolved: true",
    "",
  ].join("\n");
  const timeless = (text: string) => text.replace(/\b\d+:\d\d\b/g, "0:00");

  it("has a procedural agent review the conversation, and shows its output with what it rests on", async () => {
    const { code, printed, complained } = await run(["review", ended.id, "--model", "fake/one"]);
    expect({ code, printed: timeless(printed) }).toEqual({ code: 0, printed: REPORT });
    const [, made = ""] = /^Made (pa_\w{11}); /.exec(complained) ?? [];
    const [, ran = ""] = /^Running (trun_\w{11}) …$/m.exec(complained) ?? [];
    expect((await app.call("GET", `/procedural_agents/${made}`)).body).toMatchObject({
      id: made,
      version_status: "released",
      config: { output: { output_schema: REVIEW_SCHEMA } },
    });
    expect((await app.call("GET", `/procedures/${ran}`)).body).toMatchObject({
      status: "success",
      agent_id: made,
      conversation_id: ended.id,
      livemode: true,
      output: REVIEW,
    });

    // The agent is used again, through connections that break before any answer, and nothing is run twice.
    const proxy = await startBreakingProxy(app.url, (connection) => (connection > 2 && connection < 5 ? 0 : null));
    const again = await run(["review", ended.id, "--agent", made, "--json"], { OPERATOR_HOST: proxy.url });
    await proxy.close();
    expect(again.code).toBe(0);
    expect(again.complained).not.toContain("Made");
    const { output, citations } = JSON.parse(again.printed) as { output: unknown; citations: Record<string, unknown> };
    expect(output).toEqual(REVIEW);
    expect(Object.keys(citations)).toEqual(["/reason", "/promises/0"]);
    const runs = await app.call("GET", `/procedures?conversation_id=${ended.id}&agent_id=${made}`);
    expect(runs.body["data"]).toHaveLength(2);
  });

  it("runs in test mode over a conversation of test mode, and says why a run has no output", async () => {
    const { id, channel } = await app.converse(agentId, { livemode: false });
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "conversation.end" });
    await session.closed();
    const { code, printed, complained } = await run(["review", id, "--model", "fake/one"]);
    // Nothing was said, so that what the model cites is not there.
    expect({ code, printed }).toEqual({ code: 1, printed: "" });
    const runs = await app.call("GET", `/procedures?conversation_id=${id}`);
    expect(runs.body["data"]).toMatchObject([{ status: "failed", livemode: false, conversation_id: id }]);
    const [{ id: ran, error }] = runs.body["data"];
    expect(complained).toContain(`${ran} ended as failed: ${error}\n`);
  });

  it("writes something sensible with the model that comes with the platform", async () => {
    const { code, printed } = await run(["review", ended.id, "--model", "simulated/assistant", "--json"]);
    expect(code).toBe(0);
    const { output } = JSON.parse(printed) as { output: unknown };
    expect(compileSchema(structuredClone(REVIEW_SCHEMA) as never)(output)).toMatchObject({ ok: true });
  });

  it.each<[string, () => string[], string]>([
    ["no task", () => [], "npx tsx examples/post-analysis/main.ts transcript conv_…"],
    ["a task that there is not", () => ["constructor", ended.id], "npx tsx examples/post-analysis/main.ts"],
    ["no conversation", () => ["transcript"], "npx tsx examples/post-analysis/main.ts"],
    ["a conversation that there is not", () => ["transcript", "conv_00000000000"], "conv_00000000000"],
    ["something that is no id", () => ["transcript", "../agents"], "GET /conversations/..%2Fagents"],
    ["an agent that there is not", () => ["review", ended.id, "--agent", "pa_00000000000"], "pa_00000000000"],
    ["a model that there is not", () => ["review", ended.id, "--model", "openai/gpt-4o"], "openai"],
  ])("says in a line what is wrong with %s", async (_what, args, words) => {
    const { code, printed, complained } = await run(args());
    expect({ code, printed }).toEqual({ code: 1, printed: "" });
    expect(complained).toContain(words);
    expect(complained).not.toMatch(/\n\s+at /);
  });

  it("wants a conversation that is over", async () => {
    const { id } = await app.converse(agentId);
    for (const task of ["transcript", "review"]) {
      const { code, complained } = await run([task, id]);
      expect(code).toBe(1);
      expect(complained).toContain(`${id} is queued.`);
    }
  });
});
