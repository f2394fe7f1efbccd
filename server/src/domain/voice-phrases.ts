import type { VoiceWording } from "./voice-wording.ts";
import { GERMANIC_AND_ROMANCE } from "./voice-wording-germanic-romance.ts";
import { OTHER_LANGUAGES } from "./voice-wording-other.ts";
import { SLAVIC } from "./voice-wording-slavic.ts";

const WORDINGS: ReadonlyMap<string, VoiceWording> = new Map([...GERMANIC_AND_ROMANCE, ...SLAVIC, ...OTHER_LANGUAGES]);
/** Languages that go by two names. */
const SAME_AS: ReadonlyMap<string, string> = new Map([["Norwegian Bokmål", "Norwegian"]]);

function wordingIn(language: string): VoiceWording {
  return (WORDINGS.get(SAME_AS.get(language) ?? language) ?? WORDINGS.get("English")) as VoiceWording;
}

/**
 * Returns what is said while the user waits, in the language of that English name; in English where the platform has
 * no words in it, as all phrases here. `rung` counts from 0 how often it was said in this wait: the words change. The
 * first tells that something is looked up, or for a slow model that the agent thinks.
 */
export function fillerIn(language: string, rung: number, reason: "slow_tool" | "slow_model" = "slow_tool"): string {
  const [toolRuns, modelThinks, stillOnIt, takesLonger] = wordingIn(language);
  const words = [reason === "slow_tool" ? toolRuns : modelThinks, stillOnIt, takesLonger];
  // A first filler that came again would sound as if all began anew.
  return words[rung === 0 ? 0 : 2 - (rung % 2)] as string;
}

/** Returns the question whether the user is still there. */
export function nudgeIn(language: string): string {
  return wordingIn(language)[4];
}

/** Returns the goodbye to a user who said nothing for long. */
export function goodbyeIn(language: string): string {
  return wordingIn(language)[5];
}

/** Returns the goodbye when the conversation has gone on for as long as it may. */
export function tooLongIn(language: string): string {
  return wordingIn(language)[6];
}

/** Returns a goodbye that gives no reason: the last sentence of the one above. */
export function farewellIn(language: string): string {
  const sentences = tooLongIn(language).split(/(?<=[.!?。।])\s*(?=\S)/u);
  return sentences.at(-1) as string;
}

/** Returns the sentence that tells that the conversation is recorded. */
export function recordingNoticeIn(language: string): string {
  return wordingIn(language)[7];
}
