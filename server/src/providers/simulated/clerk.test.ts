import { describe, expect, it } from "vitest";
import { compileSchema } from "../../lib/json-schema.ts";
import type { JsonObject } from "../../lib/json.ts";
import type { ModelMessage, ModelRequest, ModelTool } from "../../ports/language-model.ts";
import { moodOf } from "./mood.ts";
import { nextStep } from "./next-step.ts";

const SYSTEM = "# Now\n\nIt is Wednesday, 18 June 2025, 14:05 (UTC).";
const LOG = [
  "# Conversation",
  '{"id":"conv_3fTz9Wb1RcA"}',
  "# Event log",
  "One event a line.",
  'ev_00000000001 2025-06-18T14:00:00.000Z user: "Hello, I need a haircut tomorrow.\\nMy name is Kim"',
  'ev_00000000002 2025-06-18T14:00:02.000Z agent (cut off): "At what"',
  'ev_00000000003 2025-06-18T14:00:03.000Z user: "At two, write to kim@example.com."',
  'ev_00000000004 2025-06-18T14:00:04.000Z agent calls book_appointment (call_1) with {"name":"Kim","time":"14:00"}',
  'ev_00000000005 2025-06-18T14:00:05.000Z book_appointment (call_1) succeeded: {"confirmation_code":"K7Q2"}',
  'ev_00000000006 2025-06-18T14:00:05.000Z agent calls find_free_slots (call_2) with {"day":"x"}',
  'ev_00000000007 2025-06-18T14:00:05.000Z find_free_slots (call_2) failed: "The shop is closed."',
  'ev_00000000008 2025-06-18T14:00:06.000Z agent: "Done, your code is K7Q2."',
  'ev_00000000009 2025-06-18T14:00:07.000Z user: "Great, thank you!"',
  'ev_0000000000A 2025-06-18T14:00:08.000Z agent: "Goodbye!"',
].join("\n");

function recordOutput(output: JsonObject, hasCitations = true): ModelTool {
  const citations = hasCitations ? { citations: { type: "object" } } : {};
  return {
    name: "record_output",
    description: "Records.",
    inputSchema: {
      type: "object",
      properties: { output: { ...output, description: "The output." }, summary: { type: "string" }, ...citations },
      required: ["output"],
    },
  };
}

function step(tool: ModelTool, messages: ModelMessage[] = [{ role: "user", text: LOG }]) {
  const request: ModelRequest = {
    model: "assistant",
    system: SYSTEM,
    messages,
    tools: [tool],
    signal: new AbortController().signal,
  };
  return nextStep(request, () => new Date(0));
}

/** Returns what the model records for that schema. */
function recorded(schema: JsonObject, messages?: ModelMessage[]) {
  const { call } = step(recordOutput(schema), messages);
  expect(call?.name).toBe("record_output");
  return JSON.parse(call?.arguments ?? "null");
}

const SUMMARY = {
  type: "object",
  properties: {
    summary: { type: "string", minLength: 1 },
    sentiment: { type: "string", enum: ["positive", "neutral", "negative"] },
  },
  required: ["summary", "sentiment"],
  additionalProperties: false,
};

describe("the simulated model, at work on a conversation", () => {
  it("sums it up, with the mood, and cites what the user said", () => {
    const { output, citations } = recorded(SUMMARY);
    expect(output).toEqual({
      summary:
        "The user wrote 3 messages, beginning with “Hello, I need a haircut tomorrow. My name is Kim”. " +
        "The agent booked the appointment (name Kim, time 14:00). The agent's last words were “Goodbye!”.",
      sentiment: "positive",
    });
    expect(citations).toEqual({
      "/summary": ["ev_00000000001", "ev_00000000009"],
      "/sentiment": ["ev_00000000001", "ev_00000000009"],
    });
  });

  it("gives the same step for the same request", () => {
    expect(step(recordOutput(SUMMARY))).toEqual(step(recordOutput(SUMMARY)));
  });

  it("writes what it likes where any JSON will do, and leaves citations out where there is nothing to cite", () => {
    const { call } = step(recordOutput({}, false));
    const { output, summary, citations } = JSON.parse(call?.arguments ?? "null");
    expect(output).toEqual({ result: summary });
    expect(citations).toBeUndefined();
  });

  it("gives up in words when its output was sent back twice", () => {
    const refused = (callId: string): ModelMessage => ({
      role: "tool",
      callId,
      name: "record_output",
      output: "It does not fit.",
      isError: true,
    });
    const one = step(recordOutput(SUMMARY), [{ role: "user", text: LOG }, refused("call_1")]);
    expect(one.call?.name).toBe("record_output");
    const two = step(recordOutput(SUMMARY), [{ role: "user", text: LOG }, refused("call_1"), refused("call_2")]);
    expect(two).toMatchObject({ call: null });
    expect(two.text).toContain("simple rules");
  });

  it.each<[string, JsonObject]>([
    ["texts of every format", formats("date", "date-time", "email", "uri", "uuid", "time")],
    ["bounds of length", { type: "object", properties: { a: { type: "string", minLength: 300, maxLength: 310 } } }],
    ["bounds of numbers", { type: "object", properties: { a: { type: "integer", minimum: 3, maximum: 9 } } }],
    ["steps of numbers", { type: "object", properties: { a: { type: "number", multipleOf: 5, minimum: 7 } } }],
    ["a list of so many", { type: "array", items: { type: "boolean" }, minItems: 2 }],
    [
      "one of several",
      { anyOf: [{ type: "null" }, { type: "object", required: ["a"], properties: { a: { const: 4 } } }] },
    ],
    [
      "all of several",
      {
        allOf: [
          { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
          { type: "object", properties: { b: { type: "boolean" } }, required: ["b"] },
        ],
      },
    ],
    ["either of two types", { type: "object", properties: { a: { type: ["null", "string"] } }, required: ["a"] }],
    ["what is nested", { type: "object", properties: { a: { type: "object", properties: { b: SUMMARY } } } }],
    ["a number, bare", { type: "number" }],
    ["nothing", { type: "null" }],
  ])("fits %s", (_what, schema) => {
    expect(compileSchema(schema)(recorded(schema).output)).toEqual({ ok: true });
  });

  it("follows references as they stand within the tool's own schema", () => {
    const schema = {
      $defs: { "a/b": { type: "integer", minimum: 1 } },
      type: "object",
      properties: { count: { $ref: "#/properties/output/$defs/a~1b" } },
      required: ["count"],
    };
    expect(recorded(schema).output).toEqual({ count: 1 });
  });

  it("does not run away with a schema that refers to itself", () => {
    const schema = { type: "object", properties: { next: { $ref: "#/properties/output" } }, required: ["next"] };
    expect(JSON.stringify(recorded(schema).output).length).toBeLessThan(1_000);
  });

  it("finds in the text what a field is named after", () => {
    const schema = {
      type: "object",
      properties: {
        name: { type: "string" },
        email: { type: "string", format: "email" },
        service: { type: "string", enum: ["Colouring", "Haircut"] },
        wants_haircut: { type: "boolean" },
        wants_refund: { type: "boolean" },
      },
    };
    expect(recorded(schema).output).toEqual({
      name: "Kim",
      email: "kim@example.com",
      service: "Haircut",
      wants_haircut: true,
      wants_refund: false,
    });
  });
});

function formats(...names: string[]): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(names.map((format) => [format, { type: "string", format }])),
  };
}

const VERDICT: ModelTool = {
  name: "record_verdict",
  description: "Records the verdict.",
  inputSchema: { type: "object", properties: { holds: { type: "boolean" }, reason: { type: "string" } } },
};

describe("the simulated model, asked whether a condition holds", () => {
  it.each<[string, boolean]>([
    ["The customer booked a haircut.", true],
    ["The customer wanted an appointment at two.", true],
    ["The customer asked for a refund.", false],
    ["The customer was not told of a refund.", true],
    ["The customer did not book an appointment.", false],
  ])("%s %s", (condition, holds) => {
    const text = `# Condition\n\n${condition}\n\n${LOG}`;
    const { call } = step(VERDICT, [{ role: "user", text }]);
    expect(call?.name).toBe("record_verdict");
    expect(JSON.parse(call?.arguments ?? "null")).toMatchObject({ holds });
  });
});

describe("the mood of words", () => {
  it.each<[string[], string]>([
    [[], "neutral"],
    [["A haircut, please.", "At two."], "neutral"],
    [["Great, thank you!"], "positive"],
    [["This is ridiculous and useless."], "negative"],
    [["Thanks.", "No, that is terrible."], "negative"],
    [["I was annoyed.", "Now it is perfect, thanks!"], "positive"],
    [["I am not happy with that."], "negative"],
    [["That is not bad."], "positive"],
    [["Danke, sehr schön."], "positive"],
  ])("%j is %s", (messages, mood) => {
    expect(moodOf(messages)).toBe(mood);
  });
});
