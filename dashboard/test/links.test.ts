import { describe, expect, it } from "vitest";
import { splitLinks } from "../src/talk/links.ts";

const shown = (text: string) => splitLinks(text).map((piece) => (piece.href === null ? piece.text : `<${piece.href}>`));

describe("addresses in a message", () => {
  const rows: [string, string, string[]][] = [
    ["plain text stays plain", "No address here.", ["No address here."]],
    ["an empty text has no pieces", "", []],
    [
      "an address can be followed",
      "See https://a.example/b?c=d#e now",
      ["See ", "<https://a.example/b?c=d#e>", " now"],
    ],
    ["an address may be all there is", "http://a.example", ["<http://a.example>"]],
    ["a sentence's end is no part of it", "Go to https://a.example/b.", ["Go to ", "<https://a.example/b>", "."]],
    ["brackets around it are no part of it", "(https://a.example)", ["(", "<https://a.example>", ")"]],
    ["brackets within it are", "https://a.example/b_(c)", ["<https://a.example/b_(c)>"]],
    [
      "several are told apart",
      "https://a.example, https://b.example!",
      ["<https://a.example>", ", ", "<https://b.example>", "!"],
    ],
    ["markup ends it", 'https://a.example"><img src=x>', ["<https://a.example>", '"><img src=x>']],
    ["scripts cannot be followed", "javascript:alert(1) data:text/html,x", ["javascript:alert(1) data:text/html,x"]],
    ["what only looks like one cannot be followed", "https://[oops", ["https://[oops"]],
  ];
  it.each(rows)("%s", (_name, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("lose nothing of the text", () => {
    const text = "A https://a.example/, (http://b.example) and https://[bad then more.\nhttps://c.example";
    expect(
      splitLinks(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });
});
