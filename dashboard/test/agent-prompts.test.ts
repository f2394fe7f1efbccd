import { describe, expect, it } from "vitest";
import { parsePrompt } from "../../server/src/domain/prompt-syntax.ts";
import { marksIn } from "../src/agents/prompt-marks.ts";

const PROMPTS = [
  "Greet $name, then call @book_appointment and @calendar/find_slots.",
  "It costs $$5 or $5, write to a@example.com or @@home.",
  "See https://example.com/@user/$id and @tool.",
  ':variable[The name]{name="customer"} and ::variable{name=no} and :variable{ name = bare }@next',
  "$first@second @third-. @a/b/c $_x",
  "Ünder ü@tool `@in_code` $äh @",
  "@@@one $$$two (@three)",
  ":variable[unclosed and @four",
];

describe("marksIn", () => {
  it.each(PROMPTS)("finds what the server finds in %j", (prompt) => {
    const expected = parsePrompt(prompt).flatMap((part) =>
      part.type === "text" ? [] : [{ kind: part.type, name: part.name }],
    );
    expect(marksIn(prompt).map(({ kind, name }) => ({ kind, name }))).toEqual(expected);
  });

  it("says where each stands", () => {
    const prompt = 'Hi $name, :variable[x]{name="y"} @tool.';
    expect(marksIn(prompt).map(({ from, to }) => prompt.slice(from, to))).toEqual([
      "$name",
      ':variable[x]{name="y"}',
      "@tool",
    ]);
  });
});
