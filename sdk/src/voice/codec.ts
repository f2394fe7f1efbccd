import type { CodecOutput, VoiceCodec } from "./codec-types.ts";
import { OpusCodec, supportsOpus } from "./opus-codec.ts";

/** How a browser's audio travels. */
export type BrowserFormat = "pcm_16000" | "opus";

/** Chooses how audio travels: `auto` is Opus where the browser has it, for a tenth of the traffic. */
export async function chooseFormat(codec: "auto" | "pcm" | "opus"): Promise<BrowserFormat> {
  if (codec === "pcm") return "pcm_16000";
  if (await supportsOpus()) return "opus";
  if (codec === "opus") throw new Error('This browser cannot write Opus. Use the codec "auto" or "pcm".');
  return "pcm_16000";
}

/** Makes a codec. */
export function makeCodec(format: BrowserFormat, output: CodecOutput): VoiceCodec {
  return format === "opus" ? new OpusCodec(output) : pcmCodec(output);
}

function pcmCodec({ onPacket, onSamples }: CodecOutput): VoiceCodec {
  return {
    encode: (samples) => onPacket(pcmBytes(samples)),
    decode: (bytes) => onSamples(pcmSamples(bytes)),
    dropDecoded: () => undefined,
    close: () => undefined,
  };
}

/** Writes samples as little-endian bytes. */
export function pcmBytes(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, index) => view.setInt16(index * 2, sample, true));
  return bytes;
}

/** Reads little-endian samples; half a sample at the end is left out. */
export function pcmSamples(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Float32Array(bytes.length >> 1);
  for (let index = 0; index < samples.length; index++) samples[index] = view.getInt16(index * 2, true) / 32_768;
  return samples;
}
