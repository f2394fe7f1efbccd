import { describe, expect, it } from "vitest";
import { readRtcp } from "../../../lib/rtcp.ts";
import { readRtp } from "../../../lib/rtp.ts";
import { SrtpReceiver } from "../../../lib/srtp.ts";
import { MediaRefusal } from "../call-media.ts";
import { CODECS } from "./codecs.ts";
import { KeyEvents } from "./key-events.ts";
import { Negotiator } from "./negotiator.ts";
import { RtcpSession } from "./rtcp-session.ts";
import { openVoiceCodec } from "./voice-codec.ts";
import { VoiceReceiver } from "./voice-receiver.ts";

/** A million: `MEDIA_FUZZ_INPUTS=1000000 npx vitest run server/src/providers/sip/media/fuzz.test.ts`. */
const INPUTS = Number(process.env["MEDIA_FUZZ_INPUTS"] ?? 3_000);
/** A million may take an hour on a slow machine; each input is held to its own time below. */
const TIMEOUT = 3_600_000;
const LONGEST = 250;

/** An input that took long is read again: the machine may have been busy elsewhere, and what is slow is slow each time. */
function durationOf(read: () => void): number {
  const once = () => {
    const began = performance.now();
    read();
    return performance.now() - began;
  };
  const first = once();
  return first < LONGEST ? first : Math.min(once(), once());
}

/** The same numbers from 0 to 1 at each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const SEEDS = [
  [
    "v=0",
    "o=- 3747 3 IN IP4 198.51.100.1",
    "s=call",
    "c=IN IP4 198.51.100.1",
    "t=0 0",
    "m=audio 49170 RTP/SAVP 0 8 9 97 101",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20",
    "a=rtpmap:97 opus/48000/2",
    "a=fmtp:97 useinbandfec=1",
    "a=rtpmap:101 telephone-event/8000",
    "a=rtcp:53020 IN IP4 198.51.100.1",
    "a=ptime:20",
    "a=sendrecv",
    "m=video 51372 RTP/AVP 99",
    "a=rtpmap:99 H264/90000",
  ].join("\r\n"),
  "v=0\no=- 1 1 IN IP6 ::1\ns=-\nc=IN IP6 2001:db8::1\nt=0 0\nm=audio 9 RTP/AVP 0\na=sendonly\na=rtcp-mux\n",
];
const PIECES = [
  "\r\n",
  "\n",
  "m=audio 1 RTP/AVP 0",
  "a=rtpmap:0 ",
  "c=IN IP4 ",
  "/",
  " ",
  ":",
  "0",
  "99999999999",
  "\u0000",
  "ÿ",
  "a=",
  "|",
  ";",
  "=",
  "-1",
  "*",
];

/** Turns, drops, doubles and inserts pieces of a text. */
function spoilt(text: string, random: () => number): string {
  let result = text;
  for (let times = Math.floor(random() * 8); times >= 0; times--) {
    const at = Math.floor(random() * result.length);
    const length = Math.floor(random() ** 3 * 60);
    const kind = random();
    const piece = PIECES[Math.floor(random() * PIECES.length)] as string;
    if (kind < 0.3) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.5) result = result.slice(0, at) + result.slice(at, at + length) + result.slice(at);
    else if (kind < 0.8) result = result.slice(0, at) + piece + result.slice(at);
    else if (kind < 0.97) result = result.slice(0, at) + String.fromCharCode(random() * 256) + result.slice(at + 1);
    else result = piece.repeat(Math.floor(random() * 3_000)) + result;
  }
  return result;
}

/** Random bytes with a head that looks like RTP or RTCP more often than not. */
function packet(random: () => number): Buffer {
  const bytes = Buffer.from(Array.from({ length: Math.floor(random() * 120) }, () => random() * 256));
  if (bytes.length > 4 && random() < 0.8) {
    bytes[0] = 0x80 | (random() < 0.5 ? 0 : random() * 64);
    bytes[1] = [0, 8, 9, 111, 101, 13, 200, 201, 202, 203][Math.floor(random() * 10)] as number;
    if ((bytes[1] as number) >= 200 && random() < 0.5) {
      const words = Math.floor(bytes.length / 4);
      bytes[0] = 0x80 | Math.floor(random() * 3);
      bytes.writeUInt16BE(words - 1, 2);
      return bytes.subarray(0, words * 4);
    }
    if (random() < 0.7) bytes.writeUInt16BE(Math.floor(random() * 30), 2);
  }
  return bytes;
}

describe("any input", () => {
  it("is refused or answered as a description, in bounded time, and what is answered is ours", {
    timeout: TIMEOUT,
  }, () => {
    const random = seededRandom(1);
    const codecs = ["opus", "g722", "pcmu", "pcma"] as const;
    const counts = { answered: 0, refused: 0 };
    let slowest = 0;
    for (let input = 0; input < INPUTS; input++) {
      const address = input % 2 ? "2001:db8::9" : "192.0.2.1";
      const text = spoilt(SEEDS[Math.floor(random() * SEEDS.length)] as string, random);
      const took = durationOf(() => {
        const negotiator = new Negotiator({ address, port: 40_000, isSecure: input % 3 === 0, codecs, sessionId: 1 });
        try {
          const { body } = negotiator.answer(text);
          counts.answered += 1;
          expect(body).toMatch(/^v=0\r\n(?:[a-z]=[\x20-\x7e]*\r\n)+$/);
          expect(body.length).toBeLessThan(20_000);
          negotiator.offer(true);
          negotiator.accept(text);
        } catch (error) {
          if (!(error instanceof MediaRefusal)) throw error;
          expect(error.message.length).toBeLessThan(700);
          counts.refused += 1;
        }
      });
      slowest = Math.max(slowest, took);
    }
    expect(counts.answered).toBeGreaterThan(INPUTS / 50);
    expect(counts.refused).toBeGreaterThan(INPUTS / 50);
    expect(slowest).toBeLessThan(LONGEST);
  });

  it("is taken or passed over as RTP, RTCP and SRTP", { timeout: TIMEOUT }, () => {
    const random = seededRandom(2);
    const srtp = new SrtpReceiver({ key: Buffer.alloc(16, 1), salt: Buffer.alloc(14, 2), tagBytes: 4 });
    const events = new KeyEvents();
    const rtcp = new RtcpSession(0);
    const formats = [CODECS.pcmu, CODECS.pcma, CODECS.g722, CODECS.opus];
    const voices = new Map(formats.map((codec) => [codec.name, openVoiceCodec(codec, 16_000)]));
    let samples = 0;
    const receiver = new VoiceReceiver(
      {
        sampleRateHz: 16_000,
        codecFor: (codec) => voices.get(codec.name) ?? openVoiceCodec(codec, 16_000),
        onAudio: (heard) => {
          samples += heard.length;
        },
        onKey: (key) => expect(key).toMatch(/^[0-9*#A-D]$/),
      },
      0,
    );
    const types = [...formats.map((codec) => ({ payloadType: codec.ourType, codec, clockHz: codec.clockHz }))];
    receiver.use(
      new Map([...types, { payloadType: 101, codec: null, clockHz: 8_000 }].map((each) => [each.payloadType, each])),
    );
    const counts = { rtp: 0, rtcp: 0 };
    for (let input = 0; input < INPUTS; input++) {
      const bytes = packet(random);
      const read = readRtp(bytes);
      if (read !== null) {
        counts.rtp += 1;
        events.accept(read);
        rtcp.note(read, input * 160);
        if (receiver.takes(read.payloadType)) receiver.accept(read, input * 20);
      }
      if (readRtcp(bytes) !== null) counts.rtcp += 1;
      rtcp.accept(bytes, input);
      expect(srtp.openRtcp(Buffer.from(bytes))).toBeNull();
      expect(srtp.open(Buffer.from(bytes))).toBeNull();
      receiver.tick(input * 20);
    }
    for (const voice of voices.values()) voice.close();
    expect(counts.rtp).toBeGreaterThan(INPUTS / 20);
    expect(counts.rtcp).toBeGreaterThan(INPUTS / 500);
    expect(samples).toBeGreaterThan(0);
    expect(samples).toBeLessThan(INPUTS * 320 * 1.2 + 40_000);
  });
});
