import { expect, test } from "vitest";
import { parsePrompt } from "../../../server/src/domain/prompt-syntax.ts";
import { type PromptReading, readPrompt } from "../../src/import/prompt-text.ts";

const READING: PromptReading = {
  builtIn: (name) => (name === "now" ? "the time" : null),
  renamed: new Map([
    ["end_call", "@end_conversation"],
    ["endCall", "@end_conversation"],
    ["transfer", "@transfer"],
  ]),
};

/** What the platform makes of a prompt: variables in angle brackets, references in square ones. */
function understood(text: string): string {
  return parsePrompt(text)
    .map((part) => (part.type === "text" ? part.text : part.type === "variable" ? `<${part.name}>` : `[${part.name}]`))
    .join("");
}

test.each([
  ["a variable", "Hi {{name}}!", "Hi <name>!"],
  ["a variable with blanks", "Hi {{ name }}!", "Hi <name>!"],
  ["a variable that runs into a word", "{{unit}}s", "<unit>s"],
  ["one after a colon that does", "a:{{unit}}s", "a: <unit>s"],
  ["two beside each other", "{{a}}{{b}}", "<a><b>"],
  ["a path", "{{customer.name}} and {{order[0].id}}", "<customer_name> and <order_0_id>"],
  ["a price", "It costs $5, or $$5, or 5$.", "It costs $5, or $$5, or 5$."],
  ["a sign before a variable", "It costs ${{price}}.", "It costs $<price>."],
  ["a word after a sign", "Say $HOME and $$HOME.", "Say $HOME and $$HOME."],
  ["an address", "Write to a@example.com or @velo.", "Write to a@example.com or @velo."],
  ["doubled signs", "a@@b @@c", "a@@b @@c"],
  ["an address of variables", "{{user}}@{{host}} {{user}}@example.com", "<user>@<host> <user>@example.com"],
  ["an address on the web", "See https://x.example/@me?a=$b.", "See https://x.example/@me?a=$b."],
  ["a directive of ours", 'Text :variable[x]{name="y"} here.', 'Text : variable[x]{name="y"} here.'],
  ["what fills itself in", "It is {{now}}.", "It is the time."],
  [
    "a tool under its old name",
    "Use end_call or `endCall`, then stop.",
    "Use [end_conversation] or `[end_conversation]`, then stop.",
  ],
  ["a word that is also a tool", "Never transfer money.", "Never transfer money."],
  [
    "a tool's name within an address",
    "https://x.example/end_call and end_call/x",
    "https://x.example/end_call and end_call/x",
  ],
  ["a liquid tag", "{% if vip %}Bow.{% endif %}", "{% if vip %}Bow.{% endif %}"],
  ["a filter", "{{ name | upcase }}", "{{ name | upcase }}"],
  ["what objects are born with", "{{constructor}} {{__proto__}} toString", "<constructor> <__proto__> toString"],
])("Of %s the platform understands what was meant", (_what, source, expected) => {
  expect(understood(readPrompt(source, READING).text)).toBe(expected);
});

test("What could not be read is told of", () => {
  expect(readPrompt("{{ name | upcase }} {% if a %}", READING).strange).toEqual(["{{ name | upcase }}", "{% if a %}"]);
});

test("A prompt of random signs means itself", () => {
  const signs = ["$", "@", "a", " ", "_", ":", "/", "{", "}", "variable", "[", "]", "{{v}}", "1", "é", "\n"];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let round = 0; round < 5_000; round++) {
    const source = Array.from({ length: 1 + next(8) }, () => signs[next(signs.length)]).join("");
    // A directive of the platform gets a blank, and so does a variable between a colon and a word; nothing else changes.
    const meant = understood(readPrompt(source, READING).text).replace(/: (?=variable[[{]|<v>)/g, ":");
    expect(meant, source).toBe(source.replaceAll("{{v}}", "<v>").replace(/: (?=variable[[{]|<v>)/g, ":"));
  }
});

test("A long prompt is read in time that grows with its length", () => {
  const text =
    "{{ ".repeat(20_000) + "{% ".repeat(20_000) + "a_".repeat(50_000) + "$".repeat(50_000) + "@".repeat(50_000);
  expect(readPrompt(text, READING).text.length).toBeGreaterThan(text.length);
});
