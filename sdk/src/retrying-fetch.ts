import { retryDelay } from "./retry-delay.ts";

/** The part of `fetch` that the client needs. */
export type Fetch = (request: Request) => Promise<Response>;

/** Answers after which the same request may succeed, and which promise that nothing was done. */
const TRANSIENT = new Set([429, 502, 503, 504]);
/** A server that asks for a longer wait than this gets no second try: the caller decides. */
const LONGEST_WAIT = 10_000;

/**
 * Makes a `fetch` that tries again after a network failure or a transient answer, with growing pauses or as
 * `Retry-After` says. Every request must be safe to repeat; the client's POSTs are, by their `Idempotency-Key`.
 */
export function retryingFetch(fetch: Fetch, retries: number): Fetch {
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt >= retries;
      const answer = await settle(fetch, request.clone());
      if ("failure" in answer && (isLast || request.signal.aborted)) throw answer.failure;
      const wait = "failure" in answer ? retryDelay(attempt) : waitBefore(answer.response, attempt);
      if ("response" in answer && (isLast || wait === null)) return answer.response;
      await pause(wait ?? 0, request.signal);
    }
  };
}

async function settle(fetch: Fetch, request: Request): Promise<{ response: Response } | { failure: unknown }> {
  try {
    return { response: await fetch(request) };
  } catch (failure) {
    return { failure };
  }
}

/** Milliseconds to wait before asking again; null when the answer is final. */
function waitBefore(response: Response, attempt: number): number | null {
  if (!TRANSIENT.has(response.status)) return null;
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const wait = Number.isNaN(seconds) ? retryDelay(attempt) : seconds * 1000;
  return wait > LONGEST_WAIT ? null : wait;
}

/** Waits; rejects with the signal's reason once it is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
