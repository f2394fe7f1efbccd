import { FRAME_MS, type VoiceRate } from "../../../domain/audio.ts";
import { OperatorError } from "../../../domain/error.ts";
import type { FrameClock } from "../../../lib/frame-clock.ts";
import { isRtcp, type RtpPacket, readRtp } from "../../../lib/rtp.ts";
import type { CallMedia, CallMediaWatch } from "../call-media.ts";
import type { Codec, CodecName } from "./codecs.ts";
import { type MediaSockets, sendTo } from "./media-sockets.ts";
import { type Agreement, Negotiator, type OurAudio } from "./negotiator.ts";
import { PacketAllowance } from "./packet-allowance.ts";
import { Protection } from "./protection.ts";
import type { Endpoint } from "./remote-audio.ts";
import { RtcpSession } from "./rtcp-session.ts";
import { SourceGate } from "./source-gate.ts";
import { openVoiceCodec, type VoiceCodec } from "./voice-codec.ts";
import { VoiceReceiver } from "./voice-receiver.ts";
import { VoiceSender } from "./voice-sender.ts";

/** What a call's audio is made of. */
export interface RtpCallOptions {
  readonly our: OurAudio;
  readonly sockets: MediaSockets;
  readonly clock: FrameClock;
  readonly watch: CallMediaWatch;
  /** Without a packet for so long the call is dead. */
  readonly deadAfter: number;
  /** Is told what a watch throws that is given audio. */
  onError(error: unknown): void;
  now(): number;
}

/** A codec sends 50 packets a second, 100 at most; the rest is a flood. */
const MOST_PACKETS = 200;
/** What is opened and looked at of those who were not named. */
const MOST_OF_STRANGERS = 50;
/** Packets leave on a clock of their own: audio need be there one frame before. */
const LEAD = 2 * FRAME_MS;

/** The audio of one call over RTP (RFC 3550). */
export class RtpCall implements CallMedia {
  readonly lead = LEAD;
  readonly #options: RtpCallOptions;
  readonly #negotiator: Negotiator;
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

  constructor(options: RtpCallOptions) {
    this.#options = options;
    this.#negotiator = new Negotiator(options.our);
    const { rtp, rtcp } = options.sockets;
    rtp.on("message", (bytes, from) => this.#guarded(() => this.#onPacket(bytes, from)));
    rtcp.on("message", (bytes, from) => this.#guarded(() => this.#onReport(bytes, from)));
    // A datagram that comes to nothing may be told as an error of the socket; it is none.
    for (const socket of [rtp, rtcp]) socket.on("error", () => undefined);
  }

  get sampleRateHz(): VoiceRate {
    return this.#voice?.sampleRateHz ?? 16_000;
  }

  offer({ isHeld }: { readonly isHeld: boolean }): string {
    return this.#negotiator.offer(isHeld);
  }

  accept(answer: string): void {
    this.#use(this.#negotiator.accept(answer));
  }

  answer(offer: string): string {
    const { agreement, body } = this.#negotiator.answer(offer);
    this.#use(agreement);
    return body;
  }

  withdraw(): void {
    this.#negotiator.withdraw();
  }

  send(frame: Int16Array): void {
    this.#voice?.sender.put(frame);
  }

  clear(): void {
    this.#voice?.sender.clear();
  }

  async sendDigits(digits: string): Promise<void> {
    const voice = this.#voice;
    if (this.#isClosed || voice === null)
      throw new OperatorError("call_over", "The call has no audio, so no keys can be sent.");
    await voice.sender.keys.add(digits);
  }

  close(): void {
    if (this.#isClosed) return;
    if (this.#voice) this.#report(this.#voice, true);
    this.#isClosed = true;
    this.#voice?.stop();
    this.#voice?.sender.keys.close();
    this.#options.sockets.close();
    // What is heard may be what closes it: the codec is at work then.
    setImmediate(() => {
      for (const codec of this.#codecs.values()) codec.close();
    });
  }

  #use(agreement: Agreement): void {
    if (this.#isClosed) return;
    const now = this.#options.now();
    const before = this.#agreement;
    this.#agreement = agreement;
    this.#heardAt = now;
    this.#gate.expect(agreement.rtp, agreement.rtcp, now);
    this.#protection.use(agreement.crypto);
    this.#voice ??= this.#begin(agreement.codec.sampleRateHz, now);
    const { sender, receiver } = this.#voice;
    const { codec, payloadType, keys, received, direction, isHeldByThem } = agreement;
    sender.use({ codec, voice: this.#codecFor(codec), payloadType, keys }, direction.includes("send"));
    receiver.use(received);
    if (isHeldByThem !== (before?.isHeldByThem ?? false)) this.#options.watch.onHeld(isHeldByThem);
  }

  #begin(sampleRateHz: VoiceRate, now: number): Voice {
    const { clock, watch } = this.#options;
    const sender = new VoiceSender(sampleRateHz, (packet, length) => this.#transmit(packet, length));
    const receiver = new VoiceReceiver(
      {
        sampleRateHz,
        codecFor: (codec) => this.#codecFor(codec),
        onAudio: (samples) => {
          if (!this.#isClosed) watch.onAudio(samples);
        },
        onKey: (key) => {
          if (!this.#isClosed) watch.onDigit(key);
        },
      },
      now,
    );
    const stop = clock.add((frame, at) => this.#tick(frame, at));
    return { sampleRateHz, sender, receiver, rtcp: new RtcpSession(now), stop };
  }

  #codecFor(codec: Codec): VoiceCodec {
    const open = this.#codecs.get(codec.name) ?? openVoiceCodec(codec, this.sampleRateHz);
    this.#codecs.set(codec.name, open);
    return open;
  }

  #tick(frame: number, now: number): void {
    this.#frame = frame;
    const voice = this.#voice;
    if (voice === null) return;
    voice.sender.tick(frame);
    voice.receiver.tick(now);
    if (this.#isClosed) return;
    if (voice.rtcp.isDue(now)) this.#report(voice, false);
    this.#lookIfDead(now);
  }

  #lookIfDead(now: number): void {
    const agreement = this.#agreement as Agreement;
    const { deadAfter, watch } = this.#options;
    if (agreement.isHeldByThem || !agreement.direction.includes("recv")) this.#heardAt = now;
    if (now - this.#heardAt < deadAfter) return;
    this.#heardAt = now;
    const what = this.#hasHeardAudio ? "Nothing more" : "No audio";
    watch.onDead(`${what} came from the other end for ${Math.round(deadAfter / 1000)} s.`);
  }

  #transmit(packet: Buffer, length: number): void {
    const to = this.#gate.rtp;
    if (to === null) return;
    sendTo(this.#options.sockets.rtp, packet.subarray(0, this.#protection.protect(packet, length)), to);
  }

  #report({ sender, rtcp }: Voice, isLast: boolean): void {
    const { sockets, now } = this.#options;
    const isMuxed = this.#agreement?.isMuxed ?? false;
    const to = isMuxed ? this.#gate.rtp : this.#gate.rtcp;
    if (to === null) return;
    const timestamp = sender.timestampAt(this.#frame);
    const report = rtcp.report({ ...sender.sent, timestamp }, { now: now(), isLast });
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
    const now = this.#options.now();
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
    const now = this.#options.now();
    if (voice === null || this.#isClosed || !this.#gate.knowsMachine(from.address) || !this.#allowance.take(now))
      return;
    const opened = this.#protection.openRtcp(bytes);
    // Who pauses in silence still reports; who never sent audio is not there for that.
    if (opened !== null && voice.rtcp.accept(opened, now) && this.#hasHeardAudio) this.#heardAt = now;
  }
}

/** What goes on once something was agreed. */
interface Voice {
  readonly sampleRateHz: VoiceRate;
  readonly sender: VoiceSender;
  readonly receiver: VoiceReceiver;
  readonly rtcp: RtcpSession;
  readonly stop: () => void;
}
