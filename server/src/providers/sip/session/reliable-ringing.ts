import { responseTo, type ResponseParts } from "../message/build-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import { type Repetition, repeat, type SipTimers, transactionTimeout } from "../transaction/timers.ts";

/** What a reliable provisional response is made of, and who is told. */
export interface ReliableOptions {
  readonly invite: ServerTransaction;
  readonly status: 180 | 183;
  readonly parts: ResponseParts;
  readonly timers: SipTimers;
  /** None came: the INVITE is to be refused. */
  onLost(): void;
}

/** For so many times T1 the 200 waits for the PRACK: for that to what was sent the third time, too. */
const PATIENCE = 4;

/** A provisional response that is sent until its PRACK comes (RFC 3262, section 3). */
export class ReliableRinging {
  readonly #options: ReliableOptions;
  /** Of one call there is one such response, so that any first number will do. */
  readonly #number = 1 + Math.floor(Math.random() * 1_000_000);
  readonly #repetition: Repetition;
  readonly #giveUp: NodeJS.Timeout;
  readonly #patience: NodeJS.Timeout;
  #settle: () => void = () => undefined;
  /**
   * Resolves once the PRACK came, or need not be waited for any more. Without a description of media in the response the
   * 200 might go out before (RFC 3262, section 3), but a caller that has not yet sent its PRACK then may be confused by it.
   */
  readonly settled: Promise<void>;

  constructor(options: ReliableOptions) {
    const { invite, status, parts, timers } = options;
    this.#options = options;
    const headers = [...(parts.headers ?? []), ["Require", "100rel"], ["RSeq", String(this.#number)]] as const;
    const response = responseTo(invite.request, status, { ...parts, headers });
    invite.respond(response);
    const again = () => invite.respond(response);
    this.#repetition = repeat({ first: timers.t1, longest: Number.POSITIVE_INFINITY, again });
    this.#giveUp = setTimeout(() => {
      this.stop();
      options.onLost();
    }, transactionTimeout(timers));
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#patience = setTimeout(() => this.#settle(), PATIENCE * timers.t1);
  }

  /** Takes a PRACK, also one that comes after the call was answered; false when it is for no response of ours. */
  take(transaction: ServerTransaction): boolean {
    const { request } = transaction;
    const sequence = this.#options.invite.request.headers.get("cseq") ?? "";
    const wanted = `${this.#number} ${sequence}`.replace(/\s+/g, " ");
    if (request.headers.get("rack")?.replace(/\s+/g, " ") !== wanted) return false;
    this.stop();
    transaction.respond(responseTo(request, 200));
    return true;
  }

  /** Stops; nobody is told. */
  stop(): void {
    this.#repetition.stop();
    clearTimeout(this.#giveUp);
    clearTimeout(this.#patience);
    this.#settle();
  }
}
