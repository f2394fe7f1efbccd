import type { CodecOutput, VoiceCodec } from "./codec-types.ts";
import { VOICE_RATE_HZ } from "./jitter-buffer.ts";
import { Resampler } from "./resampler.ts";

const SHAPE = { codec: "opus", sampleRate: VOICE_RATE_HZ, numberOfChannels: 1 };
/** 20 ms a packet, in µs, as the server takes it; 32 kbit/s carry a voice of 16 kHz without a loss one hears. */
const PACKET = 20_000;
const ENCODER: AudioEncoderConfig = { ...SHAPE, bitrate: 32_000, opus: { frameDuration: PACKET } };
/** More packets than this wait in no decoder that still works. */
const MOST_WAITING = 500;

/** Tells whether this browser reads and writes Opus (WebCodecs; only on pages that came over https or from this machine). */
export async function supportsOpus(): Promise<boolean> {
  if (typeof AudioEncoder === "undefined" || typeof AudioDecoder === "undefined") return false;
  try {
    const answers = await Promise.all([AudioEncoder.isConfigSupported(ENCODER), AudioDecoder.isConfigSupported(SHAPE)]);
    return answers.every(({ supported }) => supported === true);
  } catch {
    // A browser may reject a configuration that it does not know instead of saying that it does not support it.
    return false;
  }
}

/** Opus by the browser's own codec. A packet that cannot be read is left out; what follows it is read again. */
export class OpusCodec implements VoiceCodec {
  readonly #output: CodecOutput;
  #encoder: AudioEncoder;
  #decoder: AudioDecoder;
  #resampler: { fromHz: number; resampler: Resampler } | null = null;
  #sent = 0;
  #received = 0;
  #isClosed = false;

  constructor(output: CodecOutput) {
    this.#output = output;
    this.#encoder = this.#newEncoder();
    this.#decoder = this.#newDecoder();
  }

  encode(samples: Int16Array<ArrayBuffer>): void {
    if (this.#encoder.state === "closed") this.#encoder = this.#newEncoder();
    const about = { sampleRate: VOICE_RATE_HZ, numberOfFrames: samples.length, numberOfChannels: 1 };
    const data = new AudioData({ ...about, format: "s16", timestamp: this.#sent, data: samples });
    this.#sent += PACKET;
    this.#encoder.encode(data);
    data.close();
  }

  decode(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0) return;
    if (this.#decoder.state === "closed") this.#decoder = this.#newDecoder();
    if (this.#decoder.decodeQueueSize > MOST_WAITING) return;
    this.#decoder.decode(
      new EncodedAudioChunk({ type: "key", timestamp: this.#received, duration: PACKET, data: bytes }),
    );
    this.#received += PACKET;
  }

  dropDecoded(): void {
    if (this.#decoder.state === "closed") return;
    this.#decoder.reset();
    this.#decoder.configure(SHAPE);
  }

  close(): void {
    this.#isClosed = true;
    for (const codec of [this.#encoder, this.#decoder]) if (codec.state !== "closed") codec.close();
  }

  #newEncoder(): AudioEncoder {
    const output = (packet: EncodedAudioChunk) => {
      const bytes = new Uint8Array(packet.byteLength);
      packet.copyTo(bytes);
      if (!this.#isClosed) this.#output.onPacket(bytes);
    };
    // A codec that failed is closed, and the next sound gets a new one.
    const encoder = new AudioEncoder({ output, error: () => undefined });
    encoder.configure(ENCODER);
    return encoder;
  }

  #newDecoder(): AudioDecoder {
    const decoder = new AudioDecoder({ output: (data) => this.#decoded(data), error: () => undefined });
    decoder.configure(SHAPE);
    return decoder;
  }

  #decoded(data: AudioData): void {
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    const fromHz = data.sampleRate;
    data.close();
    if (!this.#isClosed) this.#output.onSamples(fromHz === VOICE_RATE_HZ ? samples : this.#resampled(samples, fromHz));
  }

  /** Opus knows no rate of its own, so browsers differ in that at which they give what they have read. */
  #resampled(samples: Float32Array, fromHz: number): Float32Array<ArrayBuffer> {
    if (this.#resampler?.fromHz !== fromHz)
      this.#resampler = { fromHz, resampler: new Resampler(fromHz, VOICE_RATE_HZ) };
    const { resampler } = this.#resampler;
    const room = new Float32Array(resampler.capacityFor(samples.length));
    return room.slice(0, resampler.process(samples, room));
  }
}
