import { describe, expect, it } from "vitest";
import { deriveKey, type SrtpKeys, SrtpReceiver, SrtpSender } from "./srtp.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

/** Of RFC 3711, appendix B.3, and of the reference packets that libsrtp checks itself with. */
const KEYS: SrtpKeys = {
  key: hex("e1f97a0d3e018be0d64fa32c06de4139"),
  salt: hex("0ec675ad498afeebb6960b3aabe6"),
  tagBytes: 10,
};
const PLAIN = "800f1234decafbadcafebabe abababababababababababababababab";
const PROTECTED = "800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb";
const PLAIN_RTCP = "81c8000bcafebabe abababababababababababababababab";
const PROTECTED_RTCP = "81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798";

function rtp(sequence: number, source = 0xcafebabe, length = 40): Buffer {
  const packet = Buffer.alloc(12 + length, 7);
  packet[0] = 0x80;
  packet[1] = 0;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(source, 8);
  return packet;
}

function sealed(sender: SrtpSender, packet: Buffer): Buffer {
  const room = Buffer.concat([packet, Buffer.alloc(14)]);
  return room.subarray(0, sender.protect(room, packet.length));
}

function opens(receiver: SrtpReceiver, packet: Uint8Array): boolean {
  return receiver.open(Buffer.from(packet)) !== null;
}

describe("the keys of a session", () => {
  it.each([
    ["cipher", 0, "c61e7a93744f39ee10734afe3ff7a087"],
    ["salt", 2, "30cbbc08863d8c85d49db34a9ae1"],
    [
      "tag",
      1,
      "cebe321f6ff7716b6fd4ab49af256a15 6d38baa48f0a0acf3c34e2359e6cdbce e049646c43d9327ad175578ef7227098" +
        "6371c10c9a369ac2f94a8c5fbcdddc25 6d6e919a48b610ef17c2041e47403576 6b68642c59bbfc2f34db60dbdfb2",
    ],
  ])("are derived as RFC 3711 shows: %s", (_, label, expected) => {
    const length = hex(expected).length;
    expect(deriveKey(KEYS.key, KEYS.salt, { label, length }).toString("hex")).toBe(hex(expected).toString("hex"));
  });

  it("encipher with the key stream that RFC 3711 shows", () => {
    // Appendix B.2: here the session's keys are given; AES in counter mode is what derives keys, too.
    const stream = deriveKey(hex("2b7e151628aed2a6abf7158809cf4f3c"), hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"), {
      label: 0,
      length: 48,
    });
    expect(stream.toString("hex")).toBe(
      "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0",
    );
  });
});

describe("SRTP", () => {
  it("protects and opens the reference packets", () => {
    expect(sealed(new SrtpSender(KEYS), hex(PLAIN)).toString("hex")).toBe(hex(PROTECTED).toString("hex"));
    expect(Buffer.from(new SrtpReceiver(KEYS).open(hex(PROTECTED)) ?? []).toString("hex")).toBe(
      hex(PLAIN).toString("hex"),
    );
    expect(new SrtpSender(KEYS).protectRtcp(hex(PLAIN_RTCP)).toString("hex")).toBe(hex(PROTECTED_RTCP).toString("hex"));
    expect(Buffer.from(new SrtpReceiver(KEYS).openRtcp(hex(PROTECTED_RTCP)) ?? []).toString("hex")).toBe(
      hex(PLAIN_RTCP).toString("hex"),
    );
  });

  it("has tags of 4 bytes where that was agreed, for RTP only", () => {
    const keys = { ...KEYS, tagBytes: 4 } as const;
    const packet = sealed(new SrtpSender(keys), hex(PLAIN));
    expect(packet.toString("hex")).toBe(hex(PROTECTED).subarray(0, -6).toString("hex"));
    expect(opens(new SrtpReceiver(keys), packet)).toBe(true);
    expect(new SrtpSender(keys).protectRtcp(hex(PLAIN_RTCP))).toHaveLength(hex(PROTECTED_RTCP).length);
  });

  it("leaves contributing sources and an extension readable", () => {
    const header = hex("910f1234decafbadcafebabe 00000001 bede0001 11223344");
    const packet = Buffer.concat([header, Buffer.from("a voice")]);
    const seen = sealed(new SrtpSender(KEYS), packet);
    expect(seen.subarray(0, header.length)).toEqual(header);
    expect(seen.includes("voice")).toBe(false);
    expect(Buffer.from(new SrtpReceiver(KEYS).open(seen) ?? [])).toEqual(packet);
  });

  it("opens a packet once", () => {
    const [sender, receiver] = [new SrtpSender(KEYS), new SrtpReceiver(KEYS)];
    const packets = Array.from({ length: 200 }, (_, place) => sealed(sender, rtp(place)));
    expect(packets.filter((packet) => opens(receiver, packet))).toHaveLength(200);
    expect(packets.filter((packet) => opens(receiver, packet))).toHaveLength(0);
  });

  it("opens reordered packets, and none from before the window", () => {
    const [sender, receiver] = [new SrtpSender(KEYS), new SrtpReceiver(KEYS)];
    const packets = Array.from({ length: 300 }, (_, place) => sealed(sender, rtp(place)));
    expect(opens(receiver, packets[299] as Buffer)).toBe(true);
    expect(opens(receiver, packets[172] as Buffer)).toBe(true);
    expect(opens(receiver, packets[171] as Buffer)).toBe(false);
  });

  it("goes on where sequence numbers wrap, also with packets lost and swapped there", () => {
    const [sender, receiver] = [new SrtpSender(KEYS), new SrtpReceiver(KEYS)];
    const packets = Array.from({ length: 140_000 }, (_, place) => (place % 50 ? null : sealed(sender, rtp(place))));
    const sent = packets.flatMap((packet) => (packet === null ? [] : [packet]));
    for (let place = 0; place + 1 < sent.length; place += 2)
      [sent[place], sent[place + 1]] = [sent[place + 1] as Buffer, sent[place] as Buffer];
    expect(sent.filter((packet) => opens(receiver, packet))).toHaveLength(sent.length);
  });

  it.each([
    ["with a bit turned", (packet: Buffer) => packet.fill((packet[20] as number) ^ 1, 20, 21)],
    ["with a header that was changed", (packet: Buffer) => packet.fill(0x81, 1, 2)],
    ["cut short", (packet: Buffer) => packet.subarray(0, -1)],
    ["of nothing", () => Buffer.alloc(0)],
    ["shorter than a tag", () => Buffer.alloc(9, 0x80)],
    ["that is plain", (_: Buffer) => rtp(1)],
  ])("refuses a packet %s", (_, change) => {
    expect(new SrtpReceiver(KEYS).open(change(sealed(new SrtpSender(KEYS), rtp(1))))).toBeNull();
    expect(new SrtpReceiver(KEYS).openRtcp(change(new SrtpSender(KEYS).protectRtcp(rtp(1))))).toBeNull();
  });

  it("takes a forged packet for no reason to refuse the real one", () => {
    const [sender, receiver] = [new SrtpSender(KEYS), new SrtpReceiver(KEYS)];
    const packet = sealed(sender, rtp(5));
    const forged = Buffer.from(packet).fill(0, 30, 31);
    expect(opens(receiver, forged)).toBe(false);
    expect(opens(receiver, packet)).toBe(true);
  });

  it("refuses RTCP that is proven and not enciphered, and RTCP that came before", () => {
    const [sender, receiver] = [new SrtpSender(KEYS), new SrtpReceiver(KEYS)];
    const packet = sender.protectRtcp(hex(PLAIN_RTCP));
    expect(receiver.openRtcp(Buffer.from(packet))).not.toBeNull();
    expect(receiver.openRtcp(Buffer.from(packet))).toBeNull();
  });

  it("keeps few sources", () => {
    const receiver = new SrtpReceiver(KEYS);
    for (let source = 0; source < 1_000; source++) {
      expect(opens(receiver, sealed(new SrtpSender(KEYS), rtp(1, source)))).toBe(true);
    }
  });
});
