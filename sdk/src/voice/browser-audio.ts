import type { CapturedChunk } from "./capture.ts";
import { type BrowserFormat, chooseFormat } from "./codec.ts";
import { MicrophoneError, type MicrophoneProblem, openMicrophone } from "./microphone.ts";
import type { PlaybackStatus } from "./playback.ts";
import { CAPTURE, PLAYBACK, type PlaybackOrder } from "./worklet-messages.ts";

/** What a browser's audio is opened with. */
export interface BrowserAudioOptions {
  /** Where the file `@operator/sdk/voice-worklet` is served, from the page's own origin. */
  workletUrl: string | URL;
  /** How audio travels. Default `auto`: Opus where the browser has it, else PCM. */
  codec?: "auto" | "pcm" | "opus";
}

/** How a browser's audio stands. */
export interface BrowserAudioState {
  /** Whether what the microphone hears is sent. */
  microphone: "off" | "on" | "muted";
  /** Why the microphone is off; null while it is on, or was never asked for. */
  problem: MicrophoneProblem | null;
  /** Whether the browser plays nothing until the person has done something on the page; then call `resume`. */
  isBlocked: boolean;
}

/** Takes what the worklet gives. */
interface AudioTaker {
  onCaptured(chunk: CapturedChunk): void;
  onPlayback(status: PlaybackStatus): void;
}

/**
 * Opens the browser's audio: playback at once, the microphone by `openMicrophone`. Call it when the person does
 * something, such as press a button, as browsers allow sound only then. Throws when the worklet cannot be loaded.
 */
export async function openBrowserAudio(options: BrowserAudioOptions): Promise<BrowserAudio> {
  const context = new AudioContext({ latencyHint: "interactive" });
  try {
    const format = await chooseFormat(options.codec ?? "auto");
    await context.audioWorklet.addModule(options.workletUrl);
    return new BrowserAudio(context, format);
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** A browser's microphone and speaker. Made by `openBrowserAudio`. */
export class BrowserAudio {
  readonly format: BrowserFormat;
  readonly #context: AudioContext;
  readonly #capture: AudioWorkletNode;
  readonly #playback: AudioWorkletNode;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  #taker: AudioTaker | null = null;
  #stream: MediaStream | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #isMuted = false;
  #problem: MicrophoneProblem | null = null;
  #state: BrowserAudioState = { microphone: "off", problem: null, isBlocked: false };

  constructor(context: AudioContext, format: BrowserFormat) {
    this.format = format;
    this.#context = context;
    const mono: AudioWorkletNodeOptions = { channelCount: 1, channelCountMode: "explicit", outputChannelCount: [1] };
    this.#capture = new AudioWorkletNode(context, CAPTURE, mono);
    this.#playback = new AudioWorkletNode(context, PLAYBACK, { ...mono, numberOfInputs: 0 });
    // The capture gives silence to the speaker: a node that leads nowhere is not run.
    this.#capture.connect(context.destination);
    this.#playback.connect(context.destination);
    this.#capture.port.onmessage = ({ data }: MessageEvent<CapturedChunk>) => this.#taker?.onCaptured(data);
    this.#playback.port.onmessage = ({ data }: MessageEvent<PlaybackStatus>) => this.#taker?.onPlayback(data);
    const { signal } = this.#closed;
    context.addEventListener("statechange", () => this.#changed(), { signal });
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#deviceChanged(), { signal });
    this.#changed();
  }

  /** How it stands; another object after every change. */
  get state(): BrowserAudioState {
    return this.#state;
  }

  /** Calls `listener` after every change of `state`, until the function it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Opens the microphone, asking the person for leave where needed. Throws a `MicrophoneError`; playback goes on without. */
  async openMicrophone(): Promise<void> {
    try {
      const stream = await openMicrophone();
      if (this.#closed.signal.aborted) return stopTracks(stream);
      this.#useStream(stream);
      // Some browsers let a page that may listen also play. Where this one does not, `isBlocked` stays.
      if (this.#state.isBlocked) this.resume().catch(() => undefined);
    } catch (error) {
      if (this.#stream === null) this.#problem = error instanceof MicrophoneError ? error.problem : "in_use";
      this.#changed();
      throw error;
    }
  }

  /** Sends silence instead of what the microphone hears, or no longer does. */
  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !isMuted;
    this.#changed();
  }

  /** Lets the browser play after all; call it when the person does something on the page. */
  async resume(): Promise<void> {
    await this.#context.resume();
  }

  /** Gives everything that is captured, and how playing stands, to `taker` from now on. */
  giveTo(taker: AudioTaker): void {
    this.#taker = taker;
  }

  /** Has the worklet play, or stop playing. */
  order(order: PlaybackOrder): void {
    this.#playback.port.postMessage(order, order.type === "put" ? [order.samples.buffer] : []);
  }

  /** Lets go of the microphone and the speaker. */
  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#taker = null;
    this.#dropStream();
    void this.#context.close().catch(() => undefined);
  }

  #useStream(stream: MediaStream): void {
    this.#dropStream();
    this.#stream = stream;
    this.#problem = null;
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(this.#capture);
    for (const track of stream.getAudioTracks()) {
      track.enabled = !this.#isMuted;
      track.addEventListener("ended", () => this.#ended(stream), { signal: this.#closed.signal });
    }
    this.#changed();
  }

  #dropStream(): void {
    this.#source?.disconnect();
    this.#source = null;
    if (this.#stream !== null) stopTracks(this.#stream);
    this.#stream = null;
  }

  /** The microphone is gone. Another may take its place at once: that of the machine when a headset was unplugged. */
  #ended(stream: MediaStream): void {
    if (this.#stream !== stream) return;
    this.#dropStream();
    this.#problem = "lost";
    this.#changed();
    this.#tryAnother();
  }

  #deviceChanged(): void {
    if (this.#problem === "lost" || this.#problem === "no_device") this.#tryAnother();
  }

  #tryAnother(): void {
    this.openMicrophone().catch(() => {
      this.#problem = "lost";
      this.#changed();
    });
  }

  #changed(): void {
    const microphone = this.#stream === null ? "off" : this.#isMuted ? "muted" : "on";
    const isBlocked = this.#context.state !== "running" && this.#context.state !== "closed";
    this.#state = { microphone, problem: this.#problem, isBlocked };
    for (const listener of this.#listeners) listener();
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
