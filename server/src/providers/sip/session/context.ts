import type { OpenCallMedia } from "../call-media.ts";
import type { SipRequest } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { SipTimers } from "../transaction/timers.ts";
import type { Transactions } from "../transaction/transactions.ts";
import type { Flow } from "../transport/flow.ts";
import type { Target } from "../transport/sip-transport.ts";
import type { Trunk } from "../trunk.ts";

/** How long calls may take for what. */
export interface CallTimes {
  /** Session timers (RFC 4028): what is asked for, and the least that is taken, in seconds. */
  readonly sessionExpiresSeconds: number;
  readonly leastSessionExpiresSeconds: number;
  /** For somebody to answer a call that came in, in ms. */
  readonly answerWithin: number;
  /** For the one a call is handed over to, in ms. */
  readonly transferWithin: number;
}

/** Takes what comes within a dialog. */
export interface DialogOwner {
  receive(transaction: ServerTransaction): void;
  receiveAck(ack: SipRequest): void;
  /** Ends the call because the process does. */
  end(): void;
}

/** What calls are made with. */
export interface CallContext {
  readonly transactions: Transactions;
  readonly timers: SipTimers;
  readonly times: CallTimes;
  readonly openMedia: OpenCallMedia;
  /** Opens the way to a place. */
  connect(target: Target): Promise<Flow>;
  /** Returns the way to the address of a dialog's next hop; `current` is the one that the dialog began on. */
  flowTo(uri: string, current: Flow, trunk: Trunk): Promise<Flow>;
  /** Makes the owner of a dialog known by `callId` and our tag, and returns what makes it forgotten. */
  own(dialog: { readonly callId: string; readonly localTag: string }, owner: DialogOwner, flow: Flow): () => void;
  /** Waits at the end for something that is still being said. */
  linger(work: Promise<unknown>): void;
  note(message: string, detail: Record<string, unknown>): void;
}

/** The methods that are taken within a call. */
export const ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, NOTIFY";
/** The extensions that are understood. */
export const SUPPORTED = ["100rel", "timer"] as const;
/** What we call ourselves. */
export const USER_AGENT = "Operator";
