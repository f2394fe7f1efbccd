import { randomInt } from "node:crypto";
import { FRAME_MS, samplesPerFrame, type VoiceRate } from "../../../domain/audio.ts";
import { DtmfTone } from "../../../lib/dtmf-tones.ts";
import { RTP_HEADER_BYTES, writeRtpHeader } from "../../../lib/rtp.ts";
import { MOST_SRTP_BYTES } from "../../../lib/srtp.ts";
import type { Codec, Format } from "./codecs.ts";
import { KEY_EVENT_BYTES, writeKeyEvent } from "./key-events.ts";
import { KEY_FRAMES, KeyQueue, type KeyStep } from "./key-queue.ts";
import type { VoiceCodec } from "./voice-codec.ts";

/** What is sent, by the other side's payload types. */
export interface SentFormat {
  readonly codec: Codec;
  readonly voice: VoiceCodec;
  readonly payloadType: number;
  /** Null where keys are tones in the audio. */
  readonly keys: Format | null;
}

/** Where audio comes from and packets go to. */
export interface SenderEnds {
  /** Returns the next frame, which is used at once; null where there is none. */
  take(): Int16Array | null;
  /** Protects what must be protected of a packet and sends it: it is in the first `length` bytes, with room behind. */
  transmit(packet: Buffer, length: number): void;
}

/** The system may still hold the packets before: so many have room of their own. */
const PACKETS = 8;
const PACKET_BYTES = 1_400;
/** So often a sign of life is given in silence: routers on the way forget a path that nothing goes through. */
const SIGN_EVERY = 1_000 / FRAME_MS;
/** The end of a key is said three times, since nothing says it again (RFC 4733, section 2.5.1.4). */
const ENDS = 3;
const RANDOM_16 = 2 ** 16;
const RANDOM_32 = 2 ** 32;

/** Sends one side of a call, a packet every 20 ms: audio, keys, or nothing. */
export class VoiceSender {
  readonly keys = new KeyQueue();
  readonly #ends: SenderEnds;
  readonly #sampleRateHz: VoiceRate;
  readonly #silence: Int16Array;
  readonly #packets: readonly Buffer[];
  #turn = 0;
  #format: SentFormat | null = null;
  #isAllowed = false;
  #source = randomInt(RANDOM_32);
  #sequence = randomInt(RANDOM_16);
  /** The timestamp of the frame `#zeroFrame`; null before the first one. */
  #zeroTimestamp = randomInt(RANDOM_32);
  #zeroFrame: number | null = null;
  /** Since audio was sent, in frames. */
  #idle = SIGN_EVERY;
  #isTalking = false;
  #keyTimestamp = 0;
  #tone: DtmfTone | null = null;
  #sentPackets = 0;
  #sentBytes = 0;

  constructor(sampleRateHz: VoiceRate, ends: SenderEnds) {
    this.#sampleRateHz = sampleRateHz;
    this.#ends = ends;
    this.#silence = new Int16Array(samplesPerFrame(sampleRateHz));
    const room = PACKET_BYTES + MOST_SRTP_BYTES;
    const bytes = Buffer.alloc(PACKETS * room);
    this.#packets = Array.from({ length: PACKETS }, (_, place) => bytes.subarray(place * room, (place + 1) * room));
  }

  /** The SSRC of what is sent, and what was sent with it so far. */
  get sent(): { readonly source: number; readonly packets: number; readonly bytes: number } {
    return { source: this.#source, packets: this.#sentPackets, bytes: this.#sentBytes };
  }

  /** Sends in this format from now on, if it `isAllowed`. A stream of another clock is another source (RFC 7160). */
  use(format: SentFormat, isAllowed: boolean): void {
    if (this.#format && this.#format.codec.clockHz !== format.codec.clockHz) {
      this.#source = randomInt(RANDOM_32);
      this.#zeroTimestamp = randomInt(RANDOM_32);
      this.#zeroFrame = null;
      this.#sentPackets = 0;
      this.#sentBytes = 0;
    }
    if (isAllowed && !this.#isAllowed) this.#idle = SIGN_EVERY;
    this.#format = format;
    this.#isAllowed = isAllowed;
  }

  /** Sends what is due in a frame's time. Where nothing may be sent audio passes by, and keys wait. */
  tick(frame: number): void {
    const audio = this.#ends.take();
    const format = this.#format;
    if (format === null || !this.#isAllowed) return;
    const timestamp = this.timestampAt(frame);
    const step = this.keys.next();
    if (step === null) this.#sendAudioOrSign(audio, format, timestamp);
    else if (format.keys === null) this.#sendAudioOrSign(this.#toneOf(step), format, timestamp);
    else this.#sendStep(step, format.keys, timestamp);
  }

  /** Returns the timestamp of a frame's time. */
  timestampAt(frame: number): number {
    this.#zeroFrame ??= frame;
    const ticks = ((this.#format?.codec.clockHz ?? 0) * FRAME_MS) / 1000;
    return (this.#zeroTimestamp + (frame - this.#zeroFrame) * ticks) % RANDOM_32;
  }

  #sendAudioOrSign(audio: Int16Array | null, format: SentFormat, timestamp: number): void {
    if (audio === null) this.#isTalking = false;
    this.#idle = audio === null ? this.#idle + 1 : 0;
    if (audio === null && this.#idle < SIGN_EVERY) return;
    const packet = this.#nextPacket();
    const payload = packet.subarray(RTP_HEADER_BYTES, PACKET_BYTES);
    const length = format.voice.encode(audio ?? this.#silence, payload);
    if (length === 0) return;
    const isMarked = audio !== null && !this.#isTalking;
    this.#isTalking = audio !== null;
    this.#idle = 0;
    this.#send(packet, length, { payloadType: format.payloadType, isMarked, timestamp });
  }

  #sendStep(step: KeyStep, keys: Format, timestamp: number): void {
    this.#isTalking = false;
    if (step.type === "pause") return;
    if (step.frame === 0) this.#keyTimestamp = timestamp;
    if (step.frame >= KEY_FRAMES - 1 + ENDS) return;
    const isEnd = step.frame >= KEY_FRAMES - 1;
    const frames = Math.min(step.frame + 1, KEY_FRAMES);
    const packet = this.#nextPacket();
    const duration = (frames * FRAME_MS * keys.clockHz) / 1000;
    writeKeyEvent(packet.subarray(RTP_HEADER_BYTES), step.key, { duration, isEnd });
    const { payloadType } = keys;
    this.#send(packet, KEY_EVENT_BYTES, { payloadType, isMarked: step.frame === 0, timestamp: this.#keyTimestamp });
  }

  #toneOf(step: KeyStep): Int16Array {
    if (step.type === "pause" || step.frame >= KEY_FRAMES) return this.#silence;
    if (step.frame === 0 || this.#tone === null) this.#tone = new DtmfTone(step.key, this.#sampleRateHz);
    return this.#tone.next(this.#silence.length);
  }

  #nextPacket(): Buffer {
    this.#turn = (this.#turn + 1) % PACKETS;
    return this.#packets[this.#turn] as Buffer;
  }

  #send(
    packet: Buffer,
    payloadBytes: number,
    header: { readonly payloadType: number; readonly isMarked: boolean; readonly timestamp: number },
  ): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const { payloadType, isMarked, timestamp } = header;
    writeRtpHeader(packet, { payloadType, isMarked, timestamp, sequence: this.#sequence, source: this.#source });
    this.#sentPackets += 1;
    this.#sentBytes += payloadBytes;
    this.#ends.transmit(packet, RTP_HEADER_BYTES + payloadBytes);
  }
}
