import type { VoiceRate } from "../domain/audio.ts";
import { type AmbientSound, type BusySound, type SoundLoop, type SoundName, soundLoop } from "./ambience.ts";

/** So long a sound takes to come and to go: ears take it for a door, not for a click. */
const AMBIENCE_FADE = 400;
const BUSY_FADE = 120;

/**
 * Mixes a voice with the sounds around it, frame by frame. Sounds come and go softly, also when one takes the place of
 * another, and go on where they were under the voice. It makes no objects while it mixes.
 */
export class Mixer {
  readonly #ambience: Track;
  readonly #busy: Track;
  /** The sum, before it is cut to what a sample can hold. */
  #sum = new Float32Array(0);

  constructor(sampleRateHz: VoiceRate) {
    this.#ambience = new Track(sampleRateHz, AMBIENCE_FADE);
    this.#busy = new Track(sampleRateHz, BUSY_FADE);
  }

  /** Whether there are no sounds around the voice, and none are to come. */
  get isSilent(): boolean {
    return this.#ambience.isSilent && this.#busy.isSilent;
  }

  /** Lets that sound lie under all that follows; null takes it away. */
  setAmbience(name: AmbientSound | null): void {
    this.#ambience.set(name);
  }

  /** Lets that sound tell that a tool runs; null takes it away. */
  setBusy(name: BusySound | null): void {
    this.#busy.set(name);
  }

  /**
   * Fills a frame with what is to be heard: the voice, where there is one, and the sounds around it. Tells whether that
   * is anything; if not, the frame is silent. A sound that is not made yet is not waited for.
   */
  mix(voice: Int16Array | null, out: Int16Array): boolean {
    if (this.isSilent) {
      if (voice === null) out.fill(0);
      else out.set(voice);
      return voice !== null;
    }
    return this.#mixSounds(voice, out) || voice !== null;
  }

  /** Tells whether there are sounds to be heard. */
  #mixSounds(voice: Int16Array | null, out: Int16Array): boolean {
    if (this.#sum.length !== out.length) this.#sum = new Float32Array(out.length);
    const sum = this.#sum;
    for (let i = 0; i < sum.length; i++) sum[i] = voice?.[i] ?? 0;
    const isAmbient = this.#ambience.addTo(sum);
    const isBusy = this.#busy.addTo(sum);
    for (let i = 0; i < sum.length; i++) out[i] = toSample(sum[i] as number);
    return isAmbient || isBusy;
  }
}

function toSample(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : Math.round(value);
}

/** One sound at a time, as loud as it is at the moment. */
class Track {
  readonly #sampleRateHz: VoiceRate;
  readonly #step: number;
  #name: SoundName | null = null;
  #wanted: SoundName | null = null;
  #loop: SoundLoop | null = null;
  #at = 0;
  #gain = 0;

  constructor(sampleRateHz: VoiceRate, fade: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#step = 1000 / fade / sampleRateHz;
  }

  /** Whether there is no sound, and none is to come. */
  get isSilent(): boolean {
    return this.#name === null && this.#wanted === null;
  }

  set(name: SoundName | null): void {
    this.#wanted = name;
    // Begins to make it.
    if (name !== null) soundLoop(name, this.#sampleRateHz);
  }

  /** Adds the next samples of the sound; tells whether there were any. */
  addTo(sum: Float32Array): boolean {
    if (this.#gain === 0 && this.#name !== this.#wanted) this.#change();
    const samples = this.#loop?.samples;
    if (!samples) return false;
    const step = this.#name === this.#wanted ? this.#step : -this.#step;
    const before = this.#gain;
    for (let i = 0; i < sum.length; i++) {
      this.#gain = Math.min(1, Math.max(0, this.#gain + step));
      sum[i] = (sum[i] as number) + (samples[this.#at] as number) * this.#gain;
      this.#at = this.#at + 1 === samples.length ? 0 : this.#at + 1;
    }
    return before > 0 || this.#gain > 0;
  }

  #change(): void {
    this.#name = this.#wanted;
    this.#loop = this.#name === null ? null : soundLoop(this.#name, this.#sampleRateHz);
    this.#at = 0;
  }
}
