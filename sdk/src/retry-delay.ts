const FIRST = 250;
const LONGEST = 5_000;

/**
 * Returns how long to wait before the next try: doubling from 250 ms up to 5 s, with up to half taken off at random so
 * that a thousand clients of one restarted server do not come back in the same moment.
 */
export function retryDelay(attempt: number, random: number = Math.random()): number {
  const full = Math.min(LONGEST, FIRST * 2 ** attempt);
  return Math.round(full * (1 - random / 2));
}
