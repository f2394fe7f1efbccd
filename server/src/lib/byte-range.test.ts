import { describe, expect, it } from "vitest";
import { type ByteRange, readByteRange } from "./byte-range.ts";

describe("a range of bytes, of a content of 100", () => {
  it.each<[string | undefined, ByteRange | null]>([
    ["bytes=0-", { first: 0, last: 99 }],
    ["bytes=0-0", { first: 0, last: 0 }],
    ["bytes=10-19", { first: 10, last: 19 }],
    ["bytes=10-1000", { first: 10, last: 99 }],
    ["bytes=99-", { first: 99, last: 99 }],
    ["bytes=-1", { first: 99, last: 99 }],
    ["bytes=-1000", { first: 0, last: 99 }],
    ["Bytes = 5 - 6 ", { first: 5, last: 6 }],
    ["bytes=0000000000000000000000005-6", { first: 5, last: 6 }],
    [`bytes=0-${"9".repeat(400)}`, { first: 0, last: 99 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=100-200", "unsatisfiable"],
    [`bytes=${"9".repeat(400)}-`, "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    [undefined, null],
    ["", null],
    ["bytes", null],
    ["bytes=", null],
    ["bytes=-", null],
    ["bytes=20-10", null],
    ["bytes=0-1,5-6", null],
    ["bytes=0-1,", null],
    ["bytes=a-b", null],
    ["bytes=1.5-2", null],
    ["bytes=--5", null],
    ["bytes=1-2-3", null],
    ["items=0-5", null],
    ["bytes=0x0-0x5", null],
  ])("%s is %j", (header, range) => {
    expect(readByteRange(header, 100)).toEqual(range);
  });

  it("lies nowhere in a content that is empty", () => {
    expect(readByteRange("bytes=0-", 0)).toBe("unsatisfiable");
    expect(readByteRange("bytes=-5", 0)).toBe("unsatisfiable");
  });
});
