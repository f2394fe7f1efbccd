import { type AudioChunk, durationOf, FRAME_MS, samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import { type Deferred, deferred } from "../lib/deferred.ts";
import { createResampler } from "../lib/resampler.ts";
import { LineClock } from "./line-clock.ts";
import { Mixer } from "./mixer.ts";
import { nextFrame } from "./pacer.ts";
import { type Piece, type PieceAbout, Playback } from "./playback.ts";
import { isReadingOut } from "./reading-out.ts";
import { SentenceCutter } from "./sentences.ts";
import { Speaking, type SpeakingOptions } from "./speaking.ts";

/** A connection over which the agent is heard. */
export interface Line {
  /** How far ahead of its time audio is sent, in ms: what the other end keeps before it plays it. */
  readonly lead: number;
  /** How far ahead of its time what is said may be sent, in ms, at least `lead`: whoever sends it on keeps it until then. */
  readonly ahead: number;
  /** How many frames are sent at once as a rule; fewer wait until as many are due. */
  readonly grain: number;
  /** Whether silence is sent, too, as the telephone network expects. */
  readonly isContinuous: boolean;
  /** Takes a frame of 20 ms, which is not kept, and sends it at the latest at `flush`. Never waits. */
  send(frame: Int16Array): void;
  /** Says that no more frames come for the moment. */
  flush(): void;
  /** Has the other end throw away what it has not played. */
  clear(): void;
}

/** What was heard of a message, and what was not any more. */
export interface HeardMessage {
  readonly generationId: string;
  readonly heard: string;
  readonly unheard: string;
}

/** Is told how the agent's speech goes. */
export interface MouthWatch {
  /** A piece is heard from now on. */
  onBegun(piece: PieceAbout): void;
  /** Everything that there was to say was heard. */
  onDone(): void;
  /** A frame was sent. */
  onFrame(frame: Int16Array): void;
  /** The first audio of what is said was sent. */
  onFirstAudio(): void;
}

/** What a mouth is made of. */
export interface MouthOptions extends Omit<SpeakingOptions, "playback" | "onAudio"> {
  readonly sampleRateHz: VoiceRate;
  readonly watch: MouthWatch;
  /** Whether the model speaks itself. */
  hasOwnVoice(): boolean;
  /** Has `tick` called soon: there is something to do, sooner than it said. */
  wake(): void;
}

interface Message {
  readonly cutter: SentenceCutter;
  /** Everything that was to be said of it so far. */
  text: string;
  /** What of it was heard. */
  heard: string;
  /** How many of its pieces were not heard yet. */
  open: number;
  isWhole: boolean;
  /** Its own audio, where the model speaks itself. */
  own: OwnAudio | null;
  done: Deferred<string | null>;
}

interface OwnAudio {
  readonly piece: Piece;
  readonly resample: (samples: Int16Array) => Int16Array;
}

/** The agent's side of a voice: text or audio in, paced frames out, and what was heard of it. */
export class Mouth {
  readonly mixer: Mixer;
  readonly #options: MouthOptions;
  readonly #playback: Playback;
  readonly #speaking: Speaking;
  readonly #messages = new Map<string, Message>();
  readonly #frame: Int16Array;
  readonly #mixed: Int16Array;
  #line: Line | null = null;
  #clock = new LineClock(0);
  #isPaused = false;
  #isFirst = true;
  /** When the next frame is to be played, by `performance.now()`. */
  #due = 0;
  #interjections: (() => void)[] = [];

  constructor(options: MouthOptions) {
    this.#options = options;
    const { sampleRateHz, watch } = options;
    const size = samplesPerFrame(sampleRateHz);
    this.mixer = new Mixer(sampleRateHz);
    this.#frame = new Int16Array(size);
    this.#mixed = new Int16Array(size);
    this.#playback = new Playback(sampleRateHz, {
      onBegun: (piece) => watch.onBegun(piece),
      onHeard: (piece) => this.#heard(piece),
    });
    this.#speaking = new Speaking({ ...options, playback: this.#playback, onAudio: () => this.#audioCame() });
  }

  /** Whether there is nothing that is still to be heard. */
  get isDone(): boolean {
    return this.#playback.isDone && this.#speaking.isIdle;
  }

  /** What is being said; null when nothing is. */
  get current(): PieceAbout | null {
    return this.#playback.current;
  }

  /** Sends over that line from now on, from where it was heard last. */
  connect(line: Line, now: number): void {
    this.disconnect(now);
    this.#line = line;
    this.#clock = new LineClock(line.lead);
    this.#due = now;
    this.#speaking.begin();
  }

  /** Stops sending: the line is gone. */
  disconnect(now: number): void {
    if (this.#line === null) return;
    this.#noteHeard(now);
    this.#line = null;
    this.#playback.rewind();
  }

  /** Takes the other end's word for how much it has played, in ms since it was connected. */
  played(duration: number, now: number): void {
    this.#clock.report(duration, now);
  }

  /** Says a piece of a message. */
  say(generationId: string, text: string): void {
    const message = this.#message(generationId);
    message.text += text;
    if (message.own !== null) message.own.piece.text = message.text;
    // Where a model speaks itself, its audio is on the way.
    if (this.#options.hasOwnVoice()) return;
    for (const piece of message.cutter.add(text)) this.#enqueue(message, { generationId, text: piece });
  }

  /** Plays audio of a message that its model speaks itself; `say` is told the words. */
  play(generationId: string, audio: AudioChunk): void {
    const message = this.#message(generationId);
    if (message.own === null) this.#options.wake();
    message.own ??= this.#openOwn(message, generationId, audio);
    message.own.piece.write(message.own.resample(audio.samples));
    this.#audioCame();
  }

  /** Says that a message is whole. Resolves with what was heard of it once that was, or with null when it was cut off. */
  finish(generationId: string): Promise<string | null> {
    const message = this.#message(generationId);
    message.isWhole = true;
    message.own?.piece.end();
    if (message.own === null) this.#sayRest(message, generationId);
    this.#settle(generationId, message);
    return message.done.promise;
  }

  #sayRest(message: Message, generationId: string): void {
    const { cutter } = message;
    const rest = this.#options.hasOwnVoice() ? [...cutter.add(message.text), ...cutter.end()] : cutter.end();
    for (const text of rest) this.#enqueue(message, { generationId, text });
  }

  /** Says words that are part of no message, behind what there is to say. Resolves when they were heard or cut off. */
  interject(text: string): Promise<void> {
    this.#say({ generationId: null, text, isReadingOut: false });
    return new Promise((resolve) => this.#interjections.push(resolve));
  }

  /** Stops for the moment: the other end forgets what it has not played. */
  pause(now: number): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#stopLine(now);
    this.#playback.rewind();
  }

  /** Goes on from where it was heard last. */
  resume(now: number): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#due = now;
    const { current } = this;
    if (current !== null) this.#options.watch.onBegun(current);
    this.#options.wake();
  }

  /** Stops for good. Returns what was heard of every message that was not heard to its end, oldest first. */
  silence(now: number): HeardMessage[] {
    if (!this.#isPaused && !this.isDone) this.#stopLine(now);
    this.#isPaused = false;
    this.#isFirst = true;
    this.#speaking.silence();
    for (const piece of this.#playback.clear()) {
      const message = piece.generationId === null ? undefined : this.#messages.get(piece.generationId);
      if (message) message.heard += piece.heard;
    }
    const cut = [...this.#messages].map(([generationId, { text, heard, done }]) => {
      done.resolve(null);
      return { generationId, heard, unheard: text.slice(heard.length) };
    });
    this.#messages.clear();
    this.#endInterjections();
    return cut;
  }

  /** Says that what is said next answers something new. */
  expectFirstAudio(): void {
    this.#isFirst = true;
  }

  /** Sends what is due. Returns the time at which to do so again; infinite where nothing is to be sent or heard. */
  tick(now: number): number {
    this.#noteHeard(now);
    const line = this.#line;
    if (line !== null) this.#sendDue(line, now);
    this.#speaking.audioTaken();
    return line === null ? Number.POSITIVE_INFINITY : this.#nextOn(line, now);
  }

  #nextOn(line: Line, now: number): number {
    const isSaying = !this.#isPaused && !this.isDone;
    const isSounding = this.#isSounding(line);
    if (!isSaying && !isSounding) return Number.POSITIVE_INFINITY;
    const isReady = isSounding || (this.#playback.hasAudio && !this.#playback.isShortOf(this.#frame.length));
    return isReady ? this.#due + this.#wait(line) : nextFrame(now);
  }

  /** Whether frames are sent without anything being said. */
  #isSounding(line: Line): boolean {
    return line.isContinuous || !this.mixer.isSilent;
  }

  /**
   * How long after the time of the next frame it is sent; before it where that is negative. So many wait for each other
   * that the first is still sent a frame before its time, where that can be.
   */
  #wait(line: Line): number {
    const ahead = this.#aheadOn(line);
    return Math.min((line.grain - 1) * FRAME_MS, Math.max(0, ahead - FRAME_MS)) - ahead;
  }

  /** The first of what is said does not wait for the clock. */
  #audioCame(): void {
    if (!this.#isFirst || this.#isPaused || this.#line === null || this.#playback.ahead < FRAME_MS) return;
    const now = performance.now();
    // Where nothing was sent, nobody has kept the time.
    if (!this.#isSounding(this.#line)) this.#due = Math.max(this.#due, now);
    this.#sendDue(this.#line, now);
  }

  #sendDue(line: Line, now: number): void {
    if (this.#due + this.#wait(line) > now) return;
    const until = now + this.#aheadOn(line);
    while (this.#due <= until) {
      // Part of a frame waits for the rest of it as long as the other end has something to play.
      if (this.#due > now && this.#playback.isShortOf(this.#frame.length)) break;
      if (!this.#sendFrame(line, now)) {
        this.#due = Math.max(this.#due, now);
        break;
      }
      this.#due += FRAME_MS;
    }
    line.flush();
  }

  /** Sounds that lie under a voice are not sent far ahead: what is said next would come behind them. */
  #aheadOn(line: Line): number {
    return !this.#isPaused && this.#playback.hasAudio ? line.ahead : line.lead;
  }

  #noteHeard(now: number): void {
    if (this.#line === null) return;
    this.#playback.heardUpTo(this.#clock.voiceHeard(now));
  }

  #stopLine(now: number): void {
    if (this.#line === null) return;
    this.#noteHeard(now);
    this.#clock.clear(now);
    this.#line.clear();
    // Nothing waits there any more.
    this.#due = now;
  }

  #sendFrame(line: Line, now: number): boolean {
    const count = this.#isPaused ? 0 : this.#playback.take(this.#frame);
    const isAudible = this.mixer.mix(count > 0 ? this.#frame : null, this.#mixed);
    if (!isAudible && !line.isContinuous) return false;
    line.send(this.#mixed);
    const { sampleRateHz, watch } = this.#options;
    this.#clock.send(durationOf(this.#mixed.length, sampleRateHz), this.#playback.sent, now);
    watch.onFrame(this.#mixed);
    if (count > 0 && this.#isFirst) {
      this.#isFirst = false;
      watch.onFirstAudio();
    }
    return true;
  }

  #message(generationId: string): Message {
    const known = this.#messages.get(generationId);
    if (known) return known;
    const message: Message = {
      cutter: new SentenceCutter(),
      text: "",
      heard: "",
      open: 0,
      isWhole: false,
      own: null,
      done: deferred<string | null>(),
    };
    this.#messages.set(generationId, message);
    return message;
  }

  #openOwn(message: Message, generationId: string, { sampleRateHz }: AudioChunk): OwnAudio {
    message.open += 1;
    const piece = this.#playback.open({ generationId, text: message.text, isReadingOut: false });
    return { piece, resample: createResampler(sampleRateHz, this.#options.sampleRateHz) };
  }

  #enqueue(message: Message, { generationId, text }: { generationId: string; text: string }): void {
    message.open += 1;
    this.#say({ generationId, text, isReadingOut: isReadingOut(text) });
  }

  #say(piece: PieceAbout): void {
    this.#speaking.say(piece);
    this.#options.wake();
  }

  #heard(piece: Piece): void {
    if (piece.generationId !== null) {
      const message = this.#messages.get(piece.generationId);
      if (message) {
        message.open -= 1;
        if (!piece.isLost) message.heard += piece.text;
        this.#settle(piece.generationId, message);
      }
    }
    if (!this.isDone) return;
    this.#endInterjections();
    this.#options.watch.onDone();
  }

  #settle(generationId: string, message: Message): void {
    if (!message.isWhole || message.open > 0) return;
    this.#messages.delete(generationId);
    message.done.resolve(message.heard);
  }

  #endInterjections(): void {
    for (const resolve of this.#interjections.splice(0)) resolve();
  }
}
