import { OperatorError } from "../../../domain/error.ts";
import { samplesPerFrame } from "../../../domain/audio.ts";
import type { FrameClock } from "../../../lib/frame-clock.ts";
import { isRtcp, type RtpPacket, readRtp } from "../../../lib/rtp.ts";
import { SampleRing } from "../../../lib/sample-ring.ts";
import type { Codec, CodecName } from "./codecs.ts";
import { FrameQueue } from "./frame-queue.ts";
import type { CallMemory } from "./media-orders.ts";
import { type MediaSockets, sendTo } from "./media-sockets.ts";
import type { Agreement } from "./negotiator.ts";
import { PacketAllowance } from "./packet-allowance.ts";
import { Protection } from "./protection.ts";
import type { Endpoint } from "./remote-audio.ts";
import { RtcpSession } from "./rtcp-session.ts";
import { SourceGate } from "./source-gate.ts";
import { openVoiceCodec, type VoiceCodec } from "./voice-codec.ts";
import { VoiceReceiver } from "./voice-receiver.ts";
import { VoiceSender } from "./voice-sender.ts";

/** What the audio of a call goes by. */
export interface RtpLegOptions {
  readonly sockets: MediaSockets;
  readonly clock: FrameClock;
  /** Without a packet for so long the call is dead. */
  readonly deadAfter: number;
  /** Samples wait to be heard. */
  onHeard(): void;
  onKey(key: string): void;
  /** Nothing came for so long; told again after as long a time. */
  onDead(message: string): void;
  /** Is told what a packet has broken. */
  onError(error: unknown): void;
}

/** A codec sends 50 packets a second, 100 at most; the rest is a flood. */
const MOST_PACKETS = 200;
/** What is opened and looked at of those who were not named. */
const MOST_OF_STRANGERS = 50;

/** The RTP (RFC 3550) of one call, in the thread of audio: packets to samples, and samples to packets in their time. */
export class RtpLeg {
  readonly #options: RtpLegOptions;
  readonly #gate = new SourceGate();
  readonly #protection = new Protection();
  readonly #allowance = new PacketAllowance(MOST_PACKETS);
  readonly #strangers = new PacketAllowance(MOST_OF_STRANGERS);
  readonly #codecs = new Map<CodecName, VoiceCodec>();
  #agreement: Agreement | null = null;
  #voice: Voice | null = null;
  #frame = 0;
  /** When something came that shows that the other end is there. */
  #heardAt = 0;
  #hasHeardAudio = false;
  #isClosed = false;

  constructor(options: RtpLegOptions) {
    this.#options = options;
    const { rtp, rtcp } = options.sockets;
    rtp.on("message", (bytes, from) => this.#guarded(() => this.#onPacket(bytes, from)));
    rtcp.on("message", (bytes, from) => this.#guarded(() => this.#onReport(bytes, from)));
    // A datagram that comes to nothing may be told as an error of the socket; it is none.
    for (const socket of [rtp, rtcp]) socket.on("error", () => undefined);
  }

  /** Goes by an agreement from now on; the memory is the same for the whole call. */
  use(agreement: Agreement, memory: CallMemory): void {
    if (this.#isClosed) return;
    const now = performance.now();
    this.#agreement = agreement;
    this.#heardAt = now;
    this.#gate.expect(agreement.rtp, agreement.rtcp, now);
    this.#protection.use(agreement.crypto);
    this.#voice ??= this.#begin(memory, now);
    const { sender, receiver, sampleRateHz } = this.#voice;
    const { codec, payloadType, keys, received, direction } = agreement;
    const voice = this.#codecFor(codec, sampleRateHz);
    sender.use({ codec, voice, payloadType, keys }, direction.includes("send"));
    receiver.use(received);
  }

  /** Sends keys. Resolves once they were sent; rejects with `invalid_field` or `call_over`. */
  async sendKeys(digits: string): Promise<void> {
    if (this.#isClosed || this.#voice === null)
      throw new OperatorError("call_over", "The call has no audio, so no keys can be sent.");
    await this.#voice.sender.keys.add(digits);
  }

  /** Says farewell and closes its sockets; nothing is told any more. */
  close(): void {
    if (this.#isClosed) return;
    if (this.#voice) this.#report(this.#voice, true);
    this.#isClosed = true;
    this.#voice?.stop();
    this.#voice?.sender.keys.close();
    this.#options.sockets.close();
    for (const codec of this.#codecs.values()) codec.close();
  }

  #begin({ sampleRateHz, sent, heard }: CallMemory, now: number): Voice {
    const { clock, onHeard, onKey } = this.#options;
    const queue = new FrameQueue(sampleRateHz, sent);
    const silence = new Int16Array(samplesPerFrame(sampleRateHz));
    // From the first audio on there is no pause: some equipment takes one for the end of the call.
    const take = () => queue.take() ?? (queue.isUsed ? silence : null);
    const sender = new VoiceSender(sampleRateHz, {
      take,
      transmit: (packet, length) => this.#transmit(packet, length),
    });
    const ring = new SampleRing(heard);
    const onAudio = (samples: Int16Array) => {
      // Who does not fetch what was heard in time misses it.
      if (ring.write(samples)) onHeard();
    };
    const codecFor = (codec: Codec) => this.#codecFor(codec, sampleRateHz);
    const receiver = new VoiceReceiver({ sampleRateHz, codecFor, onAudio, onKey }, now);
    const stop = clock.add((frame, at) => this.#tick(frame, at));
    return { sampleRateHz, sender, receiver, rtcp: new RtcpSession(now), stop };
  }

  #codecFor(codec: Codec, sampleRateHz: CallMemory["sampleRateHz"]): VoiceCodec {
    const open = this.#codecs.get(codec.name) ?? openVoiceCodec(codec, sampleRateHz);
    this.#codecs.set(codec.name, open);
    return open;
  }

  #tick(frame: number, now: number): void {
    this.#frame = frame;
    const voice = this.#voice;
    if (voice === null) return;
    voice.sender.tick(frame);
    voice.receiver.tick(now);
    if (voice.rtcp.isDue(now)) this.#report(voice, false);
    this.#lookIfDead(now);
  }

  #lookIfDead(now: number): void {
    const agreement = this.#agreement as Agreement;
    const { deadAfter, onDead } = this.#options;
    if (agreement.isHeldByThem || !agreement.direction.includes("recv")) this.#heardAt = now;
    if (now - this.#heardAt < deadAfter) return;
    this.#heardAt = now;
    const what = this.#hasHeardAudio ? "Nothing more" : "No audio";
    onDead(`${what} came from the other end for ${Math.round(deadAfter / 1000)} s.`);
  }

  #transmit(packet: Buffer, length: number): void {
    const to = this.#gate.rtp;
    if (to === null) return;
    sendTo(this.#options.sockets.rtp, packet.subarray(0, this.#protection.protect(packet, length)), to);
  }

  #report({ sender, rtcp }: Voice, isLast: boolean): void {
    const { sockets } = this.#options;
    const isMuxed = this.#agreement?.isMuxed ?? false;
    const to = isMuxed ? this.#gate.rtp : this.#gate.rtcp;
    if (to === null) return;
    const timestamp = sender.timestampAt(this.#frame);
    const report = rtcp.report({ ...sender.sent, timestamp }, { now: performance.now(), isLast });
    sendTo(isMuxed ? sockets.rtp : sockets.rtcp, this.#protection.protectRtcp(report), to);
  }

  #guarded(take: () => void): void {
    try {
      take();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #onPacket(bytes: Buffer, from: Endpoint): void {
    const voice = this.#voice;
    if (voice === null || this.#isClosed) return;
    if (isRtcp(bytes)) {
      this.#onReport(bytes, from);
      return;
    }
    const now = performance.now();
    const packet = this.#read(bytes, from, now);
    if (packet === null || !voice.receiver.takes(packet.payloadType)) return;
    if (!this.#gate.admit({ from, packet, isProven: this.#protection.isOn }, now)) return;
    this.#heardAt = now;
    this.#hasHeardAudio = true;
    voice.rtcp.note(packet, now * voice.receiver.ticksPerMs);
    if (this.#agreement?.direction.includes("recv")) voice.receiver.accept(packet, now);
  }

  /** Reads what comes in no greater number than a call has. */
  #read(bytes: Buffer, from: Endpoint, now: number): RtpPacket | null {
    if (!(this.#gate.knows(from) ? this.#allowance : this.#strangers).take(now)) return null;
    const opened = this.#protection.open(bytes);
    return opened && readRtp(opened);
  }

  #onReport(bytes: Buffer, from: Endpoint): void {
    const voice = this.#voice;
    const now = performance.now();
    if (voice === null || this.#isClosed || !this.#gate.knowsMachine(from.address) || !this.#allowance.take(now))
      return;
    const opened = this.#protection.openRtcp(bytes);
    // Who pauses in silence still reports; who never sent audio is not there for that.
    if (opened !== null && voice.rtcp.accept(opened, now) && this.#hasHeardAudio) this.#heardAt = now;
  }
}

/** What goes on once something was agreed. */
interface Voice {
  readonly sampleRateHz: CallMemory["sampleRateHz"];
  readonly sender: VoiceSender;
  readonly receiver: VoiceReceiver;
  readonly rtcp: RtcpSession;
  readonly stop: () => void;
}
