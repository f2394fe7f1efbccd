import type { VoiceRate } from "../domain/audio.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { Framer } from "./framer.ts";

/** Who is told what was heard, and makes words of it. */
export interface EarsWatch {
  /** The next frame of 20 ms, silence included; it may be kept. */
  onFrame(frame: Int16Array): void;
  /** Somebody began to speak. */
  onStarted(): void;
  /** Nobody speaks any more, since `endedAt`; it was spoken for `duration` ms. */
  onEnded(speech: { readonly endedAt: number; readonly duration: number }): void;
}

/** The user's side of a voice: cuts what comes into frames and hears when somebody speaks. */
export class Ears {
  readonly #detector: VoiceActivityDetector;
  readonly #framer: Framer;
  readonly #watch: EarsWatch;
  #startedAt: number | null = null;

  constructor(sampleRateHz: VoiceRate, detector: VoiceActivityDetector, watch: EarsWatch) {
    this.#detector = detector;
    this.#framer = new Framer(sampleRateHz);
    this.#watch = watch;
  }

  /** Whether somebody speaks now. */
  get isSpeech(): boolean {
    return this.#startedAt !== null;
  }

  /** Takes the next samples, any number of them; `now` on one clock that never goes back. */
  hear(samples: Int16Array, now: number): void {
    for (const frame of this.#framer.push(samples)) {
      const change = this.#detector.accept(frame);
      if (change?.type === "speech_started") this.#start(now - change.ago);
      this.#watch.onFrame(frame);
      if (change?.type === "speech_ended") this.#end(now - change.ago);
    }
  }

  /** Says that nothing more is heard for now: what was being said ends here. */
  pause(now: number): void {
    if (this.#startedAt !== null) this.#end(now);
  }

  /** Lets go of the detector. */
  close(): void {
    this.#detector.close();
  }

  #start(at: number): void {
    if (this.#startedAt !== null) return;
    this.#startedAt = at;
    this.#watch.onStarted();
  }

  #end(endedAt: number): void {
    if (this.#startedAt === null) return;
    const duration = Math.max(0, Math.round(endedAt - this.#startedAt));
    this.#startedAt = null;
    this.#watch.onEnded({ endedAt, duration });
  }
}
