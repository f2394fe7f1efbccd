import { describe, expect, it } from "vitest";
import type { ModelMessage } from "../ports/language-model.ts";
import { presentableMessages } from "./presentable-messages.ts";

const user = (text: string): ModelMessage => ({ role: "user", text });
const assistant = (text: string): ModelMessage => ({ role: "assistant", text, toolCalls: [] });
const calling = (text: string): ModelMessage => ({
  role: "assistant",
  text: "",
  toolCalls: [{ callId: "a", name: "look", arguments: text }],
});
const result: ModelMessage = { role: "tool", callId: "a", name: "look", output: "", isError: false };
const beginning = user("[The conversation begins.]");

describe("Messages made presentable", () => {
  it.each<{ title: string; given: ModelMessage[]; expected: ModelMessage[] }>([
    { title: "begin with a note when there are none", given: [], expected: [beginning] },
    {
      title: "begin with a note when the agent spoke first",
      given: [assistant("Hi")],
      expected: [beginning, assistant("Hi")],
    },
    {
      title: "stay as they are otherwise",
      given: [user("Hi"), assistant("Hello")],
      expected: [user("Hi"), assistant("Hello")],
    },
    { title: "leave out what is blank", given: [user("Hi"), assistant(" \n"), user("")], expected: [user("Hi")] },
    {
      title: "keep an empty result",
      given: [user("Hi"), calling("{}"), result],
      expected: [user("Hi"), calling("{}"), result],
    },
    {
      title: "write absent arguments as an empty object",
      given: [user("Hi"), calling(" ")],
      expected: [user("Hi"), calling("{}")],
    },
    {
      title: "wrap arguments that are not JSON",
      given: [user("Hi"), calling('{"a": "b')],
      expected: [user("Hi"), calling('{"malformed_arguments":"{\\"a\\": \\"b"}')],
    },
    {
      title: "wrap arguments that are JSON but no object",
      given: [user("Hi"), calling("[1]")],
      expected: [user("Hi"), calling('{"malformed_arguments":"[1]"}')],
    },
  ])("$title", ({ given, expected }) => {
    expect(presentableMessages(given)).toEqual(expected);
  });

  it("hand back arguments that are in order letter by letter", () => {
    const text = '{ "city" : "Oslo",\n "big": 12345678901234567890 }';
    expect(presentableMessages([user("Hi"), calling(text)])[1]).toEqual(calling(text));
  });
});
