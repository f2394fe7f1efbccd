import { describe, expect, it } from "vitest";
import { bracketParts, percentEncode, queryParts, simpleText, type StyledParameter } from "./parameter-style.ts";

/** The values of the table in OpenAPI 3.1, "Style Examples". */
const PRIMITIVE = "blue";
const LIST = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };

type Style = StyledParameter["style"];

function query(style: Style, explode: boolean, value: unknown): string {
  return queryParts({ name: "color", style, explode }, value)
    .map(({ text }) => text)
    .join("&");
}

describe("a query parameter", () => {
  it.each<[Style, boolean, unknown, string]>([
    ["form", false, "", "color="],
    ["form", false, PRIMITIVE, "color=blue"],
    ["form", false, LIST, "color=blue,black,brown"],
    ["form", false, OBJECT, "color=R,100,G,200,B,150"],
    ["form", true, "", "color="],
    ["form", true, PRIMITIVE, "color=blue"],
    ["form", true, LIST, "color=blue&color=black&color=brown"],
    ["form", true, OBJECT, "R=100&G=200&B=150"],
    ["spaceDelimited", false, LIST, "color=blue%20black%20brown"],
    ["spaceDelimited", false, OBJECT, "color=R%20100%20G%20200%20B%20150"],
    ["spaceDelimited", true, LIST, "color=blue&color=black&color=brown"],
    ["pipeDelimited", false, LIST, "color=blue%7Cblack%7Cbrown"],
    ["pipeDelimited", false, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"],
    ["deepObject", true, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ])("of the style %s, explode %s, with %j is what OpenAPI's table says", (style, explode, value, text) => {
    expect(query(style, explode, value)).toBe(text);
  });

  it.each<[string, Style, boolean, unknown, string]>([
    ["null", "form", true, null, ""],
    ["nothing", "form", true, undefined, ""],
    ["an empty list", "form", false, [], ""],
    ["an empty list, exploded", "form", true, [], ""],
    ["an empty object", "form", false, {}, ""],
    ["an empty deep object", "deepObject", true, {}, ""],
    ["a deep object that is null", "deepObject", true, null, ""],
    ["null in a list", "form", false, ["a", null, "b"], "color=a,b"],
    ["null in an object", "form", true, { a: null, b: 1 }, "b=1"],
    ["null in a deep object", "deepObject", true, { a: null, b: 1 }, "color%5Bb%5D=1"],
    ["a number", "form", true, 1.5, "color=1.5"],
    ["a truth value", "form", true, false, "color=false"],
    ["a comma in an entry", "form", false, ["a,b", "c"], "color=a%2Cb,c"],
    ["a pipe in an entry", "pipeDelimited", false, ["a|b", "c"], "color=a%7Cb%7Cc"],
    ["reserved characters", "form", true, "a&b=c+d e#f/?é%", "color=a%26b%3Dc%2Bd%20e%23f%2F%3F%C3%A9%25"],
    ["brackets and quotation marks", "form", true, "!'()*[]", "color=%21%27%28%29%2A%5B%5D"],
    ["half a surrogate pair", "form", true, "\ud800", "color=%EF%BF%BD"],
    ["an emoji", "form", true, "😀", "color=%F0%9F%98%80"],
    ["a key with reserved characters", "form", true, { "a&b": 1 }, "a%26b=1"],
    ["an object in a list", "form", true, [{ a: 1 }], "color=%7B%22a%22%3A1%7D"],
    ["a list in an object", "form", true, { a: [1, 2] }, "a=%5B1%2C2%5D"],
    ["an object in a deep object", "deepObject", true, { a: { b: 1 } }, "color%5Ba%5D%5Bb%5D=1"],
    ["a list in a deep object", "deepObject", true, { a: [1, 2] }, "color%5Ba%5D%5B0%5D=1&color%5Ba%5D%5B1%5D=2"],
    ["a list for a deep object", "deepObject", true, ["x"], "color%5B0%5D=x"],
    ["a text for a deep object", "deepObject", true, "x", "color=x"],
  ])("with %s", (...[, style, explode, value, text]) => {
    expect(query(style, explode, value)).toBe(text);
  });

  it("tells the key of each part before it was encoded", () => {
    const parts = queryParts({ name: "f", style: "deepObject", explode: true }, { "a b": 1 });
    expect(parts).toEqual([{ name: "f[a b]", text: "f%5Ba%20b%5D=1" }]);
  });

  it("is read back by a parser of queries", () => {
    const value = { a: "1&2", b: ["x y", "ü"], c: { d: "[e]" } };
    const text = bracketParts("o", value).map((part) => part.text);
    expect([...new URLSearchParams(text.join("&"))]).toEqual([
      ["o[a]", "1&2"],
      ["o[b][0]", "x y"],
      ["o[b][1]", "ü"],
      ["o[c][d]", "[e]"],
    ]);
  });
});

describe("a parameter of the style simple", () => {
  it.each<[boolean, unknown, string | null]>([
    [false, PRIMITIVE, "blue"],
    [false, LIST, "blue,black,brown"],
    [false, OBJECT, "R,100,G,200,B,150"],
    [true, LIST, "blue,black,brown"],
    [true, OBJECT, "R=100,G=200,B=150"],
    [false, "", ""],
    [false, [], null],
    [false, null, null],
    [false, 7, "7"],
    [false, ["a,b", "c/d"], "a%2Cb,c%2Fd"],
    [true, { "a=b": "c=d" }, "a%3Db=c%3Dd"],
  ])("explode %s with %j is %s in a path", (explode, value, text) => {
    expect(simpleText(value, explode, percentEncode)).toBe(text);
  });

  it("is not encoded in a header", () => {
    expect(simpleText(["a b", "ü"], false, (text) => text)).toBe("a b,ü");
  });
});
