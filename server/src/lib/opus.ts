import loadNative, { type OpusHandler, type OpusNative } from "opusscript/build/opusscript_native_wasm.js";

/** Of libopus' `opus_defines.h`. */
const APPLICATION_VOIP = 2048;
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
/** Speech at 16 kHz sounds clean from here on (RFC 6716, section 2.1.1: 16 to 20 kbit/s for wide band). */
const BITRATE = 24_000;
/** Of 10: half of the time of the default for a difference that is not heard in speech. */
const COMPLEXITY = 5;

/** The longest packet: 120 ms (RFC 6716, section 2.1.4), so many samples at 48 kHz. */
const LONGEST_PACKET = 5_760;
/** The most that libopus is told it may write. */
const LARGEST_PACKET_BYTES = 1_276 * 3;
/** So much that a pointer of bytes is one of 16 bits, too. */
const BYTES_PER_SAMPLE = 2;
/** The first byte of a packet of 20 ms of wide band speech (RFC 6716, table 2: configuration 9). */
const FIRST_TOC = 9 << 3;
/** What is left of it for a packet of one frame: configuration and channels. */
const ONE_FRAME = 0xfc;

const ERRORS: ReadonlyMap<number, string> = new Map([
  [-1, "it does not fit the codec"],
  [-2, "it is longer than 120 ms"],
  [-4, "it is not made as RFC 6716 wants it"],
]);

/** One voice's encoder and decoder. It holds memory until it is closed. */
export interface OpusCodec {
  /** Codes 10, 20, 40 or 60 ms, those of several channels in turn, as one packet. */
  encode(samples: Int16Array): Buffer;
  /** Returns what a packet of up to 120 ms holds. Throws an error that says what is wrong with any other bytes. */
  decode(packet: Uint8Array): Int16Array;
  /** Makes up for a packet that was lost, as long as the one before it: the voice goes on and fades. */
  conceal(): Int16Array;
  /** Lets go of the memory. May be called again; nothing else may. */
  close(): void;
}

/** The library, and room in its memory for what is coded at the moment: nothing of it is waited for, so all share it. */
interface Workplace {
  readonly native: OpusNative;
  readonly pcm: number;
  readonly packet: number;
}

let workplace: Workplace | null = null;

function theWorkplace(): Workplace {
  if (workplace) return workplace;
  const native = loadNative();
  // The decoder lays out each byte of a sample in 16 bits of their own.
  const pcm = native._malloc(LONGEST_PACKET * 2 * BYTES_PER_SAMPLE * 2);
  workplace = { native, pcm, packet: native._malloc(LARGEST_PACKET_BYTES) };
  return workplace;
}

/** Opens an encoder and a decoder of Opus (RFC 6716) for one voice. */
export function openOpus(sampleRateHz: 8_000 | 16_000 | 24_000 | 48_000, channels: 1 | 2 = 1): OpusCodec {
  const { native } = theWorkplace();
  const handler = new native.OpusScriptHandler(sampleRateHz, channels, APPLICATION_VOIP);
  handler._encoder_ctl(SET_BITRATE, BITRATE * channels);
  handler._encoder_ctl(SET_COMPLEXITY, COMPLEXITY);
  return new Codec(handler, sampleRateHz, channels);
}

class Codec implements OpusCodec {
  #handler: OpusHandler | null;
  readonly #sampleRateHz: number;
  readonly #channels: number;
  #lastToc = FIRST_TOC;

  constructor(handler: OpusHandler, sampleRateHz: number, channels: number) {
    this.#handler = handler;
    this.#sampleRateHz = sampleRateHz;
    this.#channels = channels;
  }

  encode(samples: Int16Array): Buffer {
    const length = samples.length / this.#channels;
    const duration = (length / this.#sampleRateHz) * 1000;
    if (![10, 20, 40, 60].includes(duration))
      throw new Error(`Opus codes 10, 20, 40 or 60 ms at a time, not ${duration} ms.`);
    const { native, pcm, packet } = theWorkplace();
    native.HEAP16.set(samples, pcm / BYTES_PER_SAMPLE);
    // Told of no bytes, the library takes the samples as they lie there.
    const written = this.#open()._encode(pcm, 0, packet, length);
    if (written < 0) throw new Error(`Opus could not code ${duration} ms: error ${written} of libopus.`);
    return Buffer.from(native.HEAPU8.subarray(packet, packet + written));
  }

  decode(packet: Uint8Array): Int16Array {
    const handler = this.#open();
    if (packet.length === 0 || packet.length > LARGEST_PACKET_BYTES)
      throw new Error(`An Opus packet has 1 to ${LARGEST_PACKET_BYTES} bytes, this one has ${packet.length}.`);
    const { native, pcm, packet: place } = theWorkplace();
    native.HEAPU8.set(packet, place);
    const length = handler._decode(place, packet.length, pcm);
    if (length < 0) {
      const reason = ERRORS.get(length) ?? `error ${length} of libopus`;
      throw new Error(`An Opus packet of ${packet.length} bytes cannot be read: ${reason}.`);
    }
    this.#lastToc = packet[0] as number;
    return joinBytes(native.HEAP16, pcm / BYTES_PER_SAMPLE, length * this.#channels);
  }

  conceal(): Int16Array {
    // A packet of nothing but its first byte stands for a frame that did not come (RFC 6716, section 3.2.1).
    return this.decode(Uint8Array.of(this.#lastToc & ONE_FRAME));
  }

  close(): void {
    if (this.#handler) theWorkplace().native.OpusScriptHandler.destroy_handler(this.#handler);
    this.#handler = null;
  }

  #open(): OpusHandler {
    if (this.#handler) return this.#handler;
    throw new Error("This Opus codec was closed: open another one.");
  }
}

function joinBytes(heap: Int16Array, start: number, length: number): Int16Array {
  const samples = new Int16Array(length);
  for (let i = 0, at = start; i < length; i++, at += 2)
    samples[i] = (heap[at] as number) | ((heap[at + 1] as number) << 8);
  return samples;
}
