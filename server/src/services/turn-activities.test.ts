import { describe, expect, it } from "vitest";
import type { Activity } from "../ports/activity-log.ts";
import type { ModelCallReport, ObservedConversation, ToolCallReport } from "../ports/turn-observer.ts";
import { turnActivities } from "./turn-activities.ts";

const MARKED = { type: "string", "x-personal": true };
const SCHEMA = { type: "object", properties: { name: MARKED, day: { type: "string" } } };

function watch(personal: string[] = []) {
  const activities: Activity[] = [];
  const conversation: ObservedConversation = {
    conversationId: "conv_1",
    agentVersionId: "ca_1@v2",
    agentName: "Robin",
    livemode: false,
    requestId: () => "req_1",
    personalValues: () => personal,
  };
  const observer = turnActivities({ record: (activity) => activities.push(activity) });
  return { activities, conversation, observer, turn: observer.turnBegan(conversation, 0) };
}

function toolCall(more: Partial<ToolCallReport> = {}): ToolCallReport {
  return {
    callId: "call_1",
    name: "book",
    ns: "api",
    arguments: { name: "Kim Berger", day: "Monday" },
    inputSchema: SCHEMA,
    outcome: { status: "succeeded", result: { greeting: "Hello Kim Berger" } },
    startedAt: 1_000,
    duration: 250,
    inBackground: false,
    ...more,
  };
}

function modelCall(more: Partial<ModelCallReport> = {}): ModelCallReport {
  const tokens = { inputTokens: 10, outputTokens: 2 };
  const times = { startedAt: 0, duration: 400, firstPart: 300 };
  return { model: "fake/one", isSimulated: false, outcome: "succeeded", error: null, ...times, ...tokens, ...more };
}

describe("a tool call in the log", () => {
  it("says who made it, when it was over and how it ended, without what is marked personal", () => {
    const { activities, turn } = watch();
    turn.toolReturned(toolCall());
    expect(activities).toEqual([
      {
        kind: "tool_call",
        outcome: "succeeded",
        summary: "book",
        actor: { type: "agent", id: "ca_1@v2", name: "Robin" },
        livemode: false,
        requestId: "req_1",
        conversationId: "conv_1",
        at: new Date(1_250),
        duration: 250,
        details: {
          call_id: "call_1",
          name: "book",
          ns: "api",
          background: false,
          arguments: { name: "[personal]", day: "Monday" },
          error: null,
        },
      },
    ]);
  });

  it("has its result only where a schema says what is personal in it", () => {
    const { activities, turn } = watch();
    turn.toolReturned(toolCall());
    turn.toolReturned(toolCall({ outputSchema: { properties: { secretly: MARKED } } }));
    expect(activities[0]?.details).not.toHaveProperty("result");
    expect(activities[1]?.details["result"]).toEqual({ greeting: "Hello [personal]" });
  });

  it("has nothing of what was marked in the reason of a failure, nor in what comes after it", () => {
    const { activities, turn, observer, conversation } = watch();
    turn.toolReturned(toolCall({ outcome: { status: "failed", error: "No KIM  BERGER here." } }));
    observer.toolReturnedLate(
      conversation,
      toolCall({ arguments: "{}", inBackground: true, outcome: { status: "unknown", error: "Lost kim berger." } }),
    );
    turn.modelCalled(modelCall({ outcome: "failed", error: "It said Kim Berger." }));
    expect(activities.map(({ outcome, summary }) => [outcome, summary])).toEqual([
      ["failed", "book: No [personal] here."],
      ["unknown", "book: Lost [personal]."],
      ["failed", "fake/one: It said [personal]."],
    ]);
    expect(activities[1]?.details["background"]).toBe(true);
  });

  it.each([
    ["JSON text", '{"name":"Kim Berger","day":"Monday"}', { name: "[personal]", day: "Monday" }],
    ["nothing", "", {}],
    ["what is not JSON, of which nothing is shown", '{"name":"Kim Ber', "[not JSON]"],
    ["what is nested absurdly deep", "[".repeat(5_000) + "]".repeat(5_000), "[not JSON]"],
  ])("reads arguments that are %s", (_what, given, shown) => {
    const { activities, turn } = watch();
    turn.toolReturned(toolCall({ arguments: given }));
    expect(activities[0]?.details["arguments"]).toEqual(shown);
  });

  it("takes what is personal of the conversation as it is at that moment", () => {
    const personal: string[] = [];
    const { activities, turn } = watch(personal);
    turn.toolReturned(toolCall({ arguments: { day: "for lee@example.com" } }));
    personal.push("lee@example.com");
    turn.toolReturned(toolCall({ arguments: { day: "for lee@example.com" } }));
    const days = activities.map(({ details }) => details["arguments"]);
    expect(days).toEqual([{ day: "for lee@example.com" }, { day: "for [personal]" }]);
  });
});

describe("a model call in the log", () => {
  it.each([
    ["succeeded", {}, "succeeded", "fake/one", false],
    ["was interrupted", { outcome: "interrupted" }, "succeeded", "fake/one: interrupted", true],
    ["failed", { outcome: "failed", error: "Broke." }, "failed", "fake/one: Broke.", false],
  ] as const)("says that it %s", (_what, more, outcome, summary, interrupted) => {
    const { activities, turn } = watch();
    turn.modelCalled(modelCall(more));
    expect(activities).toMatchObject([{ kind: "model_call", outcome, summary, details: { interrupted } }]);
    expect(activities[0]?.details).toMatchObject({ model: "fake/one", first_part_ms: 300, input_tokens: 10 });
  });
});
