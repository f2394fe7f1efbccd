import { OperatorError } from "../domain/error.ts";
import type { CallWatch, IncomingCall, PhoneCall } from "../ports/telephony.ts";

/** What becomes of a call that came in. */
export type Decision =
  | { readonly type: "accept"; readonly watch: CallWatch }
  | { readonly type: "decline"; readonly why: "busy" | "declined" | "unavailable" }
  | { readonly type: "redirect"; readonly number: string };

/** How a call came in. */
export interface WaitingCallOptions {
  readonly carrierCallId: string;
  readonly from: string | null;
  readonly to: string;
  /** How long it may wait, in ms; then it is declined. */
  readonly decideWithin: number;
  /** Has the carrier do what was decided, once. Resolves to the call when it was accepted and its media are there. */
  carryOut(decision: Decision): Promise<PhoneCall | null>;
}

/** A call that came in over a carrier, until it is decided what becomes of it. */
export class WaitingCall implements IncomingCall {
  readonly carrierCallId: string;
  readonly from: string | null;
  readonly to: string;
  readonly #options: WaitingCallOptions;
  readonly #gone = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #isDecided = false;

  constructor(options: WaitingCallOptions) {
    this.carrierCallId = options.carrierCallId;
    this.from = options.from;
    this.to = options.to;
    this.#options = options;
    this.#timer = setTimeout(() => {
      this.decline("unavailable");
      this.#gone.abort(new OperatorError("call_over", "Nobody decided in time what becomes of the call."));
    }, options.decideWithin);
  }

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** The caller has given up, or the carrier does not wait any longer. */
  giveUp(): void {
    if (this.#isDecided) return;
    this.#decide();
    this.#gone.abort(new OperatorError("call_over", "The caller has given up."));
  }

  /** The carrier lets the caller hear that it rings from the beginning on. */
  ring(): void {
    return undefined;
  }

  async accept(watch: CallWatch): Promise<PhoneCall> {
    this.#assertWaiting();
    const call = await this.#options.carryOut({ type: "accept", watch });
    if (call === null) throw new OperatorError("call_over", "The caller has given up.");
    return call;
  }

  decline(why: "busy" | "declined" | "unavailable"): void {
    if (this.#isDecided) return;
    this.#decide();
    // What goes wrong with it is told by whoever carries it out; nobody waits for a call that was declined.
    void this.#options.carryOut({ type: "decline", why }).catch(() => undefined);
  }

  async redirect(number: string): Promise<void> {
    this.#assertWaiting();
    await this.#options.carryOut({ type: "redirect", number });
  }

  #assertWaiting(): void {
    if (this.#isDecided)
      throw new OperatorError("call_over", "The caller has given up, or something was decided before.");
    this.#decide();
  }

  #decide(): void {
    this.#isDecided = true;
    clearTimeout(this.#timer);
  }
}
