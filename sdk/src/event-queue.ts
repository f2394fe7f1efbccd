/** A first-in-first-out queue with one reader: what is put in before it reads waits for it, in order. */
export class EventQueue<Item> {
  readonly #items: Item[] = [];
  #wake: (() => void) | null = null;
  #isClosed = false;

  /** Adds an item; after `close` it is dropped. */
  put(item: Item): void {
    if (this.#isClosed) return;
    this.#items.push(item);
    this.#wakeReader();
  }

  /** Lets the reader finish once it has read what is there. */
  close(): void {
    this.#isClosed = true;
    this.#wakeReader();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      yield* this.#items.splice(0);
      if (this.#items.length > 0) continue;
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #wakeReader(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
