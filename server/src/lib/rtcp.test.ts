import { describe, expect, it } from "vitest";
import { Reception } from "./reception.ts";
import { type OurReport, readRtcp, writeRtcp } from "./rtcp.ts";

const RECEIVED = {
  source: 7,
  fractionLost: 64,
  lost: -3,
  highestSequence: 0x0001_0005,
  jitter: 40,
  lastReport: 0x8000_0001,
  delaySinceLastReport: 65_536,
};
const REPORT: OurReport = {
  source: 0xfedcba98,
  name: "caller@example",
  sent: { time: 1_000_500, timestamp: 2 ** 32 - 1, packets: 50, bytes: 8_000 },
  received: RECEIVED,
  isLast: false,
};

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("RTCP", () => {
  it("says what was sent and what came", () => {
    // 1,000.5 s since 1970 are 2,208,989,800.5 s since 1900.
    const middleOfTime = ((2_208_989_800 % 0x10000) * 0x10000 + 0x8000) >>> 0;
    expect(readRtcp(writeRtcp(REPORT))).toEqual([
      { type: "report", source: 0xfedcba98, middleOfTime, receptions: [RECEIVED] },
    ]);
  });

  it("says what came when nothing was sent, and leaves", () => {
    expect(readRtcp(writeRtcp({ ...REPORT, sent: null, received: null, isLast: true }))).toEqual([
      { type: "report", source: 0xfedcba98, middleOfTime: null, receptions: [] },
      { type: "bye", sources: [0xfedcba98] },
    ]);
  });

  it.each(["", "a", "ab", "abc", "abcd", "abcde", "x".repeat(255)])("names who sends it: %s", (name) => {
    const bytes = writeRtcp({ ...REPORT, sent: null, received: null, name });
    expect(bytes.length % 4).toBe(0);
    expect(bytes.includes(`\u0001${String.fromCharCode(0)}`)).toBe(name === "");
    // One item, and an end of at least one byte of 0.
    expect(bytes.readUInt16BE(10)).toBe((bytes.length - 8) / 4 - 1);
    expect(bytes.at(-1)).toBe(0);
    expect(bytes.subarray(18, 18 + name.length).toString()).toBe(name);
  });

  it.each([
    ["is empty", ""],
    ["is too short", "80 c9"],
    ["is of version 1", "40 c9 0001 00000001"],
    ["is longer than it is", "80 c9 ffff 00000001"],
    ["begins with no report", "81 cb 0001 00000001"],
    ["has fewer receptions than it says", "9f c9 0001 00000001"],
    ["has no room for what was sent", "80 c8 0001 00000001"],
  ])("is none when it %s", (_, bytes) => {
    expect(readRtcp(hex(bytes))).toBeNull();
  });

  it("reads a farewell of fewer sources than it says", () => {
    expect(readRtcp(hex("80c9000100000001 9fcb000100000002"))).toEqual([
      { type: "report", source: 1, middleOfTime: null, receptions: [] },
      { type: "bye", sources: [2] },
    ]);
  });
});

describe("what is said of how packets came", () => {
  it("counts those that are missing, in all and since the last report", () => {
    const reception = new Reception(7);
    for (const sequence of [65_534, 65_535, 0, 2]) reception.note(sequence, sequence * 160, sequence * 160);
    expect(reception.report(0)).toMatchObject({ fractionLost: 51, lost: 1, highestSequence: 0x10002 });
    reception.note(3, 480, 480);
    expect(reception.report(0)).toMatchObject({ fractionLost: 0, lost: 1 });
  });

  it("counts those that came twice as too many", () => {
    const reception = new Reception(7);
    for (const sequence of [1, 1, 1, 2]) reception.note(sequence, sequence, sequence);
    expect(reception.report(0)).toMatchObject({ fractionLost: 0, lost: -2 });
  });

  it("reckons the jitter as RFC 3550 does", () => {
    const reception = new Reception(7);
    reception.note(1, 0, 1_000);
    reception.note(2, 160, 1_160 + 16);
    expect(reception.report(0).jitter).toBe(1);
    for (let place = 3; place < 300; place++)
      reception.note(place, place * 160, 1_000 + place * 160 + (place % 2) * 16);
    expect(reception.report(0).jitter).toBeGreaterThanOrEqual(14);
    expect(reception.report(0).jitter).toBeLessThanOrEqual(16);
  });

  it("says how long ago the other end reported", () => {
    const reception = new Reception(7);
    expect(reception.report(9_000)).toMatchObject({ lastReport: 0, delaySinceLastReport: 0 });
    reception.noteReport(0xabcd1234, 1_000);
    expect(reception.report(3_000)).toMatchObject({ lastReport: 0xabcd1234, delaySinceLastReport: 2 * 65_536 });
  });

  it("begins anew after a jump of the numbers", () => {
    const reception = new Reception(7);
    reception.note(1, 0, 0);
    reception.note(30_000, 0, 0);
    expect(reception.report(0)).toMatchObject({ lost: 0, highestSequence: 30_000 });
  });
});
