/** How many frames a client may send at once, and how many a second it gets back. */
const BURST = 100;
const PER_SECOND = 20;

/** Counts a client's frames (a token bucket), so that one that floods does not slow the others down. */
export interface FrameLimit {
  /** Takes one frame in; returns false when it is one too many. */
  admit(now: number): boolean;
}

/** Makes the limit of one client. Times in ms. */
export function frameLimit(now: number): FrameLimit {
  let left = BURST;
  let counted = now;
  return {
    admit(at) {
      left = Math.min(BURST, left + ((at - counted) / 1000) * PER_SECOND);
      counted = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
