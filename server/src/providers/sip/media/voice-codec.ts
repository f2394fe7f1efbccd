import type { VoiceRate } from "../../../domain/audio.ts";
import { Concealment } from "../../../lib/concealment.ts";
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "../../../lib/g711.ts";
import { G722Decoder, G722Encoder } from "../../../lib/g722.ts";
import { openOpus } from "../../../lib/opus.ts";
import { opusTicks } from "../../../lib/opus-duration.ts";
import { createResampler } from "../../../lib/resampler.ts";
import type { Codec, CodecName } from "./codecs.ts";

/** A codec at work in one call (RFC 3551; RFC 7587), both ways, with samples at the call's rate. */
export interface VoiceCodec {
  /** Codes a frame to the beginning of `target`; returns how many bytes, 0 when they have no room. */
  encode(frame: Int16Array, target: Buffer): number;
  /** Returns the samples of a payload; null for one that is no good. */
  decode(payload: Uint8Array): Int16Array | null;
  /** Makes up for lost samples. Returns some of them, at most `length`; more when it is asked again. */
  conceal(length: number): Int16Array;
  /** How many ticks of its clock a payload lasts; 0 when it is no good. */
  ticksOf(payload: Uint8Array): number;
  close(): void;
}

/** What a codec of fixed length does by itself. */
interface PlainCodec {
  readonly sampleRateHz: VoiceRate;
  encode(frame: Int16Array, target: Buffer): number;
  decode(payload: Uint8Array): Int16Array;
}

/** The longest payload of codecs that have a byte a tick: 200 ms (RFC 3551, section 4.2). */
const LONGEST_PAYLOAD = 1_600;

const PLAIN: Readonly<Record<Exclude<CodecName, "opus">, () => PlainCodec>> = {
  pcmu: () => ({
    sampleRateHz: 8_000,
    encode: (frame, target) => encodeMuLaw(frame, target) && frame.length,
    decode: decodeMuLaw,
  }),
  pcma: () => ({
    sampleRateHz: 8_000,
    encode: (frame, target) => encodeALaw(frame, target) && frame.length,
    decode: decodeALaw,
  }),
  g722: () => {
    const [encoder, decoder] = [new G722Encoder(), new G722Decoder()];
    return {
      sampleRateHz: 16_000,
      encode: (frame, target) => encoder.encode(frame, target, 0),
      decode: (payload) => decoder.decode(payload),
    };
  },
};

/** Opens a codec for a call of a rate; audio of another one is brought to it. */
export function openVoiceCodec({ name }: Codec, sampleRateHz: VoiceRate): VoiceCodec {
  return name === "opus" ? opusCodec(sampleRateHz) : plainCodec(PLAIN[name](), sampleRateHz);
}

function plainCodec(codec: PlainCodec, sampleRateHz: VoiceRate): VoiceCodec {
  const toCodec = createResampler(sampleRateHz, codec.sampleRateHz);
  const fromCodec = createResampler(codec.sampleRateHz, sampleRateHz);
  const concealment = new Concealment(sampleRateHz);
  return {
    encode: (frame, target) => codec.encode(toCodec(frame), target),
    decode(payload) {
      const samples = fromCodec(codec.decode(payload));
      concealment.hear(samples);
      return samples;
    },
    conceal: (length) => concealment.conceal(length),
    ticksOf: ({ length }) => (length <= LONGEST_PAYLOAD ? length : 0),
    close: () => undefined,
  };
}

function opusCodec(sampleRateHz: VoiceRate): VoiceCodec {
  const opus = openOpus(sampleRateHz);
  return {
    encode(frame, target) {
      const packet = opus.encode(frame);
      if (packet.length > target.length) return 0;
      target.set(packet);
      return packet.length;
    },
    decode(payload) {
      try {
        return opus.decode(payload);
      } catch {
        return null;
      }
    },
    conceal: (length) => opus.conceal().subarray(0, length),
    ticksOf: opusTicks,
    close: () => opus.close(),
  };
}
