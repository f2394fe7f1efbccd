import { describe, expect, it } from "vitest";
import { splitText, textLength } from "./gsm-text.ts";

describe("textLength", () => {
  it.each([
    ["Hello", { encoding: "gsm7", units: 5 }],
    ["", { encoding: "gsm7", units: 0 }],
    ["äöüÄÖÜß éèù Ω", { encoding: "gsm7", units: 13 }],
    ["€ [x] {y} ^~|\\", { encoding: "gsm7", units: 23 }],
    ["`", { encoding: "ucs2", units: 1 }],
    ["ç", { encoding: "ucs2", units: 1 }],
    ["Ç", { encoding: "gsm7", units: 1 }],
    ["👍", { encoding: "ucs2", units: 2 }],
    ["€👍", { encoding: "ucs2", units: 3 }],
  ] as const)("counts %j", (text, length) => {
    expect(textLength(text)).toEqual(length);
  });
});

describe("splitText", () => {
  it.each<[string, string, number, string[]]>([
    ["nothing", "", 10, []],
    ["nothing but space", " \n ", 10, []],
    ["what fits", "Short.", 10, ["Short."]],
    ["what just fits", "0123456789", 10, ["0123456789"]],
    ["behind a sentence in the second half", "One two. Three four.", 12, ["One two.", "Three four."]],
    ["behind a sentence with a closing quote", 'He said "no." Then left.', 15, ['He said "no."', "Then left."]],
    ["behind a word where the sentence is too short", "A. Bcd efg hij", 12, ["A. Bcd efg", "hij"]],
    ["at a paragraph rather than at a later sentence", "Aaa bbb\nCc. Dddd ee", 12, ["Aaa bbb", "Cc. Dddd ee"]],
    ["behind a word that ends at the limit", "abcde fghij", 5, ["abcde", "fghij"]],
    ["a word without end", "abcdefghijklm", 5, ["abcde", "fghij", "klm"]],
    ["by septets, of which these take two", "€€€€€", 4, ["€€", "€€", "€"]],
    ["by UTF-16 units where the GSM alphabet does not do", "ččččč", 2, ["čč", "čč", "č"]],
    ["no pair in the middle", "👍👍👍", 3, ["👍", "👍", "👍"]],
    ["no family in the middle", "a👩‍👩‍👧b", 9, ["a👩‍👩‍👧", "b"]],
    ["a character that is larger than a piece", "👩‍👩‍👧", 3, ["👩\u200D", "👩\u200D", "👧"]],
  ])("cuts %s", (_what, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces);
  });

  it("loses no word of a long text, and no piece is too long", () => {
    const sentences = Array.from({ length: 400 }, (_, index) => `Sentence ${index} says {this} and costs ${index} €.`);
    const text = sentences.join(" ");
    const pieces = splitText(text, 1_600);
    expect(pieces.join(" ")).toBe(text);
    for (const piece of pieces) expect(textLength(piece).units).toBeLessThanOrEqual(1_600);
    for (const piece of pieces) expect(piece.endsWith("€.")).toBe(true);
  });

  it("comes to an end with a megabyte of anything", () => {
    for (const unit of ["x", "€", "👍", " ", "\u0301", "a. "]) {
      const pieces = splitText(unit.repeat(Math.floor(1_000_000 / unit.length)), 1_600);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(1_600);
    }
  });
});
