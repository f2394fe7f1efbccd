import { deferred } from "../../../lib/deferred.ts";
import { OperatorError } from "../../../domain/error.ts";
import type { CallMemory, MediaOrder, MediaTelling } from "./media-orders.ts";
import type { Agreement } from "./negotiator.ts";

/** Is told what comes of a call's audio. */
export interface SeatWatch {
  /** Samples wait in the call's memory. */
  onHeard(): void;
  onKey(key: string): void;
  /** The call is to be given up; `message` says why. */
  onDead(message: string): void;
}

/** Where a call's orders go to. */
export interface OrderTaker {
  post(order: MediaOrder): void;
  /** The call of that number is over. */
  forget(call: number): void;
}

/** The place of one call in a thread of audio, seen from the main one. It outlives the thread: a new one goes on with it. */
export class MediaSeat {
  readonly #thread: OrderTaker;
  readonly #open: Extract<MediaOrder, { readonly type: "open" }>;
  readonly #watch: SeatWatch;
  readonly #opened = deferred<boolean>();
  readonly #keys = new Map<number, WaitingKeys>();
  #use: Extract<MediaOrder, { readonly type: "use" }> | null = null;
  #nextKeys = 0;
  /** Why there is no thread for it any more. */
  #loss: string | null = null;
  #isClosed = false;

  constructor(
    thread: OrderTaker,
    open: Omit<Extract<MediaOrder, { readonly type: "open" }>, "type">,
    watch: SeatWatch,
  ) {
    this.#thread = thread;
    this.#open = { type: "open", ...open };
    this.#watch = watch;
    this.#thread.post(this.#open);
  }

  /** Resolves once its ports were taken, or with false when another program has them. */
  get opened(): Promise<boolean> {
    return this.#opened.promise;
  }

  /** Goes by an agreement from now on; the memory is always the same. */
  use(agreement: Agreement, memory: CallMemory): void {
    const { call } = this.#open;
    this.#use = { type: "use", call, agreement, memory };
    this.#post(this.#use);
    // What was lost before it was answered is told to whoever answers it all the same.
    if (this.#loss !== null) setImmediate(() => this.#tellDead(this.#loss as string));
  }

  /** Resolves once the keys were sent; rejects with `invalid_field` or `call_over`. */
  async sendKeys(digits: string): Promise<void> {
    if (this.#isClosed || this.#loss !== null) throw new OperatorError("call_over", "The call has no audio any more.");
    const order = this.#nextKeys++;
    const { call } = this.#open;
    await new Promise<void>((sent, failed) => {
      this.#keys.set(order, { sent, failed });
      this.#post({ type: "send_keys", call, order, digits });
    });
  }

  /** Ends it; nothing is told any more. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#post({ type: "close", call: this.#open.call });
    this.#thread.forget(this.#open.call);
    this.#failKeys(new OperatorError("call_over", "The call is over: no more keys can be sent."));
  }

  /** Takes what its thread tells of it. */
  take(telling: Exclude<MediaTelling, { readonly type: "heard" | "sent" | "error" }>): void {
    switch (telling.type) {
      case "opened":
        this.#opened.resolve(telling.isOpen);
        if (!telling.isOpen && this.#use !== null) this.lose("The ports of the call's audio were taken meanwhile.");
        return;
      case "key":
        return this.#watch.onKey(telling.key);
      case "dead":
        return this.#tellDead(telling.message);
      case "keys_sent":
        return this.#settleKeys(telling);
    }
  }

  /** Samples wait. */
  heard(): void {
    if (!this.#isClosed) this.#watch.onHeard();
  }

  /** Goes on in a new thread: with another source of packets, which is what the other end must expect (RFC 3550). */
  restart(): void {
    this.#failKeys(new OperatorError("call_over", "The audio of the call broke off: not all keys were sent."));
    this.#post(this.#open);
    if (this.#use !== null) this.#post(this.#use);
  }

  /** There is no thread for it any more. */
  lose(message: string): void {
    this.#loss = message;
    this.#opened.resolve(false);
    this.#failKeys(new OperatorError("call_over", message));
    this.#tellDead(message);
  }

  #post(order: MediaOrder): void {
    if (this.#loss === null) this.#thread.post(order);
  }

  #tellDead(message: string): void {
    if (!this.#isClosed) this.#watch.onDead(message);
  }

  #settleKeys({ order, failure }: Extract<MediaTelling, { readonly type: "keys_sent" }>): void {
    const waiting = this.#keys.get(order);
    this.#keys.delete(order);
    if (failure === null) waiting?.sent();
    else {
      const { code, message, param } = failure;
      waiting?.failed(new OperatorError(code, message, param === null ? {} : { param }));
    }
  }

  #failKeys(error: OperatorError): void {
    for (const { failed } of this.#keys.values()) failed(error);
    this.#keys.clear();
  }
}

interface WaitingKeys {
  readonly sent: () => void;
  readonly failed: (error: Error) => void;
}
