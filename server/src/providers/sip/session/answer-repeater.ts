import { readSequence, type SipRequest, type SipResponse } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import { type Repetition, repeat, type SipTimers, transactionTimeout } from "../transaction/timers.ts";

/** What a 2xx to an INVITE is repeated with, and who is told. */
export interface AnswerOptions {
  readonly transaction: ServerTransaction;
  readonly response: SipResponse;
  readonly timers: SipTimers;
  /** The ACK has come; called once. */
  onAck(ack: SipRequest): void;
  /** None came; called once instead. */
  onLost(): void;
}

/** Sends a 2xx to an INVITE until it is acknowledged (RFC 3261, section 13.3.1.4), over whatever it travels. */
export class AnswerRepeater {
  readonly #options: AnswerOptions;
  readonly #repetition: Repetition;
  readonly #giveUp: NodeJS.Timeout;
  #isOver = false;

  constructor(options: AnswerOptions) {
    const { transaction, response, timers } = options;
    this.#options = options;
    transaction.respond(response);
    const again = () => transaction.respond(response);
    this.#repetition = repeat({ first: timers.t1, longest: timers.t2, again });
    this.#giveUp = setTimeout(() => {
      this.stop();
      options.onLost();
    }, transactionTimeout(timers));
  }

  /** Whether the ACK is still waited for. */
  get isWaiting(): boolean {
    return !this.#isOver;
  }

  /** Takes an ACK; true when it is the one that is waited for. */
  take(ack: SipRequest): boolean {
    const number = readSequence(ack.headers.get("cseq"))?.number;
    const invite = readSequence(this.#options.transaction.request.headers.get("cseq"))?.number;
    if (this.#isOver || number !== invite) return false;
    this.stop();
    this.#options.onAck(ack);
    return true;
  }

  /** Stops; nobody is told. */
  stop(): void {
    this.#isOver = true;
    this.#repetition.stop();
    clearTimeout(this.#giveUp);
  }
}
