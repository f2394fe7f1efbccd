import { describe, expect, it } from "vitest";
import { details } from "./details.ts";
import { cutToWidth, displayWidth, padToWidth } from "./display-width.ts";
import { outputTo } from "./output.ts";
import { presentable, presentableJson, presentableLine } from "./presentable.ts";
import { bold, red } from "./style.ts";
import { table } from "./table.ts";

function terminal(wantsColour: boolean, isTTY = true) {
  let written = "";
  const output = outputTo({ write: (chunk) => void (written += chunk.toString()), isTTY, columns: 40 }, wantsColour);
  return { output, written: () => written };
}

describe("outputs", () => {
  it("show escape codes of others, and carry out our own styles", () => {
    const { output, written } = terminal(true);
    output.line(`${bold("name")}: \u001b[31mred\u001b]8;;http://evil\u0007\rx`);
    expect(written()).toBe("\u001b[1mname\u001b[22m: \\u001b[31mred\\u001b]8;;http://evil\\u0007\\u000dx\n");
  });

  it("have no styles where none are wanted or nobody looks", () => {
    for (const { output, written } of [terminal(false), terminal(true, false)]) {
      output.line(red("no"));
      expect(written()).toBe("no\n");
    }
  });

  it("know the width of a terminal, and that a pipe has none", () => {
    expect(terminal(true).output.width).toBe(40);
    expect(terminal(true, false).output.width).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("presentable texts", () => {
  it.each([
    ["a\u001b[2Jb", "a\\u001b[2Jb"],
    ["a\u009b31mb", "a\\u009b31mb"],
    ["exe.\u202egpj", "exe.\\u202egpj"],
    ["a\r\nb\tc", "a\nb\tc"],
    ["Zoë 你好 👋", "Zoë 你好 👋"],
  ])("make %j harmless", (text, expected) => {
    expect(presentable(text)).toBe(expected);
  });

  it("can be joined to a line", () => {
    expect(presentableLine("one\n two\r\n\tthree")).toBe("one two three");
  });

  it("can be JSON, which reads back as what it was", () => {
    const value = { text: "\u001b[2J\u009b\u202e\u007f", more: [1, null] };
    const json = presentableJson(value, 2);
    expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe("widths", () => {
  it.each([
    ["abc", 3],
    ["你好", 4],
    ["한국어", 6],
    ["ｆｕｌｌ", 8],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🇨🇭", 2],
    ["❤\ufe0f", 2],
    ["ʼnduja", 6],
    [bold("abc"), 3],
    ["", 0],
  ])("of %j are columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("bound what is cut, between whole characters", () => {
    expect(cutToWidth("appointment", 8)).toBe("appoint…");
    expect(cutToWidth("你好世界", 6)).toBe("你好…");
    expect(cutToWidth("short", 8)).toBe("short");
    expect(padToWidth("你好", 6)).toBe("你好  ");
  });
});

describe("tables", () => {
  const rows = [
    [{ text: "ca_1" }, { text: "你好" }, { text: "a rather long description of something" }],
    [{ text: "ca_22" }, { text: "Ada\nLovelace", style: red }, { text: "–" }],
  ];
  const headings = [{ title: "id", isWhole: true }, { title: "name" }, { title: "about" }];

  it("align columns by what terminals show", () => {
    const plain = table(headings, rows).map((line) => line.replaceAll(/[\ufdd0-\ufdef]/g, ""));
    expect(plain).toEqual([
      "ID     NAME          ABOUT",
      "ca_1   你好          a rather long description of something",
      "ca_22  Ada Lovelace  –",
    ]);
  });

  it("fit a width, and never cut ids", () => {
    for (const width of [40, 30]) {
      const lines = table(headings, rows, width);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      expect(lines.join("\n")).toContain("ca_22");
    }
    expect(table(headings, rows, 1).join("\n")).toContain("ca_22");
  });
});

describe("details", () => {
  it("lay an object out, a field a line", () => {
    const value = {
      id: "ca_1",
      none: null,
      list: ["a", { b: 1 }],
      text: "one\ntwo",
      empty: {},
      within: { deep: true },
    };
    expect(details(value).map((line) => line.replaceAll(/[\ufdd0-\ufdef]/g, ""))).toEqual([
      "id: ca_1",
      "none: –",
      "list:",
      "  - a",
      "  - b: 1",
      "text:",
      "  one",
      "  two",
      "empty: {}",
      "within:",
      "  deep: true",
    ]);
  });

  it("end somewhere", () => {
    let value: unknown = "bottom";
    for (let depth = 0; depth < 100; depth++) value = { below: value };
    expect(details(value).length).toBeLessThan(12);
  });
});
