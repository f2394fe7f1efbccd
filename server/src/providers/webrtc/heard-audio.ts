import { durationOf, type VoiceRate } from "../../domain/audio.ts";
import { jitterBuffer, type MediaPacket, type Playout } from "../../lib/jitter-buffer.ts";
import type { OpusCodec } from "../../lib/opus.ts";
import { opusTicks } from "../../lib/opus-duration.ts";

const CLOCK_HZ = 48_000;
/** So much may come faster than it was spoken: what a network held back for two seconds. */
const LARGEST_BURST = 2_000;
/** How much faster than ours a client's clock may run. */
const FASTEST = 1.1;

/** Turns a client's packets of Opus into samples. */
export interface HeardAudio {
  /** Takes a packet as it comes. */
  accept(packet: MediaPacket): void;
  /** Gives out what waits for missing packets, and takes no more. */
  close(): void;
}

/** What is heard, and where it goes. */
export interface HeardAudioOptions {
  readonly opus: Pick<OpusCodec, "decode" | "conceal">;
  readonly sampleRateHz: VoiceRate;
  onAudio(samples: Int16Array): void;
}

/** Makes a client's packets samples: in order, with what was lost made up for, and never faster than can be spoken. */
export function heardAudio(options: HeardAudioOptions): HeardAudio {
  return new OpusStream(options);
}

class OpusStream implements HeardAudio {
  readonly #options: HeardAudioOptions;
  readonly #stream = jitterBuffer({ clockHz: CLOCK_HZ, ticksOf: opusTicks });
  #timer: NodeJS.Timeout | null = null;
  /** How many ms of audio may come now. */
  #allowance = LARGEST_BURST;
  #allowedAt = performance.now();

  constructor(options: HeardAudioOptions) {
    this.#options = options;
  }

  accept(packet: MediaPacket): void {
    this.#play(this.#stream.accept(packet, performance.now()));
  }

  close(): void {
    this.#play(this.#stream.expire(Number.POSITIVE_INFINITY));
  }

  #play(parts: readonly Playout[]): void {
    for (const part of parts) {
      if (part.type === "packet") this.#decode(part.payload);
      else if (part.type === "lost") this.#conceal(part.ticks);
      else this.#give(new Int16Array(this.#samplesOf(part.ticks)));
    }
    this.#arm();
  }

  #decode(packet: Uint8Array): void {
    const samples = decoded(this.#options.opus, packet);
    if (samples === null) this.#conceal(opusTicks(packet));
    else this.#give(samples);
  }

  #conceal(ticks: number): void {
    for (let left = this.#samplesOf(ticks); left > 0; ) {
      const made = this.#options.opus.conceal().subarray(0, left);
      if (made.length === 0) return;
      this.#give(made);
      left -= made.length;
    }
  }

  #give(samples: Int16Array): void {
    const now = performance.now();
    this.#allowance = Math.min(LARGEST_BURST, this.#allowance + (now - this.#allowedAt) * FASTEST);
    this.#allowedAt = now;
    const duration = durationOf(samples.length, this.#options.sampleRateHz);
    if (duration === 0 || duration > this.#allowance) return;
    this.#allowance -= duration;
    this.#options.onAudio(samples);
  }

  #samplesOf(ticks: number): number {
    return Math.round((ticks * this.#options.sampleRateHz) / CLOCK_HZ);
  }

  /** Sees to it that what waits behind a gap comes out, also when nothing more comes. */
  #arm(): void {
    const { expiresAt } = this.#stream;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (expiresAt === null) return;
    const expire = () => this.#play(this.#stream.expire(performance.now()));
    this.#timer = setTimeout(expire, Math.max(1, expiresAt - performance.now()));
  }
}

/** Returns the samples of a packet; null for one that is no good, which is then made up for like a lost one. */
function decoded(opus: Pick<OpusCodec, "decode">, packet: Uint8Array): Int16Array | null {
  try {
    return opus.decode(packet);
  } catch {
    return null;
  }
}
