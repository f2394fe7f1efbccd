import { describe, expect, it } from "vitest";
import { fillBlocks, readBlocks } from "./fenced-blocks.ts";
import { missingLine } from "./printed-lines.ts";
import { shownText } from "./shown-text.ts";

const F = "```";

describe("shownText", () => {
  const source = `import x from "x";\n\nfunction run() {\n  // #region call\n  const a = 1;\n\n    // #region inner\n    b();\n    // #endregion\n  // #endregion\n}\n`;

  it("shows a whole file without the marks of its regions", () => {
    expect(shownText(source, null)).toBe(`import x from "x";\n\nfunction run() {\n  const a = 1;\n\n    b();\n}\n`);
  });

  it("shows a region as far left as it goes, with those within it", () => {
    expect(shownText(source, "call")).toBe("const a = 1;\n\n  b();\n");
    expect(shownText(source, "inner")).toBe("b();\n");
    expect(shownText("# #region one\na: 1\n# #endregion\n", "one")).toBe("a: 1\n");
  });

  it("throws when there is no such region, or no end of it", () => {
    expect(() => shownText(source, "other")).toThrow('"#region other"');
    expect(() => shownText("// #region a\nx\n", "a")).toThrow("never ends");
  });
});

describe("fillBlocks", () => {
  it("fills the blocks that show a file, within lists as well, and leaves the others", () => {
    const page = `Text\n\n${F}ts file=a.ts#part\nold\n${F}\n\n- Item\n\n  ${F}sh file=b.sh by=c.ts\n  ${F}\n\n${F}text\nkept\n${F}\n`;
    const filled = fillBlocks(page, ({ file, region }) => `${file} ${region}\n\nlast\n`);
    expect(filled).toBe(
      `Text\n\n${F}ts file=a.ts#part\na.ts part\n\nlast\n${F}\n\n- Item\n\n  ${F}sh file=b.sh by=c.ts\n  b.sh null\n\n  last\n  ${F}\n\n${F}text\nkept\n${F}\n`,
    );
    expect(fillBlocks(filled, ({ file, region }) => `${file} ${region}\n\nlast\n`)).toBe(filled);
    expect(readBlocks(filled).map(({ language, by, line }) => [language, by, line])).toEqual([
      ["ts", null, 3],
      ["sh", "c.ts", 11],
      ["text", null, 17],
    ]);
  });

  it("throws on a block that is never closed, on words that mean nothing, and on a file with a fence in it", () => {
    expect(() => readBlocks(`a\n${F}ts\nb\n`)).toThrow("line 2 is never closed");
    expect(() => readBlocks(`${F}ts title=x\n${F}\n`)).toThrow("title=x");
    expect(() => fillBlocks(`${F}md file=a.md\n${F}\n`, () => `${F}\n`)).toThrow("a.md has a fence");
  });
});

describe("missingLine", () => {
  it.each([
    ["one\ntwo", "zero\none\nmore\ntwo", null],
    ["one\ntwo", "two\none", "two"],
    ["id ca_… is made", "id ca_123 is made", null],
    ["one\n…\ntwo", "one\n1\n2\ntwo", null],
    ["on", "one", "on"],
    ["a.c", "abc", "a.c"],
  ])("looks for %j in %j", (shown, printed, missing) => {
    expect(missingLine(shown, printed)).toBe(missing);
  });
});
