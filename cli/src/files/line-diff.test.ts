import { describe, expect, it } from "vitest";
import { diffLines, nearChanges } from "./line-diff.ts";

const shown = (former: string, later: string) => diffLines(former, later).map(({ sign, text }) => `${sign}${text}`);
const sideOf = (lines: readonly string[], sign: string) =>
  lines.filter((line) => line.startsWith(" ") || line.startsWith(sign)).map((line) => line.slice(1));

describe("a comparison of lines", () => {
  it.each([
    ["", "", []],
    ["a\nb", "a\nb", [" a", " b"]],
    ["", "a", ["+a"]],
    ["a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
    ["a\nb\nc\nd", "b\nd\ne", ["-a", " b", "-c", " d", "+e"]],
    ["a\n\nb\n", "a\nb\n", [" a", "-", " b"]],
  ])("of %j and %j", (former, later, lines) => {
    expect(shown(former, later)).toEqual(lines);
  });

  it("holds both texts whole, and no more changes than needed", () => {
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round++) {
      const text = () => Array.from({ length: next(12) }, () => "abc".charAt(next(3)));
      const [former, later] = [text(), text()];
      const lines = shown(former.join("\n"), later.join("\n"));
      expect(sideOf(lines, "-")).toEqual(former);
      expect(sideOf(lines, "+")).toEqual(later);
      expect(lines.filter((line) => !line.startsWith(" "))).toHaveLength(fewestChanges(former, later));
    }
  });

  it("of two long texts that have nothing in common ends, too", () => {
    const text = (word: string) => Array.from({ length: 5_000 }, (_, line) => `${word} ${line}`).join("\n");
    expect(diffLines(text("one"), text("two"))).toHaveLength(10_000);
  });

  it("leaves out what is far from every change", () => {
    const lines = Array.from({ length: 20 }, (_, line) => String(line));
    const later = lines.with(10, "x");
    const near = nearChanges(diffLines(lines.join("\n"), later.join("\n")));
    expect(near.map((line) => line && `${line.sign}${line.text}`)).toEqual([
      " 7",
      " 8",
      " 9",
      "-10",
      "+x",
      " 11",
      " 12",
      " 13",
      null,
    ]);
  });
});

/** How many lines have to go or come, by the table of the longest common part. */
function fewestChanges(former: readonly string[], later: readonly string[]): number {
  let above = new Array<number>(later.length + 1).fill(0);
  for (const line of former) {
    const row = [0];
    for (const [column, other] of later.entries()) {
      row.push(
        line === other ? (above[column] as number) + 1 : Math.max(row[column] as number, above[column + 1] as number),
      );
    }
    above = row;
  }
  return former.length + later.length - 2 * (above[later.length] as number);
}
