import { durationOf, type VoiceRate } from "../../../domain/audio.ts";
import { DtmfDetector } from "../../../lib/dtmf-tones.ts";
import { type JitterBuffer, jitterBuffer, type Playout } from "../../../lib/jitter-buffer.ts";
import type { RtpPacket } from "../../../lib/rtp.ts";
import type { Codec, Format } from "./codecs.ts";
import { KeyEvents } from "./key-events.ts";
import type { VoiceCodec } from "./voice-codec.ts";

/** What comes of the packets, and where it goes. */
export interface VoiceReceiverOptions {
  readonly sampleRateHz: VoiceRate;
  codecFor(codec: Codec): VoiceCodec;
  onAudio(samples: Int16Array): void;
  onKey(key: string): void;
}

/** Comfort noise says how loud the silence is (RFC 3389; 19 is its old number): it is silence all the same. */
const COMFORT_NOISE = new Set([13, 19]);
const NOTHING = new Uint8Array(0);
/** So much may come faster than it was spoken: what a network held back for two seconds. */
const LARGEST_BURST = 2_000;
/** How much faster than ours the other end's clock may run. */
const FASTEST = 1.1;

/** What is heard by one codec at the moment. */
interface Hearing {
  readonly format: Format;
  readonly voice: VoiceCodec;
  readonly ticksPerMs: number;
  readonly buffer: JitterBuffer;
}

/** Makes the other end's packets samples and keys: in order, with what was lost made up for, never faster than spoken. */
export class VoiceReceiver {
  readonly #options: VoiceReceiverOptions;
  readonly #events = new KeyEvents();
  #received: ReadonlyMap<number, Format> = new Map();
  /** Hears keys in the audio where the other end sends no events. */
  #detector: DtmfDetector | null = null;
  #hearing: Hearing | null = null;
  /** How many ms of audio may come now. */
  #allowance = LARGEST_BURST;
  #allowedAt: number;

  constructor(options: VoiceReceiverOptions, now: number) {
    this.#options = options;
    this.#allowedAt = now;
  }

  /** Takes these payload types from now on. */
  use(received: ReadonlyMap<number, Format>): void {
    this.#received = received;
    const hasEvents = [...received.values()].some(({ codec }) => codec === null);
    const { sampleRateHz, onKey } = this.#options;
    this.#detector = hasEvents ? null : (this.#detector ?? new DtmfDetector(sampleRateHz, onKey));
  }

  /** Tells whether a payload type was agreed on, or is comfort noise. */
  takes(payloadType: number): boolean {
    return this.#received.has(payloadType) || COMFORT_NOISE.has(payloadType);
  }

  /** Ticks a ms of the timestamps that come. */
  get ticksPerMs(): number {
    return this.#hearing?.ticksPerMs ?? 8;
  }

  /** Takes a packet of a payload type that it takes. */
  accept(packet: RtpPacket, now: number): void {
    const format = this.#received.get(packet.payloadType);
    if (format?.codec && format !== this.#hearing?.format) this.#listenBy(format, format.codec, now);
    if (format?.codec === null) this.#hearKey(packet);
    // All have sequence numbers of one row: without keys and comfort noise it would seem that audio was lost.
    const taken = format?.codec ? packet : { ...packet, payload: NOTHING };
    if (this.#hearing) this.#play(this.#hearing.buffer.accept(taken, now), now);
  }

  /** Gives out what has waited long enough for what is missing before it. */
  tick(now: number): void {
    const expiresAt = this.#hearing?.buffer.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= now) this.#play(this.#hearing?.buffer.expire(now) ?? [], now);
  }

  #hearKey(packet: RtpPacket): void {
    const key = this.#events.accept(packet);
    if (key !== null) this.#options.onKey(key);
  }

  #listenBy(format: Format, codec: Codec, now: number): void {
    if (this.#hearing) this.#play(this.#hearing.buffer.expire(Number.POSITIVE_INFINITY), now);
    const voice = this.#options.codecFor(codec);
    const buffer = jitterBuffer({ clockHz: codec.clockHz, ticksOf: (payload) => voice.ticksOf(payload) });
    this.#hearing = { format, voice, buffer, ticksPerMs: codec.clockHz / 1000 };
  }

  #play(parts: readonly Playout[], now: number): void {
    for (const part of parts) {
      const hearing = this.#hearing as Hearing;
      if (part.type === "packet") this.#decode(hearing, part.payload, now);
      else if (part.type === "lost") this.#conceal(hearing, part.ticks, now);
      else this.#give(new Int16Array(this.#samplesOf(hearing, part.ticks)), now);
    }
  }

  #decode(hearing: Hearing, payload: Uint8Array, now: number): void {
    const samples = hearing.voice.decode(payload);
    if (samples === null) this.#conceal(hearing, hearing.voice.ticksOf(payload), now);
    else this.#give(samples, now);
  }

  #conceal(hearing: Hearing, ticks: number, now: number): void {
    for (let left = this.#samplesOf(hearing, ticks); left > 0; ) {
      const made = hearing.voice.conceal(left);
      if (made.length === 0) return;
      this.#give(made, now);
      left -= made.length;
    }
  }

  #samplesOf({ ticksPerMs }: Hearing, ticks: number): number {
    return Math.round((ticks * this.#options.sampleRateHz) / 1000 / ticksPerMs);
  }

  #give(samples: Int16Array, now: number): void {
    this.#allowance = Math.min(LARGEST_BURST, this.#allowance + (now - this.#allowedAt) * FASTEST);
    this.#allowedAt = now;
    const duration = durationOf(samples.length, this.#options.sampleRateHz);
    if (duration === 0 || duration > this.#allowance) return;
    this.#allowance -= duration;
    this.#detector?.take(samples);
    this.#options.onAudio(samples);
  }
}
