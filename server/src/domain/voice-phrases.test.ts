import { describe, expect, it } from "vitest";
import { languageCode } from "./language.ts";
import { fillerIn, goodbyeIn, nudgeIn, recordingNoticeIn, tooLongIn } from "./voice-phrases.ts";

const LANGUAGES =
  "Arabic Bulgarian Catalan Chinese Croatian Czech Danish Dutch Finnish French German Greek Hebrew Hindi Hungarian " +
  "Indonesian Italian Japanese Korean Malay Norwegian Polish Portuguese Romanian Russian Slovak Spanish Swedish Thai " +
  "Turkish Ukrainian Vietnamese";

const SAYINGS = [nudgeIn, goodbyeIn, tooLongIn, recordingNoticeIn, (language: string) => fillerIn(language, 0)];

describe("what the platform says by voice", () => {
  it.each(LANGUAGES.split(" ").concat("Norwegian Bokmål"))("is said in %s", (language) => {
    expect(languageCode(language)).not.toBeNull();
    const said = SAYINGS.map((say) => say(language));
    expect(new Set(said).size).toBe(said.length);
    for (const [index, say] of SAYINGS.entries()) expect(say("English")).not.toBe(said[index]);
  });

  it.each(["Zulu", "Klingon", "constructor"])("is said in English to speakers of %j", (language) => {
    for (const say of SAYINGS) expect(say(language)).toBe(say("English"));
  });

  it("changes from one filler to the next, and stays with the last", () => {
    const fillers = [0, 1, 2].map((rung) => fillerIn("German", rung));
    expect(new Set(fillers).size).toBe(3);
    expect(fillerIn("German", 99)).toBe(fillers[2]);
  });
});
