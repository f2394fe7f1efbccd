import { describe, expect, it } from "vitest";
import { DtmfTone } from "../../../lib/dtmf-tones.ts";
import { encodeMuLaw } from "../../../lib/g711.ts";
import type { RtpPacket } from "../../../lib/rtp.ts";
import { CODECS, type Format } from "./codecs.ts";
import { openVoiceCodec, type VoiceCodec } from "./voice-codec.ts";
import { VoiceReceiver } from "./voice-receiver.ts";

const PCMU: Format = { payloadType: 0, codec: CODECS.pcmu, clockHz: 8_000 };
const G722: Format = { payloadType: 9, codec: CODECS.g722, clockHz: 8_000 };
const EVENTS: Format = { payloadType: 101, codec: null, clockHz: 8_000 };

function receiving(formats: readonly Format[], sampleRateHz: 8_000 | 16_000 = 8_000) {
  const heard: number[] = [];
  let keys = "";
  const codecs = new Map<string, VoiceCodec>();
  const receiver = new VoiceReceiver(
    {
      sampleRateHz,
      codecFor(codec) {
        const open = codecs.get(codec.name) ?? openVoiceCodec(codec, sampleRateHz);
        codecs.set(codec.name, open);
        return open;
      },
      onAudio: (samples) => heard.push(...samples),
      onKey: (key) => {
        keys += key;
      },
    },
    0,
  );
  receiver.use(new Map(formats.map((format) => [format.payloadType, format])));
  return { receiver, heard, keys: () => keys };
}

function tone(place: number): Int16Array {
  return Int16Array.from({ length: 160 }, (_, i) => 8_000 * Math.sin((place * 160 + i) * 0.2));
}

function packet(place: number, changes: Partial<RtpPacket> = {}): RtpPacket {
  const payload = encodeMuLaw(tone(place));
  const timestamp = place * 160;
  return { payloadType: 0, isMarked: false, sequence: place, timestamp, source: 1, payload, ...changes };
}

function level(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

describe("what is heard", () => {
  it("lasts as long as it was said, and is made up where a packet is lost", () => {
    const { receiver, heard } = receiving([PCMU]);
    for (let place = 0; place < 50; place++) if (place % 10 !== 5) receiver.accept(packet(place), place * 20);
    expect(heard).toHaveLength(50 * 160);
    for (const lost of [5, 15, 25]) expect(level(heard.slice(lost * 160, (lost + 1) * 160))).toBeGreaterThan(3_000);
  });

  it("comes also when nothing follows a gap", () => {
    const { receiver, heard } = receiving([PCMU]);
    receiver.accept(packet(0), 0);
    receiver.accept(packet(2), 40);
    receiver.tick(60);
    expect(heard).toHaveLength(160);
    receiver.tick(100);
    expect(heard).toHaveLength(480);
  });

  it("is silence where the other end paused, with comfort noise or without", () => {
    const { receiver, heard } = receiving([PCMU]);
    receiver.accept(packet(0), 0);
    receiver.accept(packet(1, { payloadType: 13, payload: Uint8Array.of(60) }), 20);
    receiver.accept(packet(10, { sequence: 2 }), 200);
    expect(heard).toHaveLength(11 * 160);
    expect(level(heard.slice(160, 1_600))).toBe(0);
  });

  it("is silence and a key where events stand among the audio", () => {
    const { receiver, heard, keys } = receiving([PCMU, EVENTS]);
    receiver.accept(packet(0), 0);
    for (let place = 1; place < 8; place++) {
      const payload = Uint8Array.of(11, place > 4 ? 0x8a : 0x0a, 3, 32);
      receiver.accept(packet(place, { payloadType: 101, timestamp: 160, payload }), place * 20);
    }
    receiver.accept(packet(8), 160);
    expect(keys()).toBe("#");
    expect(heard).toHaveLength(9 * 160);
    expect(level(heard.slice(160, 8 * 160))).toBe(0);
  });

  it("has keys in its tones only where there are no events", () => {
    const press = new DtmfTone("7", 8_000);
    const packets = Array.from({ length: 10 }, (_, place) => packet(place, { payload: encodeMuLaw(press.next(160)) }));
    const [plain, withEvents] = [receiving([PCMU]), receiving([PCMU, EVENTS])];
    for (const [place, each] of packets.entries()) {
      plain.receiver.accept(each, place * 20);
      withEvents.receiver.accept(each, place * 20);
    }
    expect([plain.keys(), withEvents.keys()]).toEqual(["7", ""]);
  });

  it("goes on at its rate when the codec changes in mid-stream", () => {
    const { receiver, heard } = receiving([PCMU, G722], 16_000);
    for (let place = 0; place < 10; place++) receiver.accept(packet(place), place * 20);
    for (let place = 10; place < 20; place++)
      receiver.accept(packet(place, { payloadType: 9, payload: new Uint8Array(160) }), place * 20);
    expect(heard).toHaveLength(20 * 320);
  });

  it("takes the payload types that were agreed on, and comfort noise", () => {
    const { receiver } = receiving([PCMU, EVENTS]);
    expect([0, 101, 13, 8, 96].map((type) => receiver.takes(type))).toEqual([true, true, true, false, false]);
  });

  it("is never more than can have been said", () => {
    const { receiver, heard } = receiving([PCMU]);
    for (let place = 0; place < 1_000; place++)
      receiver.accept(packet(place, { payload: new Uint8Array(1_600) }), place);
    // One second has passed, and two may have been held back.
    expect(heard.length).toBeLessThanOrEqual(8_000 * 3.2);
    expect(heard.length).toBeGreaterThan(8_000 * 2);
  });
});
