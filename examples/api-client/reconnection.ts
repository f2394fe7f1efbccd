/** What to do with an answer to the request for a stream. */
export type Verdict =
  | { type: "read" }
  /** Everything was seen and nothing more will come. */
  | { type: "over" }
  | { type: "come_back"; why: string; afterSeconds: number }
  | { type: "give_up"; why: string };

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** A server that asks for more patience than this is asked again all the same. */
const LONGEST_WISH_SECONDS = 60;
/** Too early, too many requests, too slow a request; every 5xx passes as well. */
const PASSING = new Set([408, 425, 429]);
/** So often in a row a connection may fail, or break without having brought anything: about a minute. */
const MOST_FAILURES = 10;

/** What is looked at of an answer. */
export interface StreamAnswer {
  status: number;
  contentType: string | null;
  retryAfter: string | null;
}

/** Says what to do with an answer: faults that pass are waited out, what is wrong for good is not asked for again. */
export function judgeAnswer({ status, contentType, retryAfter }: StreamAnswer): Verdict {
  if (status === 204) return { type: "over" };
  if (status === 200) return judgeType(contentType ?? "");
  const why = `the server answered ${status}`;
  if (status < 500 && !PASSING.has(status)) return { type: "give_up", why };
  const wish = /^\d{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) : 0;
  return { type: "come_back", why, afterSeconds: Math.min(wish, LONGEST_WISH_SECONDS) };
}

function judgeType(contentType: string): Verdict {
  if (contentType.startsWith("text/event-stream")) return { type: "read" };
  return { type: "give_up", why: `the server answered with ${contentType || "something"} instead of a stream` };
}

/**
 * Says how many milliseconds to wait after that many failures in a row, or null to give up. `chance` (0 to 1) spreads
 * those who lost the same server, so that they do not all come back at once.
 */
export function pauseAfter(failures: number, afterSeconds: number, chance: number): number | null {
  if (failures > MOST_FAILURES) return null;
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
  return Math.max(afterSeconds * 1000, Math.round(pause * (0.5 + chance / 2)));
}
