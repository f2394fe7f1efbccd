import { OperatorError } from "../../../domain/error.ts";
import { type CallMedia, MediaRefusal } from "../call-media.ts";
import { responseTo } from "../message/build-message.ts";
import { SDP, sessionBodyOf } from "../message/session-body.ts";
import { SipHeaders } from "../message/sip-headers.ts";
import type { SipRequest } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import { AnswerRepeater } from "./answer-repeater.ts";
import { ALLOWED, type CallContext, SUPPORTED } from "./context.ts";
import type { Outcome } from "./exchange.ts";
import type { Peer } from "./peer.ts";
import {
  agreedInterval,
  answerInterval,
  readLeastExpires,
  type SessionClock,
  type SessionInterval,
} from "./session-clock.ts";

/** What a call's changes are made with, and who is told. */
export interface RenegotiationOptions {
  readonly context: CallContext;
  readonly peer: Peer;
  readonly media: CallMedia;
  readonly clock: SessionClock;
  /** Whether we made the call: who did waits longer after both wanted a change at once (RFC 3261, section 14.1). */
  readonly isCaller: boolean;
  /** The other end knows nothing of the call any more, or does not do what it must; `message` says it in plain words. */
  onLost(message: string): void;
}

const MOST_TRIES = 5;

/** Changes what a running call agreed on: its audio and its interval, from either end (RFC 3261, section 14; RFC 3311). */
export class Renegotiation {
  readonly #options: RenegotiationOptions;
  #isOffering = false;
  #answer: AnswerRepeater | null = null;
  #isHeld = false;
  #takesUpdates = false;
  #interval: SessionInterval | null = null;
  #leastSeconds: number;
  #isOver = false;
  #end: (over: "over") => void = () => undefined;
  readonly #over = new Promise<"over">((resolve) => {
    this.#end = resolve;
  });

  constructor(options: RenegotiationOptions) {
    this.#options = options;
    this.#leastSeconds = options.context.times.leastSessionExpiresSeconds;
  }

  /** Whether the two ends agreed on an interval after which a session without a sign of life is over. */
  get hasInterval(): boolean {
    return this.#interval !== null;
  }

  /** Takes note of what the other end can do, and of the interval that was agreed at the beginning. */
  begin(methods: readonly string[], interval: SessionInterval | null): void {
    this.#takesUpdates = methods.some((method) => method.toUpperCase() === "UPDATE");
    this.#agree(interval);
  }

  /** Asks the other end to be on hold, or to come back. Rejects when it refuses; then nothing has changed. */
  async hold(isHeld: boolean): Promise<void> {
    const outcome = await Promise.race([this.#offer(isHeld), this.#over]);
    if (outcome === "over") throw new OperatorError("call_over", "The call ended before the other end agreed.");
    if (outcome.status >= 300) {
      throw new OperatorError(
        "unavailable",
        `The other end refused to change the call (${outcome.status}). Try again.`,
      );
    }
    this.#isHeld = isHeld;
  }

  /** Gives the sign of life that the interval asks for; a second one when the interval is too small for the other end. */
  async refresh(): Promise<void> {
    for (let tries = 1; tries <= 2; tries++) {
      const { status, response } = await (this.#takesUpdates ? this.#update() : this.#offer(this.#isHeld));
      if (status !== 422 || response === null || this.#interval === null) return;
      this.#leastSeconds = Math.max(this.#leastSeconds, readLeastExpires(response));
      this.#interval = { ...this.#interval, seconds: Math.max(this.#interval.seconds, this.#leastSeconds) };
    }
  }

  /** Takes a re-INVITE. */
  reinvite(transaction: ServerTransaction): void {
    if (this.#isRefused(transaction)) return;
    const { context, media, peer } = this.#options;
    const agreed = answerInterval(transaction.request, context.times);
    if (agreed.kind === "too_small") return this.#refuseInterval(transaction);
    const body = sessionBodyOf(transaction.request);
    if (body.kind === "other") return this.#refuse(transaction, 415);
    try {
      const isOffered = body.kind === "sdp";
      const content = isOffered ? media.answer(body.sdp) : media.offer({ isHeld: this.#isHeld });
      peer.refresh(transaction.request);
      this.#repeat(transaction, { content, isOffered, headers: agreed.kind === "agreed" ? agreed.headers : [] });
      this.#agree(agreed.kind === "agreed" ? agreed.interval : null);
    } catch (error) {
      this.#refuseMedia(transaction, error);
    }
  }

  /** Takes an UPDATE (RFC 3311, section 5.2). */
  update(transaction: ServerTransaction): void {
    const body = sessionBodyOf(transaction.request);
    if (body.kind !== "none" && this.#isRefused(transaction)) return;
    const { context, media, peer } = this.#options;
    const agreed = answerInterval(transaction.request, context.times);
    if (agreed.kind === "too_small") return this.#refuseInterval(transaction);
    if (body.kind === "other") return this.#refuse(transaction, 415);
    try {
      const answer = body.kind === "sdp" ? media.answer(body.sdp) : null;
      peer.refresh(transaction.request);
      const headers = [...this.#headers(), ...(agreed.kind === "agreed" ? agreed.headers : [])];
      const content = answer === null ? {} : { body: { type: SDP, content: answer } };
      transaction.respond(responseTo(transaction.request, 200, { headers, ...content }));
      this.#agree(agreed.kind === "agreed" ? agreed.interval : null);
    } catch (error) {
      this.#refuseMedia(transaction, error);
    }
  }

  /** Takes an ACK; true when it belongs to a re-INVITE. */
  takeAck(ack: SipRequest): boolean {
    return this.#answer?.take(ack) ?? false;
  }

  /** Whether an offer of ours is under way. */
  get isOffering(): boolean {
    return this.#isOffering;
  }

  /** Takes no offer while one is under way in a dialog that is to take this one's place. */
  offerElsewhere(isOffering: boolean): void {
    this.#isOffering = isOffering;
  }

  /** Stops all of it. */
  close(): void {
    this.#isOver = true;
    this.#end("over");
    this.#answer?.stop();
  }

  #headers(): (readonly [string, string])[] {
    return [
      ["Contact", this.#options.peer.contact],
      ["Allow", ALLOWED],
      ["Supported", SUPPORTED.join(", ")],
    ];
  }

  /** Both at once: neither can be answered (RFC 3261, section 14.2). */
  #isRefused(transaction: ServerTransaction): boolean {
    if (this.#isOffering) this.#refuse(transaction, 491);
    else if (this.#answer?.isWaiting === true) {
      const headers = [["Retry-After", String(Math.floor(Math.random() * 10))]] as const;
      transaction.respond(responseTo(transaction.request, 500, { headers }));
    } else return false;
    return true;
  }

  #refuse(transaction: ServerTransaction, status: number): void {
    const headers: (readonly [string, string])[] = status === 415 ? [["Accept", SDP]] : [];
    transaction.respond(responseTo(transaction.request, status, { headers }));
  }

  #refuseInterval(transaction: ServerTransaction): void {
    const headers = [["Min-SE", String(this.#options.context.times.leastSessionExpiresSeconds)]] as const;
    transaction.respond(responseTo(transaction.request, 422, { headers }));
  }

  #refuseMedia(transaction: ServerTransaction, error: unknown): void {
    if (!(error instanceof MediaRefusal)) throw error;
    this.#options.context.note("A change of a call was refused.", { reason: error.message });
    this.#refuse(transaction, error.status);
  }

  #repeat(
    transaction: ServerTransaction,
    parts: { content: string; isOffered: boolean; headers: readonly (readonly [string, string])[] },
  ): void {
    const { context, onLost } = this.#options;
    const headers = [...this.#headers(), ...parts.headers];
    const response = responseTo(transaction.request, 200, { headers, body: { type: SDP, content: parts.content } });
    this.#answer = new AnswerRepeater({
      transaction,
      response,
      timers: context.timers,
      onAck: (ack) => {
        if (!parts.isOffered) this.#takeAnswer(ack);
      },
      onLost: () => onLost("The other end did not confirm a change of the call."),
    });
  }

  /** An offer of ours went out in the 200, so that its answer comes in the ACK. */
  #takeAnswer(ack: SipRequest): void {
    const { media, onLost } = this.#options;
    const body = sessionBodyOf(ack);
    if (body.kind !== "sdp") return media.withdraw();
    try {
      media.accept(body.sdp);
    } catch (error) {
      if (!(error instanceof MediaRefusal)) throw error;
      onLost(`The other end's answer about audio cannot be used: ${error.message}`);
    }
  }

  #agree(interval: SessionInterval | null): void {
    this.#interval = interval;
    this.#options.clock.restart(interval);
  }

  #intervalHeaders(): (readonly [string, string])[] {
    if (this.#interval === null) return [];
    const refresher = this.#interval.isOurs ? "uac" : "uas";
    const headers: (readonly [string, string])[] = [
      ["Session-Expires", `${this.#interval.seconds};refresher=${refresher}`],
    ];
    if (this.#leastSeconds > 0) headers.push(["Min-SE", String(this.#leastSeconds)]);
    return headers;
  }

  async #update(): Promise<Outcome> {
    const outcome = await this.#options.peer.request("UPDATE", { headers: this.#intervalHeaders() });
    this.#conclude(outcome);
    return outcome;
  }

  /** Offers until it is answered: a try at the same time as the other end's is made again after a while. */
  async #offer(isHeld: boolean): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      const outcome = await this.#offerOnce(isHeld);
      if (outcome.status !== 491 || tries >= MOST_TRIES || this.#isOver) return outcome;
      // In steps of 10 ms: 2.1 to 4 s for who made the call, up to 2 s for the other (RFC 3261, section 14.1).
      const wait = this.#options.isCaller ? 2_100 + Math.random() * 1_900 : Math.random() * 2_000;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #offerOnce(isHeld: boolean): Promise<Outcome> {
    const { peer, media } = this.#options;
    if (this.#isOver) throw new OperatorError("call_over", "The call is over.");
    if (this.#isOffering || this.#answer?.isWaiting === true)
      return { request: NO_REQUEST, status: 491, response: null };
    this.#isOffering = true;
    try {
      const body = { type: SDP, content: media.offer({ isHeld }) };
      const outcome = await peer.request("INVITE", { headers: this.#intervalHeaders(), body });
      if (outcome.status < 300) await this.#takeAccepted(outcome);
      else if (!this.#isOver) media.withdraw();
      this.#conclude(outcome);
      return outcome;
    } finally {
      this.#isOffering = false;
    }
  }

  async #takeAccepted({ request, response }: Outcome): Promise<void> {
    const { peer, media, onLost } = this.#options;
    if (response === null) return;
    peer.refresh(response);
    await peer.acknowledge(request);
    if (this.#isOver) return;
    const body = sessionBodyOf(response);
    try {
      if (body.kind === "sdp") media.accept(body.sdp);
      else media.withdraw();
    } catch (error) {
      if (!(error instanceof MediaRefusal)) throw error;
      onLost(`The other end's answer about audio cannot be used: ${error.message}`);
    }
  }

  #conclude({ status, response }: Outcome): void {
    if (this.#isOver) return;
    // RFC 5057: these end the dialog, not only what was asked.
    if (status === 408 || status === 481) this.#options.onLost("The other end does not know the call any more.");
    else if (response !== null && status < 300) {
      this.#options.peer.refresh(response);
      this.#agree(agreedInterval(response));
    }
  }
}

const NO_REQUEST: SipRequest = {
  kind: "request",
  method: "INVITE",
  uri: "",
  headers: new SipHeaders(),
  body: Buffer.alloc(0),
};
