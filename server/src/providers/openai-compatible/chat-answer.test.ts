import { describe, expect, it } from "vitest";
import type { ModelPart } from "../../ports/language-model.ts";
import { callsOf, textOf } from "../../testing/language-model-contract.ts";
import { ChatAnswer } from "./chat-answer.ts";

function read(deltas: readonly object[]): ModelPart[] {
  const parts: ModelPart[] = [];
  const answer = new ChatAnswer((part) => parts.push(part));
  for (const delta of deltas) answer.read({ choices: [{ index: 0, delta, finish_reason: null }] });
  answer.finish();
  return parts;
}

const call = (fields: object) => ({ tool_calls: [fields] });

const CALLS: { title: string; deltas: object[]; calls: [name: string, text: string][] }[] = [
  {
    title: "in pieces, as OpenAI sends it",
    deltas: [
      call({ index: 0, id: "a", type: "function", function: { name: "look", arguments: "" } }),
      call({ index: 0, function: { arguments: '{"city":' } }),
      call({ index: 0, function: { arguments: '"Oslo"}' } }),
    ],
    calls: [["look", '{"city":"Oslo"}']],
  },
  {
    title: "in pieces, two by turns",
    deltas: [
      call({ index: 0, id: "a", function: { name: "look", arguments: "" } }),
      call({ index: 1, id: "b", function: { name: "book", arguments: "" } }),
      call({ index: 0, function: { arguments: "{}" } }),
      call({ index: 1, function: { arguments: '{"x":1}' } }),
    ],
    calls: [
      ["look", "{}"],
      ["book", '{"x":1}'],
    ],
  },
  {
    title: "whole and several in one chunk",
    deltas: [
      {
        tool_calls: [
          { index: 0, id: "a", function: { name: "look", arguments: "{}" } },
          { index: 1, id: "b", function: { name: "look", arguments: '{"x":1}' } },
        ],
      },
    ],
    calls: [
      ["look", "{}"],
      ["look", '{"x":1}'],
    ],
  },
  {
    title: "with the same index for every call, as Ollama did",
    deltas: [
      call({ index: 0, id: "a", function: { name: "look", arguments: "{}" } }),
      call({ index: 0, id: "b", function: { name: "look", arguments: '{"x":1}' } }),
    ],
    calls: [
      ["look", "{}"],
      ["look", '{"x":1}'],
    ],
  },
  {
    title: "without ids, with the same index for every call",
    deltas: [
      call({ index: 0, function: { name: "look", arguments: "{}" } }),
      call({ index: 0, function: { name: "look", arguments: '{"x":1}' } }),
    ],
    calls: [
      ["look", "{}"],
      ["look", '{"x":1}'],
    ],
  },
  {
    title: "without index",
    deltas: [
      call({ id: "a", function: { name: "look", arguments: '{"x"' } }),
      call({ function: { arguments: ":1}" } }),
      call({ id: "b", function: { name: "book", arguments: "{}" } }),
    ],
    calls: [
      ["look", '{"x":1}'],
      ["book", "{}"],
    ],
  },
  {
    title: "without ids and index",
    deltas: [
      call({ function: { name: "look", arguments: "{}" } }),
      call({ function: { name: "book", arguments: "{}" } }),
    ],
    calls: [
      ["look", "{}"],
      ["book", "{}"],
    ],
  },
  {
    title: "with id and name again in every piece",
    deltas: [
      call({ index: 0, id: "a", function: { name: "look", arguments: '{"x"' } }),
      call({ index: 0, id: "a", function: { name: "look", arguments: ":1}" } }),
    ],
    calls: [["look", '{"x":1}']],
  },
  {
    title: "with the name again in every piece and no id",
    deltas: [
      call({ index: 0, function: { name: "look", arguments: '{"x"' } }),
      call({ index: 0, function: { name: "look", arguments: ":1}" } }),
    ],
    calls: [["look", '{"x":1}']],
  },
  {
    title: "with the name after the id",
    deltas: [call({ index: 0, id: "a" }), call({ index: 0, function: { name: "look", arguments: "{}" } })],
    calls: [["look", "{}"]],
  },
  {
    title: "with arguments as an object",
    deltas: [call({ index: 0, id: "a", function: { name: "look", arguments: { city: "Oslo" } } })],
    calls: [["look", '{"city":"Oslo"}']],
  },
  {
    title: "without arguments",
    deltas: [call({ index: 0, id: "a", function: { name: "look" } })],
    calls: [["look", "{}"]],
  },
];

describe("The reader of a chat completion", () => {
  it.each(CALLS)("assembles calls that come $title", ({ deltas, calls }) => {
    const made = callsOf(read(deltas));
    expect(made.map((made) => [made.name, made.arguments])).toEqual(calls);
    expect(new Set(made.map(({ callId }) => callId)).size).toBe(calls.length);
    expect(made.every(({ callId }) => callId !== "")).toBe(true);
  });

  it("keeps the ids that the server gave", () => {
    expect(callsOf(read([call({ index: 0, id: "a", function: { name: "look" } })]))[0]?.callId).toBe("a");
  });

  it.each([
    { title: "a text", delta: { content: "Hi" }, text: "Hi" },
    {
      title: "a list of parts",
      delta: {
        content: [
          { type: "text", text: "Hi" },
          { type: "thinking", thinking: [] },
        ],
      },
      text: "Hi",
    },
    { title: "a refusal", delta: { content: null, refusal: "I cannot." }, text: "I cannot." },
    { title: "null", delta: { content: null }, text: "" },
    { title: "something else", delta: { content: 7 }, text: "" },
  ])("reads content that is $title", ({ delta, text }) => {
    expect(textOf(read([delta]))).toBe(text);
  });

  it.each(["reasoning_content", "reasoning", "thinking"])("takes %s for thinking, which is not shown", (field) => {
    const parts = read([{ [field]: "Hmm, the user" }, { [field]: "" }, { content: "Hi" }]);
    expect(parts.map(({ type }) => type)).toEqual(["reasoning", "text", "finish"]);
  });

  it.each([
    { usage: { prompt_tokens: 3, completion_tokens: 4 }, expected: { inputTokens: 3, outputTokens: 4 } },
    { usage: { prompt_tokens: 3 }, expected: { inputTokens: 3, outputTokens: null } },
    { usage: null, expected: { inputTokens: null, outputTokens: null } },
    { usage: { prompt_tokens: "3" }, expected: { inputTokens: null, outputTokens: null } },
  ])("reads the usage $usage", ({ usage, expected }) => {
    const parts: ModelPart[] = [];
    const answer = new ChatAnswer((part) => parts.push(part));
    answer.read({ choices: [], usage });
    answer.finish();
    expect(parts).toEqual([{ type: "finish", usage: expected }]);
  });

  it.each([[[]], [[null]], [[{}]], [[{ delta: null }]], [{}], [null]])("passes over choices that are %j", (choices) => {
    const parts: ModelPart[] = [];
    const answer = new ChatAnswer((part) => parts.push(part));
    answer.read({ choices });
    expect(parts).toEqual([]);
  });
});
