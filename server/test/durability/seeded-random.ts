/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** A number `0 ≤ x < 1`. */
  next(): number;
  /** A number `from ≤ x < to`. */
  between(from: number, to: number): number;
  /** One of the choices. Throws when there is none. */
  pick<Choice>(choices: readonly Choice[]): Choice;
}

/** Makes a generator from a 32-bit seed (mulberry32, a public-domain generator of Tommy Ettinger's). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    pick: (choices) => {
      if (choices.length === 0) throw new Error("There is nothing to choose from.");
      return choices[Math.floor(next() * choices.length)] as (typeof choices)[number];
    },
  };
}
