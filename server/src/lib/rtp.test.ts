import { describe, expect, it } from "vitest";
import { isRtcp, readRtp, rtpHeaderLength, writeRtpHeader } from "./rtp.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const FIXED = "80 80 0001 00000002 00000003";

describe("a packet of RTP", () => {
  it("is read as it was written", () => {
    const header = { payloadType: 101, isMarked: true, sequence: 65_535, timestamp: 2 ** 32 - 1, source: 0xdeadbeef };
    const bytes = Buffer.concat([Buffer.alloc(12), Buffer.from("voice")]);
    writeRtpHeader(bytes, header);
    expect(readRtp(bytes)).toEqual({ ...header, payload: bytes.subarray(12) });
  });

  it.each([
    ["nothing besides", FIXED, "aabb"],
    ["contributing sources", "82 00 0001 00000002 00000003 00000004 00000005", "aabb"],
    ["an extension", "90 00 0001 00000002 00000003 bede 0001 11223344", "aabb"],
    ["an empty extension", "90 00 0001 00000002 00000003 bede 0000", "aabb"],
    ["sources and an extension", "91 00 0001 00000002 00000003 00000009 bede 0001 11223344", "aabb"],
  ])("has its payload behind %s", (_, header, payload) => {
    expect(rtpHeaderLength(hex(header + payload))).toBe(hex(header).length);
    expect(Buffer.from(readRtp(hex(header + payload))?.payload ?? []).toString("hex")).toBe(payload);
  });

  it.each([
    ["its padding", "a0 00 0001 00000002 00000003 aabb 0002", "aabb"],
    ["padding and nothing else", "a0 00 0001 00000002 00000003 00000004", ""],
  ])("is read without %s", (_, bytes, payload) => {
    expect(Buffer.from(readRtp(hex(bytes))?.payload ?? [1]).toString("hex")).toBe(payload);
  });

  it.each([
    ["is empty", ""],
    ["is too short", "80 00 0001 00000002 000000"],
    ["is of version 1", "40 00 0001 00000002 00000003"],
    ["has fewer sources than it says", "8f 00 0001 00000002 00000003 00000004"],
    ["has no room for its extension's head", "90 00 0001 00000002 00000003 be"],
    ["has a longer extension than bytes", "90 00 0001 00000002 00000003 bede ffff 00"],
    ["has more padding than bytes", "a0 00 0001 00000002 00000003 aabb 00ff"],
    ["has padding of no length", "a0 00 0001 00000002 00000003 aabb 0000"],
  ])("is none when it %s", (_, bytes) => {
    expect(readRtp(hex(bytes))).toBeNull();
  });

  it.each([
    ["80 c8", true],
    ["80 cb", true],
    ["80 00", false],
    ["80 e0", false],
    ["", false],
  ])("is told from RTCP by its second byte: %s", (bytes, expected) => {
    expect(isRtcp(hex(bytes))).toBe(expected);
  });
});
