import { FRAME_MS, samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import { type SoundName, soundLoop } from "../speech/ambience.ts";
import { Framer } from "../speech/framer.ts";
import type { LineEnd } from "../speech/line-rate.ts";

/** Somebody who talks with the user in the agent's place. */
export interface Guest {
  /** Takes what the user says, at the rate of the voice; the samples are not kept. */
  hear(samples: Int16Array): void;
  /** Whether the agent goes on hearing the user, so that what they say is written down. */
  readonly isWrittenDown: boolean;
  /** Whether another guest who comes gets the line. */
  readonly givesWay?: boolean;
}

/** What comes in bursts is evened out by so many frames; of more than the most, the oldest give way. */
const HELD_BACK = 2;
const MOST_WAITING = 15;

/**
 * The line to the user while a guest has it: what the guest says, or a sound that says that somebody waits, frame by
 * frame in its time.
 */
export class GuestLine {
  readonly guest: Guest;
  readonly sampleRateHz: VoiceRate;
  readonly #framer: Framer;
  readonly #inward: Framer;
  readonly #silence: Int16Array;
  readonly #filled: Int16Array;
  #waiting: Int16Array[] = [];
  #isFlowing = false;
  #due: number | null = null;
  #fill: SoundName | null = null;
  #place = 0;

  constructor(guest: Guest, sampleRateHz: VoiceRate) {
    this.guest = guest;
    this.sampleRateHz = sampleRateHz;
    this.#framer = new Framer(sampleRateHz);
    this.#inward = new Framer(sampleRateHz);
    this.#silence = new Int16Array(samplesPerFrame(sampleRateHz));
    this.#filled = new Int16Array(samplesPerFrame(sampleRateHz));
  }

  /** Says that to the user. */
  say(samples: Int16Array): void {
    this.#waiting.push(...this.#framer.push(samples));
    if (this.#waiting.length > MOST_WAITING) this.#waiting = this.#waiting.slice(-MOST_WAITING);
  }

  /** Plays that sound while the guest says nothing; null for silence. */
  setFill(sound: SoundName | null): void {
    this.#fill = sound;
  }

  /** Takes what the user says. Returns it in frames of 20 ms. */
  hear(samples: Int16Array): readonly Int16Array[] {
    this.guest.hear(samples);
    return this.#inward.push(samples);
  }

  /** Sends what is due over a line, if there is one. Returns the frames that were sent. */
  tick(now: number, end: LineEnd | null): Int16Array[] {
    this.#due ??= now;
    // After a stall nobody wants to hear what is late.
    if (now - this.#due > MOST_WAITING * FRAME_MS) this.#due = now;
    const sent: Int16Array[] = [];
    while (this.#due <= now) {
      this.#due += FRAME_MS;
      const frame = this.#sendNext(end);
      if (frame !== null) sent.push(frame);
    }
    if (sent.length > 0) end?.line.flush();
    return sent;
  }

  #sendNext(end: LineEnd | null): Int16Array | null {
    const frame = this.#next() ?? (end?.line.isContinuous === true ? this.#silence : null);
    if (frame === null || end === null) return null;
    end.line.send(frame);
    return frame;
  }

  #next(): Int16Array | null {
    if (!this.#isFlowing) this.#isFlowing = this.#waiting.length > HELD_BACK;
    const frame = this.#isFlowing ? this.#waiting.shift() : undefined;
    if (frame !== undefined) return frame;
    this.#isFlowing = false;
    return this.#fillFrame();
  }

  #fillFrame(): Int16Array | null {
    const loop = this.#fill && soundLoop(this.#fill, this.sampleRateHz).samples;
    if (loop === null) return null;
    for (let index = 0; index < this.#filled.length; index += 1)
      this.#filled[index] = loop[(this.#place + index) % loop.length] as number;
    this.#place = (this.#place + this.#filled.length) % loop.length;
    return this.#filled;
  }
}
