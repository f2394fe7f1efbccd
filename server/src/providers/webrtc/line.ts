import type { RTCPeerConnection, RTCRtpSender, RtpPacket } from "werift";
import { FRAME_MS } from "../../domain/audio.ts";
import { openOpus, type OpusCodec } from "../../lib/opus.ts";
import type { MediaLine, MediaLineOptions } from "../../ports/media-line.ts";
import { type HeardAudio, heardAudio } from "./heard-audio.ts";
import { type FrameTime, type PacedFrames, pacedFrames } from "./paced-frames.ts";
import type { Negotiated } from "./peer.ts";

/** How long things may take. */
export interface LineTimings {
  /** From the answer to the first packet that can be deciphered. */
  readonly connectWithin: number;
  /** Without any sign of the client: browsers send one every few seconds (RFC 7675), and packets of audio meanwhile. */
  readonly silentFor: number;
}

type Werift = typeof import("werift");

/** The audio of one session, over WebRTC. */
export class WebrtcLine implements MediaLine {
  readonly answerSdp: string;
  readonly closed: Promise<string>;
  readonly #peer: RTCPeerConnection;
  readonly #sender: RTCRtpSender;
  readonly #werift: Werift;
  readonly #opus: OpusCodec;
  readonly #heard: HeardAudio;
  readonly #frames: PacedFrames;
  readonly #samplesPerFrame: number;
  readonly #watch: NodeJS.Timeout;
  readonly #letGo: () => void;
  #resolveClosed: (reason: string) => void = () => undefined;
  #sequence = Math.floor(Math.random() * 2 ** 16);
  #isClosing = false;
  #lastSign: () => number;

  constructor(werift: Werift, negotiated: Negotiated, options: MediaLineOptions & { timings: LineTimings }) {
    const { sampleRateHz, signal, timings } = options;
    this.#werift = werift;
    this.#peer = negotiated.peer;
    this.#sender = negotiated.sender;
    this.#lastSign = negotiated.lastSign;
    this.answerSdp = negotiated.answerSdp;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#opus = openOpus(sampleRateHz);
    this.#samplesPerFrame = (sampleRateHz * FRAME_MS) / 1000;
    this.#heard = heardAudio({ opus: this.#opus, sampleRateHz, onAudio: (samples) => options.onAudio(samples) });
    this.#frames = pacedFrames((frame, time) => this.#emit(frame, time));
    const abort = () => this.close();
    signal.addEventListener("abort", abort, { once: true });
    this.#letGo = () => signal.removeEventListener("abort", abort);
    this.#watch = this.#watchOver(timings);
    this.#follow(negotiated.payloadType);
    if (signal.aborted) this.close();
  }

  get isConnected(): boolean {
    return !this.#isClosing && this.#peer.connectionState === "connected";
  }

  send(frame: Int16Array): void {
    if (this.isConnected && frame.length === this.#samplesPerFrame) this.#frames.send(frame);
  }

  clear(): void {
    this.#frames.clear();
  }

  close(): void {
    this.#end("It was closed on our side.");
  }

  #follow(payloadType: number): void {
    this.#peer.connectionStateChange.subscribe((state) => {
      if (state === "failed")
        this.#end("The client's certificate is not the one it named, or it could not be agreed with.");
      if (state === "closed" || state === "disconnected") this.#end("The client closed it.");
    });
    for (const transport of this.#peer.dtlsTransports) {
      transport.onRtp.subscribe((packet) => this.#receive(packet, payloadType));
    }
  }

  #receive({ header, payload }: RtpPacket, payloadType: number): void {
    if (this.#isClosing || header.payloadType !== payloadType) return;
    const { sequenceNumber: sequence, timestamp, ssrc: source } = header;
    this.#heard.accept({ sequence, timestamp, source, payload });
  }

  #emit(frame: Int16Array, { timestamp, isFirst: marker }: FrameTime): void {
    if (!this.isConnected) return;
    const { RtpHeader, RtpPacket } = this.#werift;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = new RtpHeader({ sequenceNumber: this.#sequence, timestamp, marker });
    this.#sender.sendRtp(new RtpPacket(header, this.#opus.encode(frame))).catch((error: unknown) => {
      this.#end(`It could not be sent to: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** Ends a line that does not come about, and one whose client is gone without a word. */
  #watchOver({ connectWithin, silentFor }: LineTimings): NodeJS.Timeout {
    const began = performance.now();
    return setInterval(() => {
      const now = performance.now();
      if (this.#peer.connectionState !== "connected") {
        if (now - began > connectWithin) this.#end(`The client did not connect within ${connectWithin / 1000} s.`);
      } else if (now - this.#lastSign() > silentFor) {
        this.#end(`Nothing was heard of the client for ${silentFor / 1000} s.`);
      }
    }, Math.min(connectWithin, silentFor) / 10);
  }

  #end(reason: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    clearInterval(this.#watch);
    this.#letGo();
    this.#frames.clear();
    this.#heard.close();
    const finish = () => {
      this.#opus.close();
      this.#resolveClosed(reason);
    };
    this.#peer.close().then(finish, finish);
  }
}
