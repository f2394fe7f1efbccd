import { describe, expect, it } from "vitest";
import { scrubOf } from "./scrub.ts";

describe("scrubbing a text of values", () => {
  it.each([
    ["a whole text", ["Kim Berger"], "Kim Berger", "[personal]"],
    ["inside a larger one", ["kim@example.com"], "to:kim@example.com;", "to:[personal];"],
    ["another letter case", ["Kim Berger"], "KIM BERGER", "[personal]"],
    ["other white space", ["12 Main Street"], "12  Main\nStreet", "[personal]"],
    ["an address", ["Kim Berger"], "?q=Kim%20Berger&r=Kim+Berger", "?q=[personal]&r=[personal]"],
    ["an encoded mail address", ["kim@example.com"], "/u/kim%40example.com", "/u/[personal]"],
    ["JSON", ['the "old" one'], JSON.stringify('x the "old" one'), '"x [personal]"'],
    ["JSON in ASCII", ["Jürgen"], "J\\u00fcrgen", "[personal]"],
    ["another composition", ["Jürgen"], "Jürgen".normalize("NFD"), "[personal]"],
    [
      "a telephone number",
      ["+49 (30) 123-456"],
      "call 4930123456 or +49 30 12 34 56",
      "call [personal] or +[personal]",
    ],
    ["a short value, as a word", ["Kim"], "Kim, kimono, (kim)", "[personal], kimono, ([personal])"],
    ["too short to tell", ["Al"], "Al said always", "Al said always"],
    ["signs of patterns", ["a+b(c)[d]|e$^\\f/-g"], "x a+b(c)[d]|e$^\\f/-g", "x [personal]"],
    ["the longest first", ["Berger", "Kim Berger"], "Kim Berger", "[personal]"],
    ["nothing", [], "Kim", "Kim"],
  ])("%s", (_what, values, text, scrubbed) => {
    expect(scrubOf(values).text(text)).toBe(scrubbed);
  });

  it("finds long values as they are and as JSON", () => {
    const long = `${"All about me. ".repeat(50)}\n"The end"`;
    const { text } = scrubOf([long]);
    expect(text(`x ${long.trim()} y`)).toBe("x [personal] y");
    expect(text(JSON.stringify({ long: long.trim() }))).toBe('{"long":"[personal]"}');
  });

  it("goes through a JSON value, numbers and names of fields included", () => {
    const { value } = scrubOf(["Kim Berger", "123456", "4711"]);
    expect(value({ "Kim Berger": [{ id: 123_456, pin: 4711, age: 47 }, "by kim berger", null, true] })).toEqual({
      "[personal]": [{ id: "[personal]", pin: "[personal]", age: 47 }, "by [personal]", null, true],
    });
  });

  it("costs time in proportion to the text, however many values there are", () => {
    const values = Array.from({ length: 5_000 }, (_, number) => `value ${number} ${"a ".repeat(40)}`);
    // What goes over its text again and again takes minutes here: then the runner's limit ends the test.
    const [text, tail] = ["value a ".repeat(1_000), "a ".repeat(4_000)];
    expect(scrubOf(values).text(text)).toBe(text);
    expect(scrubOf([" ".repeat(100), `${"a ".repeat(90)}b`]).text(tail)).toBe(tail);
  });
});
