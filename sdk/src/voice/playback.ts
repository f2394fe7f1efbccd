import { JitterBuffer, VOICE_RATE_HZ } from "./jitter-buffer.ts";
import { loudness } from "./loudness.ts";
import { Resampler } from "./resampler.ts";

/** How much is taken from the buffer at a time, 5 ms: no more than that lies between what is played and what is heard. */
const BLOCK = VOICE_RATE_HZ / 200;
/** How often it is told how things stand, in samples at 16 kHz: 20 times a second. */
const REPORT_EVERY = VOICE_RATE_HZ / 20;

/** How playing stands. */
export interface PlaybackStatus {
  /** Which line it is about: the number given to the latest `reset`. */
  line: number;
  /** How much of what came over this line was played, in ms; what was cleared is not counted. */
  playedMs: number;
  isPlaying: boolean;
  /** How loud it has been since the last status, from 0 to 1. */
  level: number;
  /** Whether this answers a `clear`: what is counted now is final for all that came before. */
  isCleared: boolean;
}

/** Plays audio of 16 kHz that comes when it comes, evenly and at the rate of a sound card. */
export class Playback {
  readonly #buffer = new JitterBuffer();
  readonly #resampler: Resampler;
  readonly #report: (status: PlaybackStatus) => void;
  readonly #block = new Float32Array(BLOCK);
  readonly #ready: Float32Array;
  #readyFrom = 0;
  #readyTo = 0;
  #line = 0;
  #isClearing = false;
  #wasPlaying = false;
  #loudest = 0;
  #sinceReport = 0;

  constructor(rateHz: number, report: (status: PlaybackStatus) => void) {
    this.#resampler = new Resampler(VOICE_RATE_HZ, rateHz);
    this.#ready = new Float32Array(this.#resampler.capacityFor(BLOCK));
    this.#report = report;
  }

  /** Takes audio that has come. */
  put(samples: Float32Array): void {
    this.#buffer.push(samples);
  }

  /** Throws away what was not played, and says how much was. */
  clear(): void {
    this.#buffer.clear();
    this.#isClearing = true;
  }

  /** Throws everything away and begins with another line. */
  reset(line: number): void {
    this.#buffer.reset();
    this.#line = line;
    this.#isClearing = false;
  }

  /** Fills `output` with what is to be heard next. */
  fill(output: Float32Array): void {
    for (let filled = 0; filled < output.length; ) {
      if (this.#readyFrom === this.#readyTo) this.#next();
      const part = this.#ready.subarray(
        this.#readyFrom,
        Math.min(this.#readyTo, this.#readyFrom + output.length - filled),
      );
      output.set(part, filled);
      filled += part.length;
      this.#readyFrom += part.length;
    }
  }

  #next(): void {
    this.#buffer.pull(this.#block);
    this.#readyFrom = 0;
    this.#readyTo = this.#resampler.process(this.#block, this.#ready);
    this.#loudest = Math.max(this.#loudest, loudness(this.#block));
    this.#sinceReport += BLOCK;
    const { isPlaying } = this.#buffer;
    if (this.#isClearing || isPlaying !== this.#wasPlaying || this.#sinceReport >= REPORT_EVERY) this.#tell(isPlaying);
  }

  #tell(isPlaying: boolean): void {
    const playedMs = (this.#buffer.played * 1_000) / VOICE_RATE_HZ;
    this.#report({ line: this.#line, playedMs, isPlaying, level: this.#loudest, isCleared: this.#isClearing });
    this.#wasPlaying = isPlaying;
    this.#isClearing = false;
    this.#loudest = 0;
    this.#sinceReport = 0;
  }
}
