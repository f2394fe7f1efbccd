import { describe, expect, it } from "vitest";
import { DtmfDetector } from "../../../lib/dtmf-tones.ts";
import { type RtpPacket, readRtp } from "../../../lib/rtp.ts";
import { CODECS, type CodecName, type Format } from "./codecs.ts";
import { FrameQueue } from "./frame-queue.ts";
import { openVoiceCodec } from "./voice-codec.ts";
import { VoiceSender } from "./voice-sender.ts";

const EVENTS: Format = { payloadType: 101, codec: null, clockHz: 8_000 };
const TONE = Int16Array.from({ length: 160 }, (_, i) => 8_000 * Math.sin(i));

function format(name: CodecName, keys: Format | null = EVENTS) {
  const codec = CODECS[name];
  return { codec, voice: openVoiceCodec(codec, 8_000), payloadType: codec.ourType, keys };
}

function sending(keys: Format | null = EVENTS) {
  const packets: (RtpPacket & { readonly frame: number })[] = [];
  let frame = 100;
  const queue = new FrameQueue(8_000, FrameQueue.memoryFor(8_000));
  const transmit = (packet: Buffer, length: number) => {
    const read = readRtp(Buffer.from(packet.subarray(0, length))) as RtpPacket;
    packets.push({ ...read, frame: frame - 100 });
  };
  const sender = new VoiceSender(8_000, { take: () => queue.take(), transmit });
  sender.use(format("pcmu", keys), true);
  const tick = (times: number) => {
    for (let i = 0; i < times; i++, frame++) sender.tick(frame);
  };
  const skip = (frames: number) => {
    frame += frames;
  };
  return { sender, queue, packets, tick, skip };
}

/** Returns how far timestamps are from the first one. */
function times(packets: readonly RtpPacket[]): number[] {
  return packets.map(({ timestamp }) => (timestamp - (packets[0]?.timestamp ?? 0)) >>> 0);
}

describe("what is sent", () => {
  it("is a frame every 20 ms, marked at the beginning of talk, with times that go on through silence", () => {
    const { queue, packets, tick } = sending();
    for (let i = 0; i < 3; i++) queue.put(TONE);
    tick(10);
    queue.put(TONE);
    queue.put(TONE);
    tick(5);
    expect(packets.map(({ frame }) => frame)).toEqual([0, 1, 2, 10, 11]);
    expect(packets.map(({ isMarked }) => isMarked)).toEqual([true, false, false, true, false]);
    expect(times(packets)).toEqual([0, 160, 320, 1_600, 1_760]);
    expect(packets.map(({ sequence }) => (sequence - (packets[0]?.sequence ?? 0)) & 0xffff)).toEqual([0, 1, 2, 3, 4]);
    expect(packets.every(({ payload, payloadType }) => payload.length === 160 && payloadType === 0)).toBe(true);
  });

  it("is a sign of life at once and every second while nothing is said", () => {
    const { packets, tick } = sending();
    tick(120);
    expect(packets.map(({ frame }) => frame)).toEqual([0, 50, 100]);
    expect(packets.every(({ isMarked, payload }) => !isMarked && payload.every((byte) => byte === 0xff))).toBe(true);
  });

  it("is what is due after a stall, with its time", () => {
    const { queue, packets, tick, skip } = sending();
    queue.put(TONE);
    queue.put(TONE);
    tick(1);
    skip(50);
    tick(1);
    expect(times(packets)).toEqual([0, 51 * 160]);
  });

  it("is nothing of what was thrown away, or handed over too much, or in frames of another length", () => {
    const { queue, packets, tick } = sending();
    queue.put(TONE);
    queue.clear();
    queue.put(new Int16Array(320));
    tick(1);
    expect(packets[0]?.payload.every((byte) => byte === 0xff)).toBe(true);
    for (let i = 0; i < 500; i++) queue.put(TONE);
    tick(100);
    expect(packets).toHaveLength(51 + 1);
  });

  it("is nothing while nothing may be sent; audio passes by", () => {
    const { sender, queue, packets, tick } = sending();
    sender.use(format("pcmu"), false);
    for (let i = 0; i < 5; i++) queue.put(TONE);
    tick(100);
    expect(packets).toEqual([]);
    sender.use(format("pcmu"), true);
    tick(1);
    expect(packets.map(({ frame }) => frame)).toEqual([100]);
  });

  it("is of another source once the clock of its times changes, and of the same one otherwise", () => {
    const { sender, queue, packets, tick } = sending();
    queue.put(TONE);
    tick(1);
    sender.use(format("g722"), true);
    queue.put(TONE);
    tick(1);
    sender.use(format("opus"), true);
    queue.put(TONE);
    queue.put(TONE);
    tick(2);
    const [pcmu, g722, opus, next] = packets as readonly RtpPacket[] as [RtpPacket, RtpPacket, RtpPacket, RtpPacket];
    expect(g722.source).toBe(pcmu.source);
    expect(times([pcmu, g722])).toEqual([0, 160]);
    expect(opus.source).not.toBe(pcmu.source);
    expect(times([opus, next])).toEqual([0, 960]);
    expect(sender.sent.packets).toBe(2);
  });

  it("is a key as an event: marked once, longer each time, its end three times, audio left out meanwhile", async () => {
    const { sender, queue, packets, tick } = sending();
    for (let i = 0; i < 12; i++) queue.put(TONE);
    tick(1);
    const sent = sender.keys.add("5");
    tick(11);
    await sent;
    const events = packets.filter(({ payloadType }) => payloadType === 101);
    expect(events.map(({ frame }) => frame)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(events.map(({ payload }) => Buffer.from(payload).toString("hex"))).toEqual([
      "050a00a0",
      "050a0140",
      "050a01e0",
      "050a0280",
      "058a0320",
      "058a0320",
      "058a0320",
    ]);
    expect(events.map(({ isMarked }) => isMarked)).toEqual([true, false, false, false, false, false, false]);
    expect(new Set(times(events))).toEqual(new Set([0]));
    const audio = packets.filter(({ payloadType }) => payloadType === 0);
    expect(audio.map(({ frame }) => frame)).toEqual([0, 11]);
    expect(audio[1]?.isMarked).toBe(true);
  });

  it("is a key as tones where the other side takes no events", async () => {
    const { sender, packets, tick } = sending(null);
    const sent = sender.keys.add("159#");
    tick(41);
    await sent;
    let heard = "";
    const detector = new DtmfDetector(8_000, (key) => {
      heard += key;
    });
    const codec = openVoiceCodec(CODECS.pcmu, 8_000);
    for (const { payload } of packets) detector.take(codec.decode(payload) as Int16Array);
    expect(heard).toBe("159#");
    expect(packets.map(({ frame }) => frame)).toEqual(Array.from({ length: 40 }, (_, place) => place));
  });

  it("is no key while nothing may be sent: it waits", async () => {
    const { sender, packets, tick } = sending();
    sender.use(format("pcmu"), false);
    const sent = sender.keys.add("1");
    tick(50);
    expect(packets).toEqual([]);
    sender.use(format("pcmu"), true);
    tick(10);
    await sent;
    expect(packets).toHaveLength(7);
  });
});
