/** How somebody feels, as far as their words tell. */
export type Mood = "positive" | "neutral" | "negative";

const PLEASED =
  /\b(?:thank(?:s| you)|great|perfect|wonderful|excellent|awesome|lovely|love|good|nice|happy|glad|brilliant|fantastic|super|pleased|helpful|danke|toll|merci|parfait|gracias|perfecto|grazie)\b/giu;
const ANNOYED =
  /\b(?:angry|annoy(?:ed|ing)|terrible|awful|horrible|bad|useless|disappoint(?:ed|ing)|ridiculous|unacceptable|complain(?:t|ing)?|worst|hate|frustrat(?:ed|ing)|waste|broken|wrong|stupid|rude|scandal|fed up|give up|forget it|schlecht|unverschämt|ärgerlich)\b/giu;
const NEGATION = /\b(?:not|no|never|isn't|wasn't|don't|doesn't|didn't|hardly|nicht|kein)\s+(?:\p{L}+\s+){0,2}$/iu;

/** Reads the mood out of somebody's messages, oldest first; the later one counts for more. */
export function moodOf(messages: readonly string[]): Mood {
  const points = messages.reduce((sum, text, index) => sum + (1 + index / messages.length) * pointsOf(text), 0);
  if (points === 0) return "neutral";
  return points > 0 ? "positive" : "negative";
}

function pointsOf(text: string): number {
  return sum(text, PLEASED) - sum(text, ANNOYED);
}

/** Counts the words; one that is negated counts against. */
function sum(text: string, words: RegExp): number {
  return [...text.matchAll(words)].reduce((points, { index }) => {
    return points + (NEGATION.test(text.slice(Math.max(0, index - 40), index)) ? -1 : 1);
  }, 0);
}
