/** How a figure stands beside that of the time before. */
export interface Comparison {
  /** In words, such as `12 % more`. */
  text: string;
  tone: "good" | "bad" | "neutral";
}

/** Which way a figure had better go. */
export type Better = "more" | "less" | "neither";

/** From here on, times say more than parts of a hundred. */
const MANY_TIMES = 3;

/** Compares a figure with that of the time before; null where one of them is not known, or there was nothing before. */
export function comparisonOf(now: number | null, before: number | null, better: Better): Comparison | null {
  if (now === null || before === null || before === 0) return null;
  const share = (now - before) / before;
  const percent = Math.round(Math.abs(share) * 100);
  if (percent === 0) return { text: "the same", tone: "neutral" };
  const word = share > 0 ? "more" : "less";
  const text = now / before >= MANY_TIMES ? `${Math.round(now / before)} times as much` : `${percent} % ${word}`;
  const tone = better === "neither" ? "neutral" : word === better ? "good" : "bad";
  return { text, tone };
}

/** Returns which part of the whole something is; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
