import { OperatorError } from "../../../domain/error.ts";
import { TransferRefusedError } from "../../../ports/telephony.ts";
import { responseTo } from "../message/build-message.ts";
import { splitParameters } from "../message/quoted-text.ts";
import type { SipRequest } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Peer } from "./peer.ts";

/** What a call is handed over with. */
export interface ReferralOptions {
  readonly peer: Peer;
  /** The address that the other end is to call. */
  readonly uri: string;
  /** Resolves once the call is confirmed: many take no REFER before they have sent their ACK. */
  readonly settled: Promise<void>;
  /** For the one it calls to answer, in ms. */
  readonly within: number;
}

/** Hands the other end of a call over to another address (RFC 3515; who did it, RFC 3892). */
export class Referral {
  readonly #options: ReferralOptions;
  readonly #timer: NodeJS.Timeout;
  #isAccepted = false;
  #isOver = false;
  #resolve: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  /** Resolves once the one called has answered; rejects as `PhoneCall.transfer` does. */
  readonly done: Promise<void>;

  constructor(options: ReferralOptions) {
    this.#options = options;
    this.done = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => this.#fail("nobody said in time how it went"), options.within);
    void this.#begin();
  }

  /** Takes a NOTIFY about it (RFC 3515, section 2.4.4). */
  notify(transaction: ServerTransaction): void {
    const { request } = transaction;
    transaction.respond(responseTo(request, 200));
    const status = statusIn(request);
    const [state = ""] = splitParameters(request.headers.get("subscription-state") ?? "");
    if (status !== null && status >= 200 && status < 300) this.#succeed();
    else if (status !== null && status >= 300) this.#fail(`the one called answered ${status}`);
    else if (state.toLowerCase() === "terminated") this.#fail("the other end does not say how it went");
  }

  /**
   * Takes that the other end hung up meanwhile: having agreed to call another, it has left us for that. True when the
   * call counts as handed over by it.
   */
  hungUp(): boolean {
    if (this.#isAccepted) this.#succeed();
    else this.#fail("the other end hung up");
    return this.#isAccepted;
  }

  /** Gives it up, because the call is over. */
  abandon(): void {
    this.#fail("the call is over");
  }

  async #begin(): Promise<void> {
    const { peer, uri, settled } = this.#options;
    await settled;
    if (this.#isOver) return;
    const headers = [
      ["Refer-To", `<${uri}>`],
      ["Referred-By", `<${peer.dialog.localUri}>`],
    ] as const;
    const { status, response } = await peer.request("REFER", { headers });
    if (status < 300) this.#isAccepted = true;
    // Who has answered nothing may have called all the same.
    else if (response === null) this.#fail(`the other end did not answer (${status})`);
    else this.#settle(new TransferRefusedError(wordsFor(`the other end answered ${status}`)));
  }

  #succeed(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#resolve();
  }

  #fail(why: string): void {
    this.#settle(new OperatorError("transfer_failed", wordsFor(why)));
  }

  #settle(error: OperatorError): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#reject(error);
  }
}

function wordsFor(why: string): string {
  return `The call could not be handed over: ${why}.`;
}

/** Reads the status of a `message/sipfrag` (RFC 3420); null when there is none. */
function statusIn(request: SipRequest): number | null {
  const match = /^SIP\/2\.0 ([1-6][0-9]{2})/i.exec(request.body.toString("latin1", 0, 64));
  return match === null ? null : Number(match[1]);
}
