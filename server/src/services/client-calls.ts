import { setTimeout as sleep } from "node:timers/promises";
import type { ToolOutcome } from "../ports/tool.ts";

/** The calls of one conversation that the connected client carries out. */
export class ClientCalls {
  readonly #waiting = new Map<string, (outcome: ToolOutcome) => void>();
  /** Answers that were here before the call was waited for: the client is shown a call before it is checked. */
  readonly #early = new Map<string, ToolOutcome>();

  /** Why no call is waited for any more; null while calls are. */
  #givenUp: ToolOutcome | null = null;

  /** Waits for the client's answer to a call, at most `timeLimit`; after that its outcome is unknown. */
  async wait(callId: string, timeLimit: number): Promise<ToolOutcome> {
    const early = this.#early.get(callId);
    this.#early.delete(callId);
    if (early) return early;
    if (this.#givenUp) return this.#givenUp;
    const timer = new AbortController();
    const answered = new Promise<ToolOutcome>((resolve) => this.#waiting.set(callId, resolve));
    const late = sleep(timeLimit, unanswered(`The user's device did not answer within ${timeLimit / 1_000} s.`), {
      signal: timer.signal,
    });
    // Nobody waits for it once the answer is here.
    late.catch(() => undefined);
    const outcome = await Promise.race([answered, late]);
    timer.abort();
    this.#waiting.delete(callId);
    return outcome;
  }

  /** Takes the client's answer to a call. The first one counts. */
  answer(callId: string, outcome: ToolOutcome): void {
    const resolve = this.#waiting.get(callId);
    if (resolve) resolve(outcome);
    else if (!this.#early.has(callId)) this.#early.set(callId, outcome);
  }

  /** Forgets what is known of a call that came back another way. */
  forget(callId: string): void {
    this.#early.delete(callId);
  }

  /** Stops waiting for every call, also for those that come to be waited for later. `why` is a sentence. */
  giveUp(why: string): void {
    this.#givenUp = unanswered(why);
    for (const resolve of this.#waiting.values()) resolve(this.#givenUp);
  }
}

function unanswered(why: string): ToolOutcome {
  return { status: "unknown", error: `${why} It may or may not have been carried out; do not repeat it unasked.` };
}
