import { DUTCH } from "./dutch.ts";
import { ENGLISH } from "./english.ts";
import { FRENCH } from "./french.ts";
import { GERMAN } from "./german.ts";
import { ITALIAN } from "./italian.ts";
import { PORTUGUESE } from "./portuguese.ts";
import { SPANISH } from "./spanish.ts";
import { type TurnTakingWords, turnTakingWords } from "./wording.ts";

const NO_WORDS = turnTakingWords({
  open: "",
  leaning: "",
  stranded: "",
  asksFor: "",
  greetings: "",
  declines: "",
  finished: "",
  closing: "",
  hesitations: "um|uh|uhm|hm|hmm|mm|mmm|eh|ah|äh|euh",
  assents: "mm hm|mhm|mm|hm|hmm|uh huh|aha|ah|oh|ok|okay",
  answers: "ok|okay|mhm|mm hm",
  stops: "stop|stopp",
  questions: "",
  digits: "",
  numbers: "",
  repeats: "",
  months: "",
  signs: "",
  at: "",
  dot: "",
  longNumbers: "iban",
  explains: "",
  letterWords: "",
  announces: { digits: "iban|pin", spelling: "", name: "", email: "email|e mail", date: "", address: "" },
});

const WORDS: Readonly<Record<string, TurnTakingWords>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  it: ITALIAN,
  pt: PORTUGUESE,
  nl: DUTCH,
};

/** Returns the words of a language by its ISO 639 code, regions left out; sounds that most share for an unknown one. */
export function wordsOfLanguage(language: string): TurnTakingWords {
  const code = language.toLowerCase().split(/[-_]/, 1)[0] ?? "";
  return Object.hasOwn(WORDS, code) ? (WORDS[code] ?? NO_WORDS) : NO_WORDS;
}
