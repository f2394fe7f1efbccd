import { describe, expect, it } from "vitest";
import { LineCutter } from "./line-cutter.ts";

function cut(chunks: readonly Buffer[], longest = 100): [string, boolean][] {
  const lines: [string, boolean][] = [];
  const cutter = new LineCutter(longest, (line, isCut) => lines.push([line, isCut]));
  for (const chunk of chunks) cutter.push(chunk);
  cutter.end();
  return lines;
}

describe("cutting bytes into lines", () => {
  it.each<[string, string[]]>([
    ["one\ntwo\n", ["one", "two"]],
    ["one\r\ntwo", ["one", "two"]],
    ["\n\nä€😀\n", ["", "", "ä€😀"]],
    ["", []],
    ["a\rb\n", ["a\rb"]],
  ])("reads %j, whole and byte by byte", (text, lines) => {
    const bytes = Buffer.from(text);
    const expected = lines.map((line) => [line, false]);
    expect(cut([bytes])).toEqual(expected);
    expect(cut([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it("cuts a line that is too long, passes over its rest, and goes on with the next", () => {
    const bytes = Buffer.from(`${"x".repeat(150)}\nnext\n${"y".repeat(100)}\n`);
    const expected = [
      ["x".repeat(100), true],
      ["next", false],
      ["y".repeat(100), false],
    ];
    expect(cut([bytes])).toEqual(expected);
    expect(cut([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected);
  });

  it("hands on a line that never ends as soon as it is too long", () => {
    const lines: boolean[] = [];
    const cutter = new LineCutter(10, (_, isCut) => lines.push(isCut));
    for (let round = 0; round < 100; round++) cutter.push(Buffer.from("xxxx"));
    expect(lines).toEqual([true]);
  });
});
