import { closest } from "../../lib/closest.ts";
import { escapePattern, findAll, type Found } from "./found.ts";
import { sameWord, tellingWords } from "./words.ts";

/** Finds the e-mail addresses of a text. */
export function emailsIn(text: string): Found<string>[] {
  return findAll(text, [
    { pattern: /[^\s@<>(),;:"|]+@[^\s@<>(),;:"|]+\.[a-z]{2,}/gi, read: ([email]) => email.replace(/\.$/, "") },
  ]);
}

/** Finds the phone numbers of a text: six digits and more, with the signs people put between them. */
export function phonesIn(text: string): Found<string>[] {
  return findAll(text, [
    {
      pattern: /(?<![\w.])\+?\(?\d[\d\s().\-/]{4,}\d(?!\w)/g,
      read: ([phone]) => (phone.replace(/\D/g, "").length >= 6 ? phone.trim() : undefined),
    },
  ]);
}

/**
 * Finds the values of an enum that a text names, with or without the spaces and signs they are written with, and in
 * the plural. Of two that begin alike the longer counts.
 */
export function choicesIn(text: string, choices: readonly unknown[]): Found<unknown>[] {
  const byLength = [...choices].sort((left, right) => String(right).length - String(left).length);
  return findAll(
    text,
    byLength.map((choice) => ({ pattern: patternOf(String(choice)), read: () => choice })),
  );
}

/** Finds the choice that is meant by a misspelt or shortened answer, such as `hair cut` or `beard`; only when it is one. */
export function closestChoice(text: string, choices: readonly unknown[]): unknown {
  const names = choices.map(String);
  const exact = names.findIndex((name) => name.toLowerCase() === text.trim().toLowerCase());
  if (exact >= 0) return choices[exact];
  const alike = closest(text.trim(), names);
  if (alike !== null) return choices[names.indexOf(alike)];
  const said = tellingWords(text);
  const sharing = choices.filter((choice) =>
    tellingWords(String(choice)).some((word) => said.some((one) => sameWord(one, word))),
  );
  return sharing.length === 1 ? sharing[0] : undefined;
}

function patternOf(choice: string): RegExp {
  const words = choice.split(/[\s_\-/]+/).filter((word) => word !== "");
  const spelling = words.map(escapePattern).join("[\\s_\\-/]*");
  // Of "it's" and "a" no one means the sizes S and A.
  const flags = choice.length > 2 ? "giu" : "gu";
  return new RegExp(`(?<![\\p{L}\\p{N}'’])${spelling}${choice.length > 2 ? "(?:e?s)?" : ""}(?![\\p{L}\\p{N}])`, flags);
}
