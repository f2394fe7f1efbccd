import type { PhoneNetwork } from "./telephony.ts";

/** What a carrier tells us over HTTP about its calls, as it came. */
export interface CarrierNotice {
  /** As the carrier was told it, with its query. */
  readonly url: string;
  /** The body as it came. */
  readonly body: string;
  /** Which of the addresses it came to, `calls`, `status` and so on, as each carrier has them. */
  readonly about: string;
  /** The process that holds the call, by its number, and our name of the call, where the address holds them. */
  readonly node: number | null;
  readonly call: string | null;
  /** Aborted when the carrier waits for the answer no longer. */
  readonly signal: AbortSignal;
  /** Returns a header of the request; null without it. */
  header(name: string): string | null;
}

/** What a notice leads to: words to answer the carrier with, or the number of the process that holds the call. */
export type NoticeOutcome = { readonly answer: string } | { readonly node: number };

/** To which process of the installation a carrier brought a call first. */
export interface ArrivalClaim {
  readonly node: number;
  /** `inherited` from a process that died, `known` when it was brought to that process before. */
  readonly how: "first" | "inherited" | "known";
}

/** Knows for all processes together which calls a carrier has brought. */
export interface CallArrivals {
  /** Claims a call for this process. Returns whose it is: of all that ask, in the same instant too, one has it. */
  claim(carrierCallId: string): Promise<ArrivalClaim>;
}

/** The socket over which a carrier sends and takes the audio of one call. */
export interface MediaSocket {
  /** Bytes that wait to be sent. */
  readonly waitingBytes: number;
  send(text: string): void;
  /** Closes it; `reason` is for whoever reads the carrier's log. */
  close(reason: string): void;
}

/** Reads what comes over a media socket. */
export interface MediaReader {
  receive(text: string): void;
  /** The socket is closed, by whomever. */
  closed(): void;
}

/** A carrier with an API, as our edges see it: it calls us with notices and connects sockets of media to us. */
export interface CallCarrier {
  readonly name: string;
  readonly network: PhoneNetwork;
  /** Tells whether it is the carrier who sends a notice. */
  isAuthentic(notice: CarrierNotice): boolean;
  /** Takes a notice in. Throws `invalid_field` for what is none. */
  receive(notice: CarrierNotice): Promise<NoticeOutcome>;
  /** Takes a socket. `token` is what its address holds to show whose it is; null where the carrier says it later. */
  openMedia(socket: MediaSocket, token: string | null): MediaReader;
  /** Stops what goes on by the clock. Calls under way stay with the carrier until it finds their sockets closed. */
  close(): void;
}
