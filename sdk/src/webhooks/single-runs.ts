import type { DeliveryMemory } from "./delivery-memory.ts";
import type { WebhookResponse } from "./http-exchange.ts";
import { isFinal, refusal } from "./responses.ts";

/** How many deliveries may be under way at once; a handler that never ends holds its place. */
const MOST_RUNNING = 1_000;

/** One delivery or call, to be handled once. */
export interface SingleRun {
  readonly id: string;
  /** In ms. */
  readonly timeLimit: number;
  /** Does it, and answers; never rejects. */
  run(signal: AbortSignal): Promise<WebhookResponse>;
  /** Is told of what goes wrong around it. */
  onError(error: unknown): void;
}

/** A handler took longer than the platform waits. It goes on, and its answer is kept for when the platform asks again. */
export class SlowHandlerError extends Error {
  /** Its time limit, in ms. */
  readonly timeLimit: number;

  constructor(timeLimit: number) {
    super(`The handler took longer than ${timeLimit} ms, after which the platform waits no longer.`);
    this.name = "SlowHandlerError";
    this.timeLimit = timeLimit;
  }
}

/** Handles what comes under one id once: what comes again joins what is running, or gets the answer that was kept. */
export class SingleRuns {
  readonly #memory: DeliveryMemory;
  readonly #running = new Map<string, Promise<WebhookResponse>>();

  constructor(memory: DeliveryMemory) {
    this.#memory = memory;
  }

  /** Returns the answer, or that there is none yet when the time limit is over. Rejects when the memory cannot be read. */
  async answer(single: SingleRun): Promise<WebhookResponse> {
    const running = this.#running.get(single.id);
    if (running !== undefined) return within(single, running);
    if (this.#running.size >= MOST_RUNNING) return refusal(503, "Too much is under way here.", { "retry-after": "5" });
    const abort = new AbortController();
    const run = this.#run(single, abort.signal).finally(() => this.#running.delete(single.id));
    this.#running.set(single.id, run);
    return within(single, run, abort);
  }

  async #run(single: SingleRun, signal: AbortSignal): Promise<WebhookResponse> {
    const before = await this.#memory.find(single.id);
    if (before) return before;
    const response = await single.run(signal);
    if (isFinal(response)) await this.#keep(single, response);
    return response;
  }

  /** What was done stays done where its answer cannot be kept: to refuse now would have it done again for sure. */
  async #keep(single: SingleRun, response: WebhookResponse): Promise<void> {
    try {
      await this.#memory.keep(single.id, response);
    } catch (error) {
      single.onError(error);
    }
  }
}

async function within(
  { timeLimit, onError }: SingleRun,
  run: Promise<WebhookResponse>,
  abort?: AbortController,
): Promise<WebhookResponse> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<WebhookResponse>((resolve) => {
    timer = setTimeout(() => {
      const error = new SlowHandlerError(timeLimit);
      abort?.abort(error);
      onError(error);
      // The status of a gateway without an answer: the platform knows then that it may have been done.
      resolve(refusal(504, error.message));
    }, timeLimit);
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
