import type { WebhookResponse } from "./http-exchange.ts";

/**
 * Remembers what was answered, so that a delivery or call that comes again is answered alike and not handled again. The one in
 * memory serves one process; several that share the work give one of their own, over their database.
 */
export interface DeliveryMemory {
  /** Finds the answer that was kept under an id; undefined or null when there is none. */
  find(id: string): WebhookResponse | null | undefined | Promise<WebhookResponse | null | undefined>;
  /** Keeps an answer under an id, for a day at least where that can be. */
  keep(id: string, response: WebhookResponse): void | Promise<void>;
}

const DAY = 24 * 60 * 60 * 1_000;
const MOST_ANSWERS = 10_000;
/** In characters, of all bodies together. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Makes a memory that holds 10,000 answers and 16 MiB of them at most, for a day; the oldest are forgotten first. */
export function createDeliveryMemory(now: () => number = Date.now): DeliveryMemory {
  const kept = new Map<string, { response: WebhookResponse; at: number }>();
  let characters = 0;
  const forget = (id: string) => {
    characters -= kept.get(id)?.response.body.length ?? 0;
    kept.delete(id);
  };
  const isTooMuch = () => kept.size > MOST_ANSWERS || characters > MOST_CHARACTERS;
  const isOld = (at: number) => now() - at > DAY;
  return {
    find: (id) => {
      const found = kept.get(id);
      return found === undefined || isOld(found.at) ? null : found.response;
    },
    keep: (id, response) => {
      forget(id);
      kept.set(id, { response, at: now() });
      characters += response.body.length;
      for (const [oldest, { at }] of kept) {
        if (!isTooMuch() && !isOld(at)) break;
        forget(oldest);
      }
    },
  };
}
