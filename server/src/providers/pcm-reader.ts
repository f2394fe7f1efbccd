import type { AudioChunk } from "../domain/audio.ts";

/** How raw samples stand in the bytes that were asked for. */
interface Layout {
  readonly sampleRateHz: number;
  readonly channels: number;
}

/** What begins like this is a sound of another format. Shorter signs than these begin raw samples by chance. */
const OTHER_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^ID3/, "MP3"],
  [/^OggS/, "Ogg"],
  [/^fLaC/, "FLAC"],
];
/** So much must be there before a beginning can be told apart. */
const TELLING_BYTES = 12;
const PCM = 1;
/** The format's number stands further back (WAVE_FORMAT_EXTENSIBLE). */
const EXTENSIBLE = 0xfffe;
/** More than any header of a WAV file that holds speech. */
const LARGEST_HEADER = 64 * 1024;
const LOWEST_RATE = 4_000;
const HIGHEST_RATE = 192_000;

/**
 * Turns bytes, cut anywhere, into samples: little-endian ones of 16 bits, or a WAV file that comes where raw samples
 * were asked for and names a rate of its own. Of several channels the first is taken. Throws an error that says what is
 * wrong with anything else.
 */
export class PcmReader {
  #pending: Buffer = Buffer.alloc(0);
  #layout: Layout;
  #state: "unknown" | "header" | "samples" = "unknown";
  /** How many bytes of a WAV file's samples are still to come. */
  #left = Number.POSITIVE_INFINITY;
  /** Whether any samples came. */
  hasSound = false;

  /** `sampleRateHz` is what was asked for, and holds unless a WAV file says otherwise. */
  constructor(sampleRateHz: number) {
    this.#layout = { sampleRateHz, channels: 1 };
  }

  /** Takes the next bytes and returns the samples that are whole with them; null while there are none. */
  take(bytes: Uint8Array): AudioChunk | null {
    this.#pending = this.#pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#pending, bytes]);
    if (this.#state === "unknown" && !this.#recognise(this.#pending.length >= TELLING_BYTES)) return null;
    if (this.#state === "header" && !this.#readHeader()) return null;
    return this.#samples();
  }

  /** Says that no more will come, and returns what is left; half a sample is left out. Throws for half a header. */
  end(): AudioChunk | null {
    if (this.#state === "unknown") this.#recognise(this.#pending.length > 0);
    if (this.#state === "header" && !this.#readHeader()) throw new Error("The WAV file broke off within its header.");
    return this.#samples();
  }

  #recognise(isTold: boolean): boolean {
    if (!isTold) return false;
    const head = this.#pending.toString("latin1", 0, TELLING_BYTES);
    const other = OTHER_FORMATS.find(([sign]) => sign.test(head));
    if (other) throw new Error(`It sent ${other[1]} where raw samples of 16 bits, or a WAV file, were asked for.`);
    this.#state = /^RIFF[\s\S]{4}WAVE/.test(head) ? "header" : "samples";
    return true;
  }

  /** Reads chunk by chunk until the samples begin; false while the header is not whole. */
  #readHeader(): boolean {
    const file = this.#pending;
    let layout: Layout | null = null;
    for (let at = 12; at + 8 <= file.length; ) {
      const name = file.toString("latin1", at, at + 4);
      const size = file.readUInt32LE(at + 4);
      if (name === "data") return this.#begin(layout, at + 8, size);
      if (name === "fmt " && at + 8 + Math.min(size, 40) <= file.length)
        layout = layoutOf(file.subarray(at + 8, at + 8 + size));
      at += 8 + size + (size % 2);
    }
    if (file.length > LARGEST_HEADER) throw new Error("The WAV file's header has no end.");
    return false;
  }

  #begin(layout: Layout | null, start: number, size: number): true {
    if (layout === null) throw new Error("The WAV file does not tell its format before its samples.");
    this.#layout = layout;
    // Who writes into a pipe cannot know the size, and writes 0 or the largest there is.
    if (size > 0 && size < 0x7fff_0000) this.#left = size;
    this.#pending = this.#pending.subarray(start);
    this.#state = "samples";
    return true;
  }

  #samples(): AudioChunk | null {
    const { sampleRateHz, channels } = this.#layout;
    const frameBytes = 2 * channels;
    const frames = Math.floor(Math.min(this.#pending.length, this.#left) / frameBytes);
    if (this.#state !== "samples" || frames === 0) return null;
    const samples = new Int16Array(frames);
    for (let i = 0; i < frames; i++) samples[i] = this.#pending.readInt16LE(i * frameBytes);
    this.#left -= frames * frameBytes;
    this.#pending = this.#left < frameBytes ? Buffer.alloc(0) : this.#pending.subarray(frames * frameBytes);
    this.hasSound = true;
    return { samples, sampleRateHz };
  }
}

function layoutOf(format: Buffer): Layout {
  if (format.length < 16) throw new Error("The WAV file's format is cut short.");
  const named = format.readUInt16LE(0);
  const kind = named === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : named;
  const channels = format.readUInt16LE(2);
  const sampleRateHz = format.readUInt32LE(4);
  const bits = format.readUInt16LE(14);
  if (kind !== PCM || bits !== 16)
    throw new Error(`The WAV file is of format ${kind} with ${bits} bits: it must be uncompressed (1) with 16 bits.`);
  if (channels < 1 || channels > 8 || sampleRateHz < LOWEST_RATE || sampleRateHz > HIGHEST_RATE)
    throw new Error(`The WAV file tells of ${channels} channels at ${sampleRateHz} Hz, which nobody can play.`);
  return { sampleRateHz, channels };
}
