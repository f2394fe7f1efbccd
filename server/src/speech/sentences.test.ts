import { describe, expect, it } from "vitest";
import { SentenceCutter } from "./sentences.ts";

function cut(text: string, size = text.length || 1): string[] {
  const cutter = new SentenceCutter();
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(...cutter.add(text.slice(at, at + size)));
  pieces.push(...cutter.end());
  return pieces;
}

/** The pieces after the first, so that only ends of sentences count. */
function later(text: string): string[] {
  const [first, ...pieces] = cut(`Well. ${text}`);
  expect(first).toBe("Well. ");
  return pieces;
}

const MIXED =
  "Sure, let me look. Your order no. 4711 of 3.5 kg costs $1,299.00… Dr. Meyer (anna.meyer@example.com) said: “No!” " +
  "And then?\n\n1. First item\n2. Second item, e.g. this one. 你好。今天天气很好！再见？ यह ठीक है। هل أنت هنا؟ نعم، أنا هنا. " +
  "Am 3. Mai um 10.30 Uhr bzw. z. B. später... Visit https://www.example.com/a.b?c=d! Good 👍🏽 bye. ".repeat(3);

describe("SentenceCutter", () => {
  it.each([1, 2, 3, 7, 50, 100_000])("loses nothing of a text that comes %i characters at a time", (size) => {
    expect(cut(MIXED, size).join("")).toBe(MIXED);
  });

  it.each([1, 2, 3, 7, 50])("cuts at the same places when %i characters come at a time", (size) => {
    expect(cut(MIXED, size).map((piece) => piece.trim())).toEqual(cut(MIXED).map((piece) => piece.trim()));
  });

  it.each([
    ["Hello there. How are you? Fine!", ["Hello there. ", "How are you? ", "Fine!"]],
    ["She said “Stop.” Then she left.", ["She said “Stop.” ", "Then she left."]],
    ["**Really?** Yes.", ["**Really?** ", "Yes."]],
    ["What?! No way.", ["What?! ", "No way."]],
    ["First line\nSecond line\n\nThird", ["First line\n", "Second line\n", "\nThird"]],
    ["你好。今天天气很好！再见", ["你好。", "今天天气很好！", "再见"]],
    ["「元気？」はい。", ["「元気？」", "はい。"]],
    ["यह ठीक है। आप कैसे हैं?", ["यह ठीक है। ", "आप कैसे हैं?"]],
    ["هل أنت هنا؟ نعم.", ["هل أنت هنا؟ ", "نعم."]],
    ["It opens at 9 a.m. Come early.", ["It opens at 9 a.m. ", "Come early."]],
    ["Well... Maybe.", ["Well... ", "Maybe."]],
    ["this is good. and it goes on small.", ["this is good. ", "and it goes on small."]],
  ])("cuts %j at ends of sentences", (text, pieces) => {
    expect(later(text)).toEqual(pieces);
  });

  it.each([
    "It is 3.5 percent of 1,000.50 euros.",
    "Ask Dr. Meyer or Mrs. Jones about J. Smith.",
    "Das gilt z.B. für Hunde, d.h. für alle bzw. viele.",
    "Das gilt z. B. für Hunde.",
    "Fruits, e.g. apples, i.e. the red ones, vs. pears.",
    "Write to anna.meyer@example.co.uk or www.example.com/a.html?b=1.2 today.",
    "We meet at 10.30 or 11:45 today.",
    "Der Termin ist am 3. Mai im 2. Stock.",
    "Well... maybe it is … fine.",
    "Open 9 a.m. to 5 p.m. daily.",
    "L'appartement de M. Dupont et de Mme. Petit.",
    "Es el Sr. García, p. ej. hoy.",
    "De heer dhr. Jansen komt o.a. morgen.",
    "Il dott. Rossi e la sig.ra Bianchi.",
    "Version 2.0.1 is out.",
    "The U.S. economy grows.",
  ])("does not cut within %j", (text) => {
    expect(later(text)).toEqual([text]);
  });

  it("speaks a first clause without waiting for the sentence", () => {
    const cutter = new SentenceCutter();
    expect(cutter.add("Of course I can, ")).toEqual(["Of course I can, "]);
    expect(cutter.add("just a moment, please")).toEqual([]);
    expect(cutter.end()).toEqual(["just a moment, please"]);
  });

  it("speaks some words of a first sentence that has no clauses", () => {
    const cutter = new SentenceCutter();
    const pieces = cutter.add("I have looked at all of the orders that you have placed with us since last spring");
    expect(pieces).toEqual(["I have looked at all of the orders that you "]);
  });

  it("does not stop short after a word or two at the beginning", () => {
    const cutter = new SentenceCutter();
    expect(cutter.add("Yes, ")).toEqual([]);
    expect(cutter.add("I shall. ")).toEqual(["Yes, I shall. "]);
  });

  it("waits no longer than for the space behind a sentence", () => {
    const cutter = new SentenceCutter();
    cutter.add("Well. ");
    expect(cutter.add("All is fine.")).toEqual([]);
    expect(cutter.add(" ")).toEqual(["All is fine. "]);
  });

  it.each([
    ["words without a sign", "word ".repeat(2_000)],
    ["a word without an end", "x".repeat(10_000)],
    ["clauses", "one two three, ".repeat(500)],
    ["points", ".".repeat(10_000)],
    ["points and spaces", ". ".repeat(5_000)],
    ["spaces", " ".repeat(10_000)],
    ["new lines", "\n".repeat(10_000)],
    ["emoji", "😀".repeat(2_000)],
    ["abbreviations", "e.g. ".repeat(2_000)],
    ["closing quotes", `Hi.${"”".repeat(5_000)}`],
  ])("cuts %s at a bound", (_, text) => {
    for (const size of [1, 13, text.length]) {
      const pieces = cut(text, size);
      expect(pieces.join("")).toBe(text);
      expect(Math.max(...pieces.slice(0, -1).map(({ length }) => length), 0)).toBeLessThan(600);
      expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
    }
  });

  it("prefers to cut a long sentence behind a clause", () => {
    const clause = `${"many words go here ".repeat(9).trim()}, `;
    const pieces = later(`${clause}${"and they go on and on ".repeat(10)}`);
    expect(pieces[0]).toBe(clause);
  });

  it("begins anew after the end", () => {
    const cutter = new SentenceCutter();
    cutter.add("One two three four");
    cutter.end();
    expect(cutter.end()).toEqual([]);
    expect(cutter.add("Of course I can, ")).toEqual(["Of course I can, "]);
  });
});

it("takes a text of a million characters", () => {
  expect(cut(`${"Dr. (".repeat(50_000)}${" .".repeat(100_000)}${"a,".repeat(200_000)}`, 7).length).toBeGreaterThan(100);
});
