import type { VoiceRate } from "../../../domain/audio.ts";
import { OperatorError } from "../../../domain/error.ts";
import type { CallEnd, CallWatch } from "../../../ports/telephony.ts";
import type { CallMedia, CallMediaWatch } from "../call-media.ts";
import { responseTo } from "../message/build-message.ts";
import type { SipRequest } from "../message/sip-message.ts";
import { tagOf } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Trunk } from "../trunk.ts";
import { failed } from "./call-end.ts";
import { ALLOWED, type CallContext, type DialogOwner, SUPPORTED } from "./context.ts";
import { destinationUri } from "./destination.ts";
import { readInfo } from "./dtmf-info.ts";
import { IncomingReferral } from "./incoming-referral.ts";
import { HoldWatch } from "./hold-watch.ts";
import type { Peer } from "./peer.ts";
import { Referral } from "./referral.ts";
import { Renegotiation } from "./renegotiation.ts";
import type { AnsweredCall, KeyWay, Replaceable } from "./replaceable.ts";
import { SessionClock, type SessionInterval } from "./session-clock.ts";
import { traceOf } from "./trace.ts";

/** What an answered call is made of. */
export interface SessionOptions {
  readonly context: CallContext;
  readonly trunk: Trunk;
  readonly peer: Peer;
  readonly media: CallMedia;
  readonly isCaller: boolean;
  /** Resolves once a BYE may be sent: the one called waits for its ACK (RFC 3261, section 15). */
  readonly settled: Promise<void>;
  /** Takes the ACKs to the 200 that began it. */
  takeFirstAck(ack: SipRequest): void;
  /** Takes a PRACK to what was said before the call was answered; false when it is for nothing of ours. */
  takePrack(transaction: ServerTransaction): boolean;
  readonly watch: CallWatch;
  /** Whether the other end may hand the call on to somebody that it speaks with. */
  readonly mayHandOn: boolean;
  /** The call is over, and its place free. */
  onOver(): void;
  /** The call goes on with another end. */
  onReplaced(next: AnsweredCall): void;
}

/** A call that was answered (RFC 3261, sections 12 to 15). */
export class Session implements AnsweredCall, DialogOwner {
  readonly carrierCallId: string;
  readonly #options: SessionOptions;
  readonly #clock: SessionClock;
  readonly #changes: Renegotiation;
  readonly #hold: HoldWatch;
  readonly #forget: () => void;
  #referral: Referral | null = null;
  #handingOn: IncomingReferral | null = null;
  #keyWay: KeyWay | null = null;
  #isOver = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { context, peer, media, isCaller } = options;
    this.carrierCallId = peer.dialog.callId;
    this.#clock = new SessionClock({
      refresh: () => void this.#refresh(),
      expire: () => this.fail("session_expired", "The other end gave no sign of life in time."),
    });
    const onLost = (message: string) => this.fail("carrier_error", message);
    this.#changes = new Renegotiation({ context, peer, media, clock: this.#clock, isCaller, onLost });
    this.#hold = new HoldWatch({
      every: context.times.askHeldEvery,
      isWatched: () => this.#changes.hasInterval,
      ask: () => peer.request("OPTIONS"),
      onLost: (message) => this.fail("session_expired", message),
    });
    this.#forget = context.own(peer.dialog, this, peer.flow);
  }

  /** Goes on with what the beginning agreed on: what the other end can do, and the interval. */
  begin(methods: readonly string[], interval: SessionInterval | null): void {
    if (this.#isOver) return;
    const { peer, trunk, watch } = this.#options;
    watch.onTraced(traceOf(peer, trunk));
    this.#changes.begin(methods, interval);
  }

  /** Of the samples both ways. */
  get sampleRateHz(): VoiceRate {
    return this.#options.media.sampleRateHz;
  }

  /** How far ahead of its time audio may be handed over, in ms. */
  get lead(): number {
    return this.#options.media.lead;
  }

  /** How much of it may wait where it is sent, in ms. */
  get buffer(): number | null {
    return this.#options.media.buffer;
  }

  /** Resolves once both ends know that it was answered. */
  get settled(): Promise<void> {
    return this.#options.settled;
  }

  /** Whether the call is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Says a frame. */
  send(frame: Int16Array): void {
    if (!this.#isOver) this.#options.media.send(frame);
  }

  /** Throws away what was handed over and is not sent yet. */
  clear(): void {
    if (!this.#isOver) this.#options.media.clear();
  }

  /** Sends keys. */
  async sendDigits(digits: string): Promise<void> {
    this.#insistOnGoing();
    await this.#options.media.sendDigits(digits);
  }

  /** Puts the other end on hold, or takes it back. */
  async hold(isHeld: boolean): Promise<void> {
    this.#insistOnGoing();
    // Until its ACK has come the INVITE is going on, and no other may begin (RFC 3261, section 14.1).
    await this.#options.settled;
    this.#insistOnGoing();
    await this.#changes.hold(isHeld);
    this.#hold.note("us", isHeld);
  }

  /** Takes that the other end holds us, or has come back. */
  heldByThem(isHeld: boolean): void {
    this.#hold.note("them", isHeld);
    this.#options.watch.onHeld(isHeld);
  }

  /** Takes a key. Some send each press both ways: it is taken by the way by which the first one came. */
  takeKey(key: string, way: KeyWay): void {
    this.#keyWay ??= way;
    if (way === this.#keyWay && !this.#isOver) this.#options.watch.onDigit(key);
  }

  /** Hands the other end over. */
  async transfer(destination: string): Promise<void> {
    this.#insistOnGoing();
    if (this.#referral !== null) throw new OperatorError("transfer_failed", "The call is being handed over already.");
    const { peer, trunk, context, settled } = this.#options;
    const uri = destinationUri(destination, trunk);
    if (uri === null) {
      throw new OperatorError(
        "transfer_failed",
        `"${destination}" is neither a number such as +41446681800 nor a SIP address.`,
      );
    }
    const referral = new Referral({ peer, uri, settled, within: context.times.transferWithin });
    this.#referral = referral;
    try {
      await referral.done;
    } finally {
      this.#referral = null;
    }
    this.#end({ outcome: "transferred" }, { isByThem: false });
  }

  /** Hangs up. */
  hangUp(): void {
    this.#end({ outcome: "hung_up", by: "us" }, { isByThem: false });
  }

  /** Ends the call because the process does. */
  end(): void {
    this.hangUp();
  }

  /** Ends a call that broke. */
  fail(code: string, message: string): void {
    this.#end(failed(code, message), { isByThem: false });
  }

  /** Takes a request of the other end. */
  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    const { dialog } = this.#options.peer;
    if (tagOf(request.headers.get("from")) !== dialog.remoteTag) return this.#answer(transaction, 481);
    // Out of its turn it is no request of this dialog any more (section 12.2.2).
    if (!dialog.takeSequence(request)) return this.#answer(transaction, 500);
    this.#dispatch(transaction);
  }

  /** Returns itself, to go on with another end. */
  replaceable(remoteTag: string): Replaceable | null {
    const { peer } = this.#options;
    return remoteTag === peer.dialog.remoteTag && !this.#isOver ? this.#replaceable() : null;
  }

  /** Takes an ACK. */
  receiveAck(ack: SipRequest): void {
    if (!this.#changes.takeAck(ack)) this.#options.takeFirstAck(ack);
  }

  #dispatch(transaction: ServerTransaction): void {
    switch (transaction.request.method) {
      case "BYE":
        return this.#takeBye(transaction);
      case "INVITE":
        return this.#changes.reinvite(transaction);
      case "UPDATE":
        return this.#changes.update(transaction);
      case "INFO":
        return this.#takeInfo(transaction);
      case "NOTIFY":
        return this.#takeNotify(transaction);
      case "OPTIONS":
        return this.#answer(transaction, 200);
      case "REFER":
        return this.#takeRefer(transaction);
      case "PRACK":
        if (!this.#options.takePrack(transaction)) this.#answer(transaction, 481);
        return;
      default:
        return this.#answer(transaction, 405);
    }
  }

  #answer(transaction: ServerTransaction, status: number): void {
    const headers = [
      ["Allow", ALLOWED],
      ["Supported", SUPPORTED.join(", ")],
    ] as const;
    transaction.respond(responseTo(transaction.request, status, { headers }));
  }

  #replaceable(): Replaceable {
    const { trunk, media, watch, mayHandOn, onOver, onReplaced } = this.#options;
    const session = this;
    return {
      trunk,
      isEarly: false,
      get isOver() {
        return session.#isOver;
      },
      media,
      watch,
      mayHandOn,
      onOver,
      leave: (settled) => this.#leave(settled),
      onReplaced,
    };
  }

  #takeRefer(transaction: ServerTransaction): void {
    // What changes the call already comes first (RFC 3261, section 21.4.27).
    if (this.#handingOn?.isGoing === true || this.#changes.isOffering) return this.#answer(transaction, 491);
    const { context, peer } = this.#options;
    this.#handingOn = IncomingReferral.take(transaction, {
      context,
      peer,
      call: this.#replaceable(),
      onOffering: (isOffering) => this.#changes.offerElsewhere(isOffering),
      onAbandoned: () => this.#end({ outcome: "hung_up", by: "them" }, { isByThem: true }),
    });
  }

  #takeBye(transaction: ServerTransaction): void {
    transaction.respond(responseTo(transaction.request, 200));
    if (this.#handingOn?.isGoing === true) return this.#handingOn.hungUp();
    const isTransferred = this.#referral?.hungUp() === true;
    this.#end(isTransferred ? { outcome: "transferred" } : { outcome: "hung_up", by: "them" }, { isByThem: true });
  }

  #takeInfo(transaction: ServerTransaction): void {
    const content = readInfo(transaction.request);
    this.#answer(transaction, content.kind === "other" ? content.status : 200);
    if (content.kind === "digit") this.takeKey(content.digit, "info");
  }

  #takeNotify(transaction: ServerTransaction): void {
    const event = transaction.request.headers.get("event") ?? "";
    if (!/^refer\b/i.test(event)) return this.#answer(transaction, 489);
    if (this.#referral === null) return this.#answer(transaction, 481);
    this.#referral.notify(transaction);
  }

  #insistOnGoing(): void {
    if (this.#isOver) throw new OperatorError("call_over", "The call is over.");
  }

  async #refresh(): Promise<void> {
    try {
      await this.#changes.refresh();
    } catch (error) {
      // The interval runs on, and ends the call when nothing else saves it.
      if (!this.#isOver)
        this.#options.context.note("A sign of life of a call failed.", { reason: (error as Error).message });
    }
  }

  #end(end: CallEnd, how: { isByThem: boolean }): void {
    if (this.#isOver) return;
    this.#close(how);
    this.#options.media.close();
    this.#options.onOver();
    this.#options.watch.onEnded(end);
  }

  /** Leaves the dialog, while the call goes on in another. */
  #leave(settled: Promise<void>): void {
    if (!this.#isOver) this.#close({ isByThem: this.#handingOn?.isLeft === true, after: settled });
  }

  #close({ isByThem, after }: { isByThem: boolean; after?: Promise<void> }): void {
    this.#isOver = true;
    this.#clock.stop();
    this.#hold.stop();
    this.#changes.close();
    this.#referral?.abandon();
    if (isByThem) this.#forget();
    else this.#options.context.linger(this.#sayBye(after));
  }

  async #sayBye(after: Promise<void> | undefined): Promise<void> {
    try {
      await after;
      await this.#options.settled;
      // Who asked for another in its place is told how that went before.
      await this.#handingOn?.told;
      await this.#options.peer.request("BYE");
    } finally {
      this.#forget();
    }
  }
}

/** Tells the call's watch what the media bring, until the call is over; `session` is known once it was answered. */
export function mediaWatchOf(watch: CallWatch, session: () => AnsweredCall | null): CallMediaWatch {
  const isGoing = () => session()?.isOver === false;
  const held = (isHeld: boolean) => {
    if (isGoing()) session()?.heldByThem(isHeld);
  };
  return {
    onAudio(samples) {
      if (isGoing()) watch.onAudio(samples);
    },
    onDigit(digit) {
      session()?.takeKey(digit, "audio");
    },
    onHeld(isHeld) {
      // The very offer that begins a call may hold us: then the session is only about to be there.
      if (session() === null) setImmediate(held, isHeld);
      else held(isHeld);
    },
    onDead(message) {
      session()?.fail("media_lost", message);
    },
  };
}
