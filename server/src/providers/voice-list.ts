import type { SpeechVoice } from "../ports/text-to-speech.ts";

const GENDERS = { f: "female", m: "male", n: "neutral" } as const;

/**
 * Reads a list of voices from lines of `id name gender` (`f`, `m` or `n`), in their order; an id that is the name in
 * small letters is written as `-`. All of them speak the same languages, none for any.
 */
export function voicesFrom(lines: string, languages: readonly string[]): SpeechVoice[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [id = "", name = "", gender = ""] = line.trim().split(/\s+/);
      const kind = GENDERS[gender as keyof typeof GENDERS];
      return { id: id === "-" ? name.toLowerCase() : id, name, gender: kind, languages };
    });
}
