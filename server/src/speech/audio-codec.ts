import { AUDIO_FORMATS, type AudioFormat, FRAME_MS, samplesPerFrame } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "../lib/g711.ts";
import { openOpus } from "../lib/opus.ts";
import { allocateSamples } from "../lib/sample-slab.ts";

/** The longest message either way, in ms: a client that sends more at a time does not send as it hears. */
const LONGEST_MESSAGE = 200;

/** Turns what travels over a session into samples and back, for one voice in each direction. */
export interface AudioCodec {
  /** Of the samples, in both directions. */
  readonly sampleRateHz: 8_000 | 16_000;
  /** How many frames of 20 ms a message holds at most. */
  readonly mostFrames: number;
  /** Returns the samples of a message of up to 200 ms. Throws `OperatorError` that says what is expected of any other. */
  decode(message: Buffer): Int16Array;
  /** Makes a message of whole frames, at most `mostFrames`. */
  encode(samples: Int16Array): Buffer;
  /** Lets go of what it holds. */
  close(): void;
}

type Coding = Pick<AudioCodec, "decode" | "encode"> & { readonly close?: () => void };

/** Opens what turns messages of that format into samples and back. It holds memory until it is closed. */
export function openAudioCodec(format: AudioFormat): AudioCodec {
  const coding = format === "opus" ? opus() : uncompressed(format);
  return {
    sampleRateHz: AUDIO_FORMATS[format].sampleRateHz,
    mostFrames: format === "opus" ? 1 : LONGEST_MESSAGE / FRAME_MS,
    decode: coding.decode,
    encode: coding.encode,
    close: () => coding.close?.(),
  };
}

function opus(): Coding {
  const codec = openOpus(AUDIO_FORMATS.opus.sampleRateHz);
  return {
    decode: (message) => {
      try {
        return codec.decode(message);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw refusal("opus", `one Opus packet a message, best of ${FRAME_MS} ms. ${why}`, error);
      }
    },
    encode: (samples) => codec.encode(samples),
    close: () => codec.close(),
  };
}

/** Codes in which so many bytes stand for each sample. */
function uncompressed(format: Exclude<AudioFormat, "opus">): Coding {
  const { sampleRateHz, codec } = AUDIO_FORMATS[format];
  const { bytesPerSample, decode, encode } = CODINGS[codec];
  const bytesPerFrame = samplesPerFrame(sampleRateHz) * bytesPerSample;
  const most = (bytesPerFrame * LONGEST_MESSAGE) / FRAME_MS;
  const expected =
    `${bytesPerSample} to ${most} bytes a message, ${bytesPerSample === 1 ? "one" : "two"} a sample ` +
    `(up to ${LONGEST_MESSAGE} ms at ${sampleRateHz} Hz), best ${bytesPerFrame} (${FRAME_MS} ms)`;
  return {
    decode: (message) => {
      const { length } = message;
      if (length === 0 || length > most || length % bytesPerSample !== 0)
        throw refusal(format, `${expected}; this message has ${length}.`);
      return decode(message);
    },
    encode,
  };
}

const CODINGS = {
  pcm: { bytesPerSample: 2, decode: decodePcm, encode: encodePcm },
  pcmu: { bytesPerSample: 1, decode: decodeMuLaw, encode: encodeMuLaw },
  pcma: { bytesPerSample: 1, decode: decodeALaw, encode: encodeALaw },
};

function decodePcm(message: Buffer): Int16Array {
  const samples = allocateSamples(message.length / 2);
  for (let i = 0; i < samples.length; i++)
    samples[i] = (message[2 * i] as number) | ((message[2 * i + 1] as number) << 8);
  return samples;
}

function encodePcm(samples: Int16Array): Buffer {
  const message = Buffer.allocUnsafe(samples.length * 2);
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] as number;
    message[2 * i] = sample & 0xff;
    message[2 * i + 1] = (sample >> 8) & 0xff;
  }
  return message;
}

function refusal(format: AudioFormat, expected: string, cause?: unknown): OperatorError {
  return new OperatorError("invalid_field", `Audio of format ${format} must come as ${expected}`, { cause });
}
