import { describe, expect, it } from "vitest";
import { apologyIn } from "./apology.ts";
import { languageCode } from "./language.ts";

const LANGUAGES =
  "Arabic Bulgarian Catalan Chinese Croatian Czech Danish Dutch Finnish French German Greek Hebrew Hindi Hungarian " +
  "Indonesian Italian Japanese Korean Malay Norwegian Polish Portuguese Romanian Russian Slovak Spanish Swedish Thai " +
  "Turkish Ukrainian Vietnamese";

describe("apologyIn", () => {
  it.each(LANGUAGES.split(" ").concat("Norwegian Bokmål"))("has a sentence of its own in %s", (language) => {
    expect(languageCode(language)).not.toBeNull();
    expect(apologyIn(language)).not.toBe(apologyIn("English"));
    expect(apologyIn(language)).not.toBe("");
  });

  it.each(["English", "Zulu", "Klingon", "", "constructor"])("speaks English for %j", (language) => {
    expect(apologyIn(language)).toBe("I'm sorry, something went wrong on our side. Please say that again in a moment.");
  });
});
