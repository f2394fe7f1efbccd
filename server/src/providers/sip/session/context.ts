import type { OpenCallMedia } from "../call-media.ts";
import type { SipRequest } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { SipTimers } from "../transaction/timers.ts";
import type { Transactions } from "../transaction/transactions.ts";
import type { Flow } from "../transport/flow.ts";
import type { Target } from "../transport/sip-transport.ts";
import type { Trunk } from "../trunk.ts";
import type { Replaceable } from "./replaceable.ts";

/** How long calls may take for what. */
export interface CallTimes {
  /** Session timers (RFC 4028): what is asked for, and the least that is taken, in seconds. */
  readonly sessionExpiresSeconds: number;
  readonly leastSessionExpiresSeconds: number;
  /** For somebody to answer a call that came in, in ms. */
  readonly answerWithin: number;
  /** For the one a call is handed over to, in ms. */
  readonly transferWithin: number;
  /** Between two questions whether the other end of a call on hold is still there, in ms. */
  readonly askHeldEvery: number;
}

/** Takes what comes within a dialog. */
export interface DialogOwner {
  receive(transaction: ServerTransaction): void;
  receiveAck(ack: SipRequest): void;
  /** Returns the call that another dialog may take over from that of `remoteTag`; null where there is none. */
  replaceable(remoteTag: string): Replaceable | null;
  /** Ends the call because the process does. */
  end(): void;
}

/** Whom the other end of a call wants to hand it on to. */
export interface HandOnWish {
  readonly call: Replaceable;
  readonly uri: string;
  /** The number that the one who is called sees. */
  readonly from: string;
  /** What says whose place is taken. */
  readonly headers: readonly (readonly [string, string])[];
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
  /** Hands a call on; resolves with the status that says how it went. */
  handOn(wish: HandOnWish): Promise<number>;
  /** Waits at the end for something that is still being said. */
  linger(work: Promise<unknown>): void;
  note(message: string, detail: Record<string, unknown>): void;
}

/** The methods that are taken within a call. */
export const ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, NOTIFY";
/** The extensions that are understood. */
export const SUPPORTED = ["100rel", "timer", "replaces"] as const;
/** What we call ourselves. */
export const USER_AGENT = "Operator";
