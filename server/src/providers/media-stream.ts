import { orderedAudio, type OrderedAudio } from "./ordered-audio.ts";
import type { MediaReader, MediaSocket } from "../ports/call-carrier.ts";

/** What a frame of a carrier's media socket says. */
export type MediaEvent =
  | { readonly type: "start"; readonly start: MediaStart }
  | { readonly type: "audio"; readonly chunk: number; readonly payload: Buffer }
  | { readonly type: "digit"; readonly digit: string }
  /** What was sent before the mark of that name has been played, or thrown away. */
  | { readonly type: "mark"; readonly name: string }
  /** The carrier ends the stream: the call is over, or does something else now. */
  | { readonly type: "stop" }
  /** Nothing to do. */
  | { readonly type: "nothing" }
  /** It is no frame of the carrier's; `problem` says why. */
  | { readonly type: "invalid"; readonly problem: string };

/** How a carrier begins a stream. */
export interface MediaStart {
  readonly streamId: string;
  readonly carrierCallId: string;
  /** What shows whose stream it is, where the frame holds it. */
  readonly token: string | null;
  /** Reads a piece of its audio; null for a coding that we did not ask for. */
  readonly decode: ((payload: Uint8Array) => Int16Array) | null;
  /** The name of the coding, for messages. */
  readonly encoding: string;
}

/** Between a carrier's JSON frames and audio, keys and marks: functions only. */
export interface MediaCodec {
  readonly sampleRateHz: 8_000;
  read(text: string): MediaEvent;
  /** Write frames to the carrier. */
  audio(streamId: string, frame: Int16Array): string;
  mark(streamId: string, name: string): string;
  clear(streamId: string): string;
}

/** Whoever's audio a stream is. */
export interface StreamOwner {
  onAudio(samples: Int16Array): void;
  onDigit(digit: string): void;
  /** The stream is over. `wasStopped` is whether the carrier said so before its socket closed. */
  onLeft(stream: MediaStream, wasStopped: boolean): void;
}

/** How a stream is opened. */
export interface MediaStreamOptions {
  readonly socket: MediaSocket;
  readonly codec: MediaCodec;
  /** What the socket's address holds to show whose it is. */
  readonly token: string | null;
  /** How long the carrier may take to say whose stream it is, in ms. */
  readonly startWithin: number;
  /** Finds whose stream it is, once; null for nobody's. */
  claim(stream: MediaStream, start: MediaStart): StreamOwner | null;
  /** Is told why a stream was refused or broken off. */
  onRefused(problem: string): void;
}

/** So many frames a carrier may send at once, and so many a second it gets back: four times what it has to send. */
const BURST = 1_000;
const PER_SECOND = 200;
/** So many frames that are none are passed over: a carrier may have new ones. */
const MOST_INVALID = 20;
/** A carrier that lets this many bytes wait does not read. */
const MOST_WAITING_BYTES = 256 * 1024;
/** After so many frames of 20 ms a mark is sent; with so many unplayed, no more is sent until some are. */
const MARK_EVERY = 25;
const MOST_UNPLAYED = 250;

/** One media socket of a carrier: finds its call by the first frame, then carries its audio both ways. */
export class MediaStream implements MediaReader {
  readonly #options: MediaStreamOptions;
  readonly #startTimer: NodeJS.Timeout;
  #owner: StreamOwner | null = null;
  #streamId = "";
  #audio: OrderedAudio | null = null;
  #isClosed = false;
  #invalid = 0;
  #credit = BURST;
  #countedAt = performance.now();
  #sent = 0;
  /** How many of them were played; null as long as the carrier has given back no mark. */
  #played: number | null = null;
  /** When something came last, by `performance.now()`. */
  lastHeardAt = performance.now();
  /** Whether any audio has come. */
  hasBeenHeard = false;

  constructor(options: MediaStreamOptions) {
    this.#options = options;
    this.#startTimer = setTimeout(() => {
      this.#refuse(`The carrier did not say whose stream it is within ${options.startWithin / 1000} s.`);
    }, options.startWithin);
  }

  receive(text: string): void {
    if (this.#isClosed) return;
    if (!this.#admit()) return this.#refuse("More frames came than a call can have.");
    const event = this.#options.codec.read(text);
    if (event.type === "start") this.#start(event.start);
    else if (event.type === "invalid") this.#passOver(event.problem);
    else if (this.#owner !== null) this.#take(event, this.#owner);
    else if (event.type !== "nothing") this.#refuse(`A frame of the type ${event.type} came before the stream began.`);
  }

  closed(): void {
    this.#leave(false);
  }

  /** Says a frame of 20 ms. It is left out when the carrier is far behind. */
  send(frame: Int16Array): void {
    if (this.#isClosed) return;
    const { socket, codec } = this.#options;
    if (socket.waitingBytes > MOST_WAITING_BYTES) return this.#refuse("The carrier does not take the audio.");
    if (this.#played !== null && this.#sent - this.#played >= MOST_UNPLAYED) return;
    socket.send(codec.audio(this.#streamId, frame));
    this.#sent += 1;
    if (this.#sent % MARK_EVERY === 0) socket.send(codec.mark(this.#streamId, String(this.#sent)));
  }

  /** Has the carrier throw away what it has not played. */
  clear(): void {
    if (this.#isClosed) return;
    this.#options.socket.send(this.#options.codec.clear(this.#streamId));
    if (this.#played !== null) this.#played = this.#sent;
  }

  /** Closes the socket; the owner hears nothing more. */
  close(reason: string): void {
    this.#owner = null;
    this.#leave(false);
    this.#options.socket.close(reason);
  }

  #start(start: MediaStart): void {
    if (this.#owner !== null) return this.#passOver("A stream began twice.");
    if (start.decode === null) return this.#refuse(`The audio is coded as ${start.encoding}, which was not asked for.`);
    this.#streamId = start.streamId;
    const { decode } = start;
    const claimed = this.#options.claim(this, { ...start, token: this.#options.token ?? start.token });
    if (claimed === null) return this.#refuse("The stream belongs to no call that waits for one.");
    clearTimeout(this.#startTimer);
    // Whoever claimed it may have closed it at once.
    if (this.#isClosed) return;
    this.#owner = claimed;
    this.lastHeardAt = performance.now();
    this.#audio = orderedAudio({
      sampleRateHz: this.#options.codec.sampleRateHz,
      decode,
      onAudio: (samples) => this.#owner?.onAudio(samples),
    });
  }

  #take(event: MediaEvent, owner: StreamOwner): void {
    if (event.type === "audio") {
      this.lastHeardAt = performance.now();
      this.hasBeenHeard = true;
      this.#audio?.accept(event);
    }
    if (event.type === "digit") owner.onDigit(event.digit);
    else if (event.type === "mark") this.#notePlayed(event.name);
    else if (event.type === "stop") {
      this.#leave(true);
      this.#options.socket.close("The stream is over.");
    }
  }

  #notePlayed(name: string): void {
    const played = /^\d{1,10}$/.test(name) ? Number(name) : 0;
    if (played <= this.#sent) this.#played = Math.max(this.#played ?? 0, played);
  }

  #passOver(problem: string): void {
    this.#invalid += 1;
    if (this.#invalid > MOST_INVALID || this.#owner === null) this.#refuse(problem);
  }

  #refuse(problem: string): void {
    if (this.#isClosed) return;
    this.#options.onRefused(problem);
    this.#leave(false);
    this.#options.socket.close(problem);
  }

  #leave(wasStopped: boolean): void {
    if (this.#isClosed) return;
    clearTimeout(this.#startTimer);
    this.#audio?.close();
    this.#isClosed = true;
    const owner = this.#owner;
    this.#owner = null;
    owner?.onLeft(this, wasStopped);
  }

  #admit(): boolean {
    const now = performance.now();
    this.#credit = Math.min(BURST, this.#credit + ((now - this.#countedAt) / 1000) * PER_SECOND);
    this.#countedAt = now;
    this.#credit -= 1;
    return this.#credit >= 0;
  }
}
