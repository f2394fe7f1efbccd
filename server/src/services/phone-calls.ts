import type { ConversationCall } from "./conversation-call.ts";

/** The telephone calls that this process carries, from when they ring until they are over. */
export class PhoneCalls {
  readonly #calls = new Map<string, ConversationCall>();
  readonly #waiting = new Set<() => void>();
  /** Those whose conversation is not there yet, by their ids in the ledger. */
  readonly underWay = new Set<string>();

  /** Whether the process stops, and takes no more of them. */
  isStopping = false;

  /** How many there are. */
  get size(): number {
    return this.#calls.size;
  }

  /** Lists them. */
  all(): readonly ConversationCall[] {
    return [...this.#calls.values()];
  }

  /** Finds the call of a conversation; undefined where this process has none. */
  find(conversationId: string): ConversationCall | undefined {
    return this.#calls.get(conversationId);
  }

  /** Takes a call in. */
  add(call: ConversationCall): void {
    this.#calls.set(call.conversationId, call);
  }

  /** Finds a call by its conversation from now on, which was `former` until it moved. */
  moved(former: string, call: ConversationCall): void {
    this.#calls.set(call.conversationId, call);
    if (this.#calls.get(former) === call && former !== call.conversationId) this.#calls.delete(former);
  }

  /** Forgets a call that is over. */
  delete(call: ConversationCall): void {
    this.#calls.delete(call.conversationId);
    if (this.size > 0) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Waits until there is none, but not longer than `limit` ms. */
  async gone(limit: number): Promise<void> {
    if (this.size === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, limit);
      this.#waiting.add(done);
    });
  }
}
