import { OperatorError } from "../domain/error.ts";
import type { CallWatch, IncomingCall, PhoneCall } from "../ports/telephony.ts";
import type { CarrierTimings } from "./call-timings.ts";

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
  readonly isRepeated: boolean;
  /** How long it may wait, and how long nobody may wait for it, in ms. */
  readonly timings: Pick<CarrierTimings, "decideWithin" | "repeatWithin">;
  /** Has the carrier do what was decided, once. Resolves to the call when it was accepted and its media are there. */
  carryOut(decision: Decision): Promise<PhoneCall | null>;
}

/** A call that came in over a carrier, until it is decided what becomes of it. */
export class WaitingCall implements IncomingCall {
  readonly carrierCallId: string;
  readonly from: string | null;
  readonly to: string;
  readonly isRepeated: boolean;
  readonly #options: WaitingCallOptions;
  readonly #gone = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #requests = 0;
  #lonely: NodeJS.Timeout | undefined;
  #isDecided = false;

  constructor(options: WaitingCallOptions) {
    this.carrierCallId = options.carrierCallId;
    this.from = options.from;
    this.to = options.to;
    this.isRepeated = options.isRepeated;
    this.#options = options;
    this.#timer = setTimeout(() => {
      this.decline("unavailable");
      this.#gone.abort(new OperatorError("call_over", "Nobody decided in time what becomes of the call."));
    }, options.timings.decideWithin);
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

  /**
   * A request of the carrier's waits for what becomes of the call, until `signal` is aborted. Carriers that have waited for
   * long ask once more: only when nobody has waited for a while the caller has given up.
   */
  askedBy(signal: AbortSignal): void {
    clearTimeout(this.#lonely);
    this.#requests += 1;
    const leave = () => {
      this.#requests -= 1;
      if (this.#requests > 0 || this.#isDecided) return;
      this.#lonely = setTimeout(() => this.giveUp(), this.#options.timings.repeatWithin);
    };
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
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
    clearTimeout(this.#lonely);
  }
}
