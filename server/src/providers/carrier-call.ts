import { OperatorError } from "../domain/error.ts";
import { type CallEnd, type CallWatch, type PhoneCall, TransferRefusedError } from "../ports/telephony.ts";
import { type CallNews, callOver, RefusedByCarrierError } from "./call-news.ts";
import type { CallTimings } from "./call-timings.ts";
import { hangUpSurely } from "./hang-up.ts";
import type { MediaStream, StreamOwner } from "./media-stream.ts";

/** What a carrier can be asked to do with a call that it knows. */
export interface CallClient {
  /** Ends it, or gives up calling; may be asked again. Rejects when that is not certain. */
  hangUp(carrierCallId: string): Promise<void>;
  /** Asks how a call stands; null when the carrier cannot be asked or does not know. */
  lookUp(carrierCallId: string): Promise<CallNews | null>;
  /** Resolves once the keys were sent. */
  sendDigits(call: CarrierCall, digits: string): Promise<void>;
  /**
   * Begins to hand the other end over; news of the transfer say how it went. Rejects with why it did not begin: with a
   * `RefusedByCarrierError` only where it surely did not.
   */
  transfer(call: CarrierCall, destination: string): Promise<void>;
  /** Asks how a transfer stands of which nothing was heard; null when the carrier cannot be asked or does not know. */
  lookUpTransfer(carrierCallId: string): Promise<CallNews | null>;
}

/** How a call is made known. */
export interface CarrierCallOptions {
  /** Our name for it: nobody else can know it. */
  readonly key: string;
  readonly carrierCallId: string | null;
  readonly direction: "inbound" | "outbound";
  readonly ours: string;
  /** Null for a caller who does not show who it is. */
  readonly theirs: string | null;
  /** How long the other end may ring, in ms. */
  readonly ringFor: number;
  readonly client: CallClient;
  readonly watch: CallWatch;
  readonly timings: CallTimings;
  /** Is told what went wrong with the carrier. */
  onProblem(error: unknown, message: string): void;
  /** Is told that it is over. */
  onOver(call: CarrierCall): void;
}

/** Carriers buffer what they are sent, so a little more than what networks hold back now and then. */
const LEAD = 200;
/** Carriers take a few seconds more than they are told until they give up. */
const GRACE = 30_000;
const DIGITS = /^[0-9*#A-Dw]{1,100}$/;

type Phase = "calling" | "ringing" | "answered" | "talking" | "over";

interface Settled {
  resolve(): void;
  reject(error: OperatorError): void;
}

/** One call over a carrier: joins what the carrier says of it with its audio. */
export class CarrierCall implements PhoneCall, StreamOwner {
  readonly sampleRateHz = 8_000;
  readonly lead = LEAD;
  readonly buffer = null;
  readonly key: string;
  readonly direction: "inbound" | "outbound";
  readonly ours: string;
  readonly theirs: string | null;
  readonly #options: CarrierCallOptions;
  #carrierCallId: string | null;
  #phase: Phase = "calling";
  #stream: MediaStream | null = null;
  /** Who is waited for to join, and since when. */
  #joining: { readonly since: number; readonly within: number; readonly settled: Settled[] } | null = null;
  #transfer: (Settled & { readonly since: number }) | null = null;
  #answeredBy: "human" | "machine" | null = null;
  #mustHangUp = false;
  #isAsking = false;
  #lastNewsAt = performance.now();
  readonly #giveUpAt: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CarrierCallOptions) {
    this.#options = options;
    this.key = options.key;
    this.direction = options.direction;
    this.ours = options.ours;
    this.theirs = options.theirs;
    this.#carrierCallId = options.carrierCallId;
    this.#giveUpAt = performance.now() + options.ringFor + GRACE;
  }

  get carrierCallId(): string | null {
    return this.#carrierCallId;
  }

  /** Whether it is over. */
  get isOver(): boolean {
    return this.#phase === "over";
  }

  /** Notes the carrier's name for it; a call that was given up before it had one is hung up now. */
  takeId(carrierCallId: string): void {
    if (this.#carrierCallId === null) {
      this.#carrierCallId = carrierCallId;
      if (this.#phase !== "over") this.#options.watch.onTraced(carrierCallId);
    }
    if (this.#mustHangUp) this.#hangUpAtCarrier();
  }

  /** Takes in what the carrier says; what is known or overtaken changes nothing. */
  tell(news: CallNews): void {
    this.#lastNewsAt = performance.now();
    if (this.#phase === "over") return;
    if (news.type === "ended") this.#tellEnd(news.end);
    else if (news.type === "answered_by") this.#noteAnsweredBy(news.who);
    else if (news.type === "ringing" && this.#phase === "calling") {
      this.#phase = "ringing";
      this.#options.watch.onRinging();
    } else if (news.type === "answered") this.expectAnswer();
    else if (news.type === "transfer_answered") this.#handedOver();
    else if (news.type === "transfer_failed") this.#keep(news.message);
  }

  /** Notes that it was answered, by us or by them: its media are to come now. */
  expectAnswer(): void {
    if (this.#phase !== "calling" && this.#phase !== "ringing") return;
    this.#phase = "answered";
    this.#joining ??= { since: performance.now(), within: this.#options.timings.joinWithin, settled: [] };
  }

  /** Resolves once its media are there; rejects with `call_over` when they do not come. */
  joined(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#phase === "over") reject(callOver());
      // A stream that is still there is the one before, when another is waited for.
      else if (this.#joining === null && this.#stream !== null) resolve();
      else {
        this.#joining ??= { since: performance.now(), within: this.#options.timings.joinWithin, settled: [] };
        this.#joining.settled.push({ resolve, reject });
      }
    });
  }

  /**
   * Lets its stream end without the call ending: another one will begin, within so many ms. Returns what takes that back,
   * which does nothing when the stream has ended already.
   */
  expectNextStream(within: number): () => void {
    const joining = { since: performance.now(), within, settled: this.#joining?.settled ?? [] };
    this.#joining = joining;
    return () => {
      if (this.#joining === joining && this.#stream !== null) this.#joining = null;
    };
  }

  /** Takes its media, first or anew. Returns false when it is over, or is another call for the carrier. */
  join(stream: MediaStream, carrierCallId: string): boolean {
    if (this.#phase === "over" || (this.#carrierCallId ?? carrierCallId) !== carrierCallId) return false;
    this.#carrierCallId = carrierCallId;
    const before = this.#stream;
    this.#stream = stream;
    before?.close("Another stream has taken its place.");
    const waiting = this.#joining?.settled ?? [];
    this.#joining = null;
    this.#beginToTalk();
    for (const { resolve } of waiting) resolve();
    return true;
  }

  onAudio(samples: Int16Array): void {
    try {
      if (this.#phase === "talking") this.#options.watch.onAudio(samples);
    } catch (error) {
      // It comes from a socket or a timer, where a fault would end the process, and all other calls with it.
      const message = "The audio of the call could not be worked with.";
      this.#options.onProblem(error, message);
      this.#end({ outcome: "failed", code: "internal", message });
    }
  }

  onDigit(digit: string): void {
    if (this.#phase === "talking") this.#options.watch.onDigit(digit);
  }

  onLeft(stream: MediaStream, wasStopped: boolean): void {
    if (stream !== this.#stream) return;
    this.#stream = null;
    if (this.#phase === "over" || this.#joining !== null) return;
    if (wasStopped) this.#finish({ outcome: "hung_up", by: "them" });
    else this.#lose("The carrier's connection for the media of the call broke.");
  }

  send(frame: Int16Array): void {
    if (this.#phase === "talking") this.#stream?.send(frame);
  }

  clear(): void {
    this.#stream?.clear();
  }

  /** What the other end hears meanwhile is what is still said to it: carriers' streams know no hold. */
  async hold(isHeld: boolean): Promise<void> {
    if (this.#phase !== "talking") throw callOver();
    if (isHeld) this.clear();
  }

  async sendDigits(digits: string): Promise<void> {
    if (!DIGITS.test(digits)) {
      const message = `The keys "${digits.slice(0, 100)}" cannot be sent: take up to 100 of 0-9, *, #, A-D, and w for a pause.`;
      throw new OperatorError("invalid_field", message, { param: "digits" });
    }
    await this.#inTurn(() => this.#options.client.sendDigits(this, digits));
  }

  async transfer(destination: string): Promise<void> {
    await this.#inTurn(async () => {
      const outcome = new Promise<void>((resolve, reject) => {
        this.#transfer = { resolve, reject, since: performance.now() };
      });
      this.#options.client.transfer(this, destination).catch((error: unknown) => {
        this.#keep((error as Error).message, error instanceof RefusedByCarrierError);
      });
      await outcome;
    });
  }

  hangUp(): void {
    if (this.#phase === "over") return;
    const wasAnswered = this.#phase === "answered" || this.#phase === "talking";
    this.#end(wasAnswered ? { outcome: "hung_up", by: "us" } : { outcome: "cancelled" });
  }

  /** Sees to what nobody says: media that do not come, callbacks that got lost. */
  check(now: number): void {
    if (this.#phase === "over" || this.#isAsking) return;
    const { transferWithin } = this.#options.timings;
    if (this.#transfer !== null && now - this.#transfer.since > transferWithin) this.#seekTransfer();
    else if (this.#joining !== null) this.#checkJoining(this.#joining, now);
    else if (this.#stream !== null) this.#checkStream(this.#stream, now);
    else this.#checkRinging(now);
  }

  #checkJoining({ since, within }: { readonly since: number; readonly within: number }, now: number): void {
    if (now - since <= within) return;
    this.#lose(`The carrier did not connect the media of the call within ${within / 1000} s.`);
  }

  #checkRinging(now: number): void {
    if (now > this.#giveUpAt) this.#giveUp();
    else if (now - this.#lastNewsAt > this.#options.timings.pollAfter) this.#poll();
  }

  #checkStream(stream: MediaStream, now: number): void {
    const { silentFor } = this.#options.timings;
    if (now - Math.max(stream.lastHeardAt, this.#lastNewsAt) <= silentFor) return;
    if (stream.hasBeenHeard) this.#poll();
    else this.#lose(`No audio of the call came within ${silentFor / 1000} s.`);
  }

  #tellEnd(end: CallEnd): void {
    // It was answered and hung up before its media came.
    if (end.outcome === "hung_up" && this.#phase !== "talking") this.#beginToTalk();
    this.#finish(end);
  }

  #beginToTalk(): void {
    if (this.#phase === "talking") return;
    this.#phase = "talking";
    if (this.direction === "outbound") this.#options.watch.onAnswered();
    if (this.#answeredBy !== null) this.#options.watch.onAnsweredBy(this.#answeredBy);
  }

  #noteAnsweredBy(who: "human" | "machine"): void {
    if (this.#answeredBy !== null) return;
    this.#answeredBy = who;
    if (this.#phase === "talking") this.#options.watch.onAnsweredBy(who);
  }

  #handedOver(): void {
    const transfer = this.#transfer;
    if (transfer === null) return;
    this.#transfer = null;
    this.#finish({ outcome: "transferred" });
    transfer.resolve();
  }

  /** The other end stays with us. */
  #keep(why: string, isRefused = false): void {
    const transfer = this.#transfer;
    this.#transfer = null;
    const words = `The call could not be handed over: ${why}`;
    transfer?.reject(isRefused ? new TransferRefusedError(words) : new OperatorError("transfer_failed", words));
  }

  #seekTransfer(): void {
    const id = this.#carrierCallId;
    this.#ask(async () => {
      const news = id === null ? null : await this.#options.client.lookUpTransfer(id);
      if (news?.type === "transfer_answered") this.#handedOver();
      else this.#keep("The carrier did not say in time what became of it.");
    });
  }

  #poll(): void {
    const id = this.#carrierCallId;
    if (id === null) return;
    this.#lastNewsAt = performance.now();
    this.#ask(async () => {
      const news = await this.#options.client.lookUp(id);
      if (news !== null) this.tell(news);
    });
  }

  /** The carrier has said nothing more of a call that should have been answered or given up by now. */
  #giveUp(): void {
    if (this.#carrierCallId !== null) return this.#end({ outcome: "no_answer" });
    const message = "The carrier never said what became of the call. It may have been made, and is not made again.";
    this.#end({ outcome: "failed", code: "outcome_unknown", message });
  }

  /** Without media there is no call, unless it is over anyway and the carrier knows why. */
  #lose(message: string): void {
    const id = this.#carrierCallId;
    this.#ask(async () => {
      const news = id === null ? null : await this.#options.client.lookUp(id);
      if (this.#phase === "over") return;
      if (news?.type === "ended") this.tell(news);
      else this.#end({ outcome: "failed", code: "media_lost", message });
    });
  }

  #ask(work: () => Promise<void>): void {
    this.#isAsking = true;
    work()
      .catch((error: unknown) => this.#options.onProblem(error, "The carrier could not be asked for a call."))
      .finally(() => {
        this.#isAsking = false;
      });
  }

  /** Keys and transfers are sent one after the other: each may put another stream in the place of the last. */
  async #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => {
      if (this.#phase !== "talking") throw callOver();
      return task();
    });
    this.#turn = done.catch(() => undefined);
    await done;
  }

  #end(end: CallEnd): void {
    this.#mustHangUp = true;
    if (this.#carrierCallId !== null) this.#hangUpAtCarrier();
    this.#finish(end);
  }

  #finish(end: CallEnd): void {
    if (this.#phase === "over") return;
    this.#phase = "over";
    const waiting = this.#joining?.settled ?? [];
    this.#joining = null;
    this.#stream?.close("The call is over.");
    this.#stream = null;
    for (const { reject } of waiting) reject(callOver());
    if (end.outcome !== "transferred") this.#keep("The call ended.");
    this.#options.watch.onEnded(end);
    this.#options.onOver(this);
  }

  #hangUpAtCarrier(): void {
    const id = this.#carrierCallId;
    if (id === null) return;
    this.#mustHangUp = false;
    hangUpSurely(id, this.#options);
  }
}
