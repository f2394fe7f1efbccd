import { describe, expect, it } from "vitest";
import { apologyIn } from "./apology.ts";
import { languageNames } from "./language.ts";
import { fillerIn, goodbyeIn, nudgeIn, recordingNoticeIn, tooLongIn } from "./voice-phrases.ts";

const PHRASES: readonly ((language: string) => string)[] = [
  (language) => fillerIn(language, 0),
  (language) => fillerIn(language, 0, "slow_model"),
  (language) => fillerIn(language, 1),
  (language) => fillerIn(language, 2),
  nudgeIn,
  goodbyeIn,
  tooLongIn,
  recordingNoticeIn,
];
const inEnglish = PHRASES.map((phrase) => phrase("English"));
const APOLOGETIC = [...languageNames(), "Norwegian Bokmål"].filter(
  (language) => language !== "English" && apologyIn(language) !== apologyIn("English"),
);

describe("the voice's phrases", () => {
  it.each(APOLOGETIC)("are all of its own in %s", (language) => {
    const phrases = PHRASES.map((phrase) => phrase(language));
    expect(new Set(phrases).size).toBe(phrases.length);
    for (const [place, phrase] of phrases.entries()) {
      expect(phrase).not.toBe(inEnglish[place]);
      expect(phrase.trim()).toBe(phrase);
      expect(phrase.length).toBeGreaterThan(4);
      expect(phrase.length).toBeLessThan(140);
    }
  });

  it("are there for more than thirty languages", () => {
    expect(APOLOGETIC.length).toBeGreaterThan(30);
  });

  it.each(["Zulu", "Klingon", "", "constructor"])("are English for %j", (language) => {
    expect(PHRASES.map((phrase) => phrase(language))).toEqual(inEnglish);
  });
});

describe("fillerIn", () => {
  it("changes its words and never begins anew in one wait", () => {
    const said = Array.from({ length: 8 }, (_, rung) => fillerIn("English", rung));
    for (let rung = 1; rung < said.length; rung++) expect(said[rung]).not.toBe(said[rung - 1]);
    expect(said.slice(1)).not.toContain(said[0]);
  });

  it("says that the agent thinks when its model is slow", () => {
    expect(fillerIn("English", 0, "slow_model")).toBe("Let me think for a moment.");
    expect(fillerIn("English", 0)).toBe("One moment, I'm looking into it.");
  });
});
