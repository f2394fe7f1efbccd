import { describe, expect, it } from "vitest";
import { type EventEnvelope, envelop } from "../../src/domain/event.ts";
import type { ServerPayload } from "../../src/domain/event-payloads.ts";
import { answerPieces, writeAsk } from "./dialogue.ts";
import { type Evidence, findFaults } from "./findings.ts";

const NONCE = "0-abc-";
const ANSWER = answerPieces(NONCE);
const PLAN = [[{ tool: "keep_note", act: "ok" }]];
const CALL = { call_id: "call_1", name: "keep_note", arguments: JSON.stringify({ note: `${NONCE}0`, act: "ok" }) };

const PAYLOADS: ServerPayload[] = [
  { type: "conversation.setup", channel: { type: "chat_realtime" }, direction: "inbound" },
  { type: "conversation.started" },
  { type: "user.message.received", text: writeAsk({ nonce: NONCE, plan: PLAN }), client_event_id: "m0" },
  { type: "agent.tool_call.created", ...CALL, generation_id: "gen_1", ns: "api", in_background: false },
  { type: "agent.tool_call.returned", ...CALL, result: { kept: `${NONCE}0` }, outcome: "succeeded" },
  {
    type: "agent.message.completed",
    text: ANSWER.join(""),
    interrupted: false,
    has_tool_calls: false,
    generation_id: "gen_2",
  },
  { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 1 },
];

function wrap(sequence: number, payload: ServerPayload): EventEnvelope {
  const origin = { agent_id: "ca_00000000000@v0", livemode: true, conversation_id: "conv_00000000000" };
  return envelop(origin, payload, { sequence, now: new Date(0) });
}

/** A conversation that was cut after its tool call and survived. */
function soundEvidence() {
  const log = PAYLOADS.map((payload, index) => wrap(index + 1, payload));
  const deltas = ANSWER.map((text_delta) =>
    wrap(5, { type: "agent.message.delta", text_delta, generation_id: "gen_2" }),
  );
  const connections = [
    { resumedFrom: null, events: log.slice(1, 4), closeCode: 1006 },
    { resumedFrom: log[3]?.id ?? null, events: [...log.slice(4, 5), ...deltas, ...log.slice(5)], closeCode: 1000 },
  ];
  const sent = [{ id: "m0", text: "", answerOpening: "" }];
  return { log, connections, sent, isCalm: true } satisfies Evidence;
}

type Sound = ReturnType<typeof soundEvidence>;

const DAMAGES: [what: string, fault: RegExp, damage: (evidence: Sound) => void][] = [
  ["an event is missing from the log", /sequence/, ({ log }) => log.splice(3, 1)],
  ["an event is in the log twice", /sequence/, ({ log }) => log.splice(3, 0, log[3] as EventEnvelope)],
  ["a sent event is in the log otherwise", /the log has/, ({ log }) => log.splice(3, 1, wrap(4, PAYLOADS[1] as never))],
  ["the client never got an event", /after/, ({ connections }) => connections[1]?.events.splice(0, 1)],
  [
    "the client got an event twice",
    /after/,
    ({ connections }) => connections[0]?.events.push(connections[0].events[2] as never),
  ],
  ["the client did not get the last event", /nothing after/, ({ connections }) => connections[1]?.events.pop()],
  ["the client did not get the first event", /saw nothing before/, ({ connections }) => connections[0]?.events.shift()],
  [
    "a message is not in the log",
    /message lost is 0 times/,
    ({ sent }) => sent.push({ id: "lost", text: "", answerOpening: "" }),
  ],
  ["a delta is missing", /the deltas say/, ({ connections }) => connections[1]?.events.splice(4, 1)],
  [
    "a delta came after its message",
    /came after its completion/,
    ({ connections }) => connections[1]?.events.push(connections[1].events[3] as never),
  ],
];

describe("what the soak looks for", () => {
  it("finds nothing wrong with a conversation that survived", () => {
    expect(findFaults(soundEvidence())).toEqual([]);
  });

  it.each(DAMAGES)("notices that %s", (_, fault, damage) => {
    const evidence = soundEvidence();
    damage(evidence);
    expect(findFaults(evidence).join("\n")).toMatch(fault);
  });

  it("notices that the last message was not answered, unless the user did not wait for it", () => {
    const evidence = soundEvidence();
    const log = evidence.log.filter(({ payload }) => payload.type !== "agent.message.completed");
    expect(findFaults({ ...evidence, log }).join("\n")).toMatch(/no complete answer/);
    expect(findFaults({ ...evidence, log, isCalm: false }).join("\n")).not.toMatch(/no complete answer/);
  });
});
