import type { RecordingChunk } from "../db/recording-writer.ts";
import { FRAME_MS, samplesPerFrame } from "../domain/audio.ts";
import { encodeMuLaw } from "../lib/g711.ts";

/** A piece has at most so many samples of each voice: 5 s at 8 kHz, 2.5 s at 16 kHz, so that it is never large. */
const MOST_SAMPLES = 40_000;
/** Frames that come later than this begin behind a gap: until then nobody spoke, or the line was down. In ms. */
const LATE = 500;
/** Frames that come earlier than this are left out: they were meant to fill a gap that is one already. In ms. */
const EARLY = 200;
/** How G.711 μ-law writes 0. */
const SILENCE = 0xff;

interface OpenPiece {
  offset: number;
  frames: number;
  user: Uint8Array | null;
  agent: Uint8Array | null;
}

/** Lays the frames of two voices side by side, each in its place in time, and cuts them into pieces. */
export class Tape {
  readonly #sampleRateHz: number;
  readonly #frameSamples: number;
  readonly #mostFrames: number;
  #piece: OpenPiece | null = null;
  #position = 0;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#frameSamples = samplesPerFrame(sampleRateHz);
    this.#mostFrames = Math.floor(MOST_SAMPLES / this.#frameSamples);
  }

  /** Up to where there are frames, in ms from the begin. */
  get position(): number {
    return this.#position;
  }

  /**
   * Takes a frame of each voice, null for silence; `now` is in ms from the begin. A frame that is too short is filled up
   * with silence, one that is too long is cut. Returns a piece when that ends one.
   */
  put(user: Int16Array | null, agent: Int16Array | null, now: number): RecordingChunk | null {
    if (this.#position - now > EARLY) return null;
    let ended: RecordingChunk | null = null;
    if (now - this.#position > LATE) {
      ended = this.cut();
      this.#position = Math.floor(now / FRAME_MS) * FRAME_MS;
    }
    this.#piece ??= { offset: this.#position, frames: 0, user: null, agent: null };
    const piece = this.#piece;
    piece.user = this.#laid(piece.user, user, piece.frames);
    piece.agent = this.#laid(piece.agent, agent, piece.frames);
    piece.frames += 1;
    this.#position += FRAME_MS;
    return piece.frames < this.#mostFrames ? ended : this.cut();
  }

  /** Ends the piece and returns it; null when there is none. */
  cut(): RecordingChunk | null {
    const piece = this.#piece;
    this.#piece = null;
    if (piece === null) return null;
    const { offset, frames, user, agent } = piece;
    const length = frames * this.#frameSamples;
    return {
      offset,
      duration: frames * FRAME_MS,
      sampleRateHz: this.#sampleRateHz,
      user: user && user.subarray(0, length),
      agent: agent && agent.subarray(0, length),
    };
  }

  /** Room for a voice is made when it is first heard: one that is silent all along costs nothing. */
  #laid(voice: Uint8Array | null, frame: Int16Array | null, frames: number): Uint8Array | null {
    if (frame === null) return voice;
    const room = voice ?? new Uint8Array(this.#mostFrames * this.#frameSamples).fill(SILENCE);
    const heard = frame.length > this.#frameSamples ? frame.subarray(0, this.#frameSamples) : frame;
    room.set(encodeMuLaw(heard), frames * this.#frameSamples);
    return room;
  }
}
