import loadFvad, { type FvadModule } from "@echogarden/fvad-wasm";
import { FRAME_MS, samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import type { VoiceActivityChange, VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { NoiseFloor } from "./noise-floor.ts";

/** Makes detectors, each for one speaker; all share one instance of the WebAssembly module. */
export interface VoiceActivityDetectors {
  /** Begins to listen to a speaker. Throws when the module has no memory for another. */
  open(sampleRateHz: VoiceRate): VoiceActivityDetector;
}

/** libfvad's strictest mode: the energy gate and the words judge what it lets pass. */
const STRICTEST = 3;
/** Speech has begun when so many of the last frames are voiced: 140 ms within 240. */
const VOICED_TO_BEGIN = 7;
const FRAMES_LOOKED_AT = 12;
/** Speech is over after so many frames without a voiced one. */
const FRAMES_TO_END = 240 / FRAME_MS;
const BYTES_OF_A_SAMPLE = 2;
/** Of quiet frames libfvad is shown every fourth: most frames are quiet, and it takes longer to look at one than all else. */
const QUIET_FRAMES_A_LOOK = 4;

/** Loads the module for detecting voice activity, once for any number of speakers. */
export async function createVoiceActivityDetectors(): Promise<VoiceActivityDetectors> {
  const fvad = await loadFvad();
  const buffer = fvad._malloc(samplesPerFrame(16_000) * BYTES_OF_A_SAMPLE);
  if (buffer === 0) throw new Error("There is no memory for detecting voice activity. Start the process with more.");
  return { open: (sampleRateHz) => new FvadDetector({ fvad, buffer, sampleRateHz }) };
}

interface DetectorOptions {
  readonly fvad: FvadModule;
  /** Where a frame is put for the module to read. */
  readonly buffer: number;
  readonly sampleRateHz: VoiceRate;
}

/** Hears speech where libfvad does and the energy is above the noise there is. */
class FvadDetector implements VoiceActivityDetector {
  readonly #options: DetectorOptions;
  readonly #frameLength: number;
  readonly #floor = new NoiseFloor();
  /** Which of the last frames were voiced, one bit each, the newest lowest. */
  #recent = 0;
  #isActive = false;
  #framesSinceVoice = 0;
  #quietFrames = 0;
  /** 0 when closed. */
  #detector: number;

  constructor(options: DetectorOptions) {
    const { fvad, sampleRateHz } = options;
    this.#options = options;
    this.#frameLength = samplesPerFrame(sampleRateHz);
    this.#detector = fvad._fvad_new();
    if (this.#detector === 0)
      throw new Error("There is no memory to listen to another speaker. End a conversation first.");
    fvad._fvad_set_mode(this.#detector, STRICTEST);
    fvad._fvad_set_sample_rate(this.#detector, sampleRateHz);
  }

  accept(frame: Int16Array): VoiceActivityChange | null {
    if (this.#detector === 0) throw new Error("This voice activity detector was closed. Open another.");
    if (frame.length !== this.#frameLength) {
      throw new Error(`A frame has ${frame.length} samples; cut the audio into frames of ${this.#frameLength}.`);
    }
    const isVoiced = this.#isVoiced(frame);
    this.#recent = ((this.#recent << 1) | (isVoiced ? 1 : 0)) & ((1 << FRAMES_LOOKED_AT) - 1);
    this.#framesSinceVoice = isVoiced ? 0 : this.#framesSinceVoice + 1;
    return this.#isActive ? this.#mayEnd() : this.#mayBegin();
  }

  close(): void {
    if (this.#detector !== 0) this.#options.fvad._fvad_free(this.#detector);
    this.#detector = 0;
  }

  #isVoiced(frame: Int16Array): boolean {
    const { fvad, buffer } = this.#options;
    const isLoud = this.#floor.rises(frame, this.#isActive);
    this.#quietFrames = isLoud ? 0 : this.#quietFrames + 1;
    // Called for some quiet frames too: it learns what the noise is like from them.
    if (this.#quietFrames % QUIET_FRAMES_A_LOOK !== 0) return false;
    fvad.HEAP16.set(frame, buffer / BYTES_OF_A_SAMPLE);
    return fvad._fvad_process(this.#detector, buffer, frame.length) === 1 && isLoud;
  }

  #mayBegin(): VoiceActivityChange | null {
    if (bitsSet(this.#recent) < VOICED_TO_BEGIN) return null;
    this.#isActive = true;
    const frames = 32 - Math.clz32(this.#recent);
    return { type: "speech_started", ago: frames * FRAME_MS };
  }

  #mayEnd(): VoiceActivityChange | null {
    if (this.#framesSinceVoice < FRAMES_TO_END) return null;
    this.#isActive = false;
    this.#recent = 0;
    return { type: "speech_ended", ago: this.#framesSinceVoice * FRAME_MS };
  }
}

function bitsSet(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
