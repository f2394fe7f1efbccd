import type { Database } from "../db/database.ts";
import { deleteOldKeys, enterKeyedRequest, forgetKey, type KeyedRequest, keepAnswer } from "../db/idempotency-keys.ts";
import { sealedPlace } from "../db/sealed-columns.ts";
import { OperatorError } from "../domain/error.ts";
import type { SecretBox } from "../lib/secret-box.ts";

export type { KeyedRequest };

/** An answer that is given again. */
export interface KeptAnswer {
  status: number;
  body: string;
  /** As the header has it; null without one. */
  etag: string | null;
}

/** The requests that were sent under an idempotency key in the last day, and how each was answered. */
export class IdempotencyKeys {
  readonly #database: Database;
  readonly #box: SecretBox;

  /** Answers are kept sealed: some hold a token or a new key. */
  constructor(database: Database, box: SecretBox) {
    this.#database = database;
    this.#box = box;
  }

  /**
   * Enters a request. Returns null when it is the first of its key and is to be carried out, else the first one's
   * answer. Throws `idempotency_conflict` when the first was another request, is still under way, or was cut off by a
   * crash: then nobody knows what it did, and it is not done again.
   */
  async enter(request: KeyedRequest): Promise<KeptAnswer | null> {
    const first = await enterKeyedRequest(this.#database, request);
    if (!first) return null;
    if (first.requestHash !== request.requestHash) {
      const message = "This Idempotency-Key was used with another request. Use a new key for a new request.";
      throw new OperatorError("idempotency_conflict", message, { param: "Idempotency-Key" });
    }
    if (first.status === null || first.sealedBody === null) {
      const message =
        "The first request with this Idempotency-Key has no answer yet: it is under way, or was cut off. Look whether " +
        "it took effect; to send it anew, use a new key.";
      throw new OperatorError("idempotency_conflict", message, { param: "Idempotency-Key" });
    }
    const { status, etag } = first;
    return { status, body: this.#box.open(first.sealedBody, placeOf(request)), etag };
  }

  /** Keeps the answer to the first request. */
  async keep(request: KeyedRequest, answer: KeptAnswer): Promise<void> {
    const sealedBody = this.#box.seal(answer.body, placeOf(request));
    const mentions = [...new Set([...request.mentions, ...mentionsIn(answer.body)])];
    await keepAnswer(this.#database, request, { status: answer.status, sealedBody, etag: answer.etag, mentions });
  }

  /** Forgets a request that came to nothing. */
  async forget(request: KeyedRequest): Promise<void> {
    await forgetKey(this.#database, request);
  }

  /** Forgets what is older than a day. */
  async deleteOld(): Promise<void> {
    await deleteOldKeys(this.#database);
  }
}

/** Finds the ids of conversations and customers in a text, so that what holds it can be forgotten with them. */
export function mentionsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:conv|cus)_[0-9A-Za-z]{11}\b/g))];
}

function placeOf({ apiKeyId, key }: KeyedRequest): string {
  return sealedPlace("idempotency_keys", "sealed_body", apiKeyId, key);
}
