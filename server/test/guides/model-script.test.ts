import { describe, expect, it } from "vitest";
import type { FakeModelRequest } from "../../src/testing/fake-model-server.ts";
import { modelByScript } from "./model-script.ts";

const SCRIPT = JSON.stringify({
  answers: [
    {
      when: { user: "Slots" },
      times: 1,
      say: "One moment.",
      calls: [{ name: "find", arguments: { day: "${in_days.1}" } }],
    },
    { when: { result_of: "find", result: "none" }, say: "Nothing." },
    {
      when: { result_of: "find" },
      say: "Come at ${result.slots.0}.",
      calls: [{ name: "book", arguments: { n: "${result.n}" } }],
    },
    { when: { system: "french" }, say: "Bonjour." },
  ],
});

const asked = (text: string, system = "Help."): FakeModelRequest => ({
  model: "gpt-4o",
  messages: [
    { role: "system", content: system },
    { role: "user", content: text },
  ],
});

const answered = (output: string): FakeModelRequest => ({
  model: "gpt-4o",
  messages: [
    ...asked("slots").messages,
    { role: "assistant", content: "", tool_calls: [{ id: "c1", function: { name: "find", arguments: "{}" } }] },
    { role: "tool", content: output, tool_call_id: "c1" },
  ],
});

describe("a model by script", () => {
  it("gives the first answer that fits, as often as it may", () => {
    const model = modelByScript(SCRIPT);
    const first = model.answer(asked("Any slots?"));
    expect(first.pieces.join("")).toBe("One moment.");
    expect(first.toolCalls?.[0]?.arguments).toMatch(/^\{"day":"\d{4}-\d\d-\d\d"\}$/);
    expect(model.answer(asked("Any slots?", "Speak French.")).pieces.join("")).toBe("Bonjour.");
  });

  it("answers a tool's result, and puts parts of it into words and arguments", () => {
    const model = modelByScript(SCRIPT);
    expect(model.answer(answered('{"slots": []}, none')).pieces.join("")).toBe("Nothing.");
    const { pieces, toolCalls } = model.answer(answered('{"slots": ["10:30"], "n": 2}'));
    expect(pieces.join("")).toBe("Come at 10:30.");
    expect(toolCalls).toEqual([{ name: "book", arguments: '{"n":2}' }]);
  });

  it("refuses what fits nothing, and notes it", () => {
    const model = modelByScript(SCRIPT);
    expect(() => model.answer(asked("Hello"))).toThrow("No answer of the script fits");
    expect(model.offScript).toHaveLength(1);
    expect(() => modelByScript('{"answers": [{"says": "x"}]}')).toThrow("says");
  });
});
