import { Capture } from "./voice/capture.ts";
import { Playback } from "./voice/playback.ts";
import { CAPTURE, PLAYBACK, type PlaybackOrder } from "./voice/worklet-messages.ts";

/** What the AudioWorkletGlobalScope has (Web Audio API, section "AudioWorklet"). */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

/** Sends what the microphone hears to the page, 20 ms at a time, and silence while there is none. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #capture = new Capture(sampleRate, (chunk) => this.port.postMessage(chunk, [chunk.samples.buffer]));
  #silence = new Float32Array(0);

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    const length = output?.[0]?.length ?? 128;
    if (this.#silence.length !== length) this.#silence = new Float32Array(length);
    this.#capture.take(input?.[0] ?? this.#silence);
    return true;
  }
}

/** Plays what the page puts in. */
class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #playback = new Playback(sampleRate, (status) => this.port.postMessage(status));

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<PlaybackOrder>) => this.#obey(data);
  }

  process(_inputs: unknown, [output]: Float32Array[][]): boolean {
    const channel = output?.[0];
    if (channel !== undefined) this.#playback.fill(channel);
    return true;
  }

  #obey(order: PlaybackOrder): void {
    switch (order.type) {
      case "put":
        return this.#playback.put(order.samples);
      case "clear":
        return this.#playback.clear();
      case "reset":
        return this.#playback.reset(order.line);
    }
  }
}

registerProcessor(CAPTURE, CaptureProcessor);
registerProcessor(PLAYBACK, PlaybackProcessor);
