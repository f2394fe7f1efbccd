import { describe, expect, it } from "vitest";
import { prose } from "./prose.ts";

describe("prose", () => {
  it.each<[string, unknown, number, string]>([
    ["text as it is", "Books a room.", 100, "Books a room."],
    ["nothing of what is no text", { en: "Books" }, 100, ""],
    [
      "HTML without its tags and entities",
      "<p>Books &amp; pays<br/>a <a href='x'>room</a></p>",
      100,
      "Books & pays a room",
    ],
    ["what only looks like a tag", "Use <owner>/<repo> and 1 < 2", 100, "Use <owner>/<repo> and 1 < 2"],
    ["of a Markdown link what is shown", "See [the guide](https://a.example/b).", 100, "See the guide."],
    ["line breaks as spaces", "One.\n\n* two\n* three", 100, "One. * two * three"],
    ["a long text up to the end of a sentence", "One two three. Four five six seven.", 25, "One two three."],
    ["a long sentence up to the end of a word", "One two three four five", 15, "One two three…"],
    ["a long word cut", "abcdefghijklmnop", 8, "abcdefg…"],
    ["no half of a character", "abcdef😀ghi", 8, "abcdef…"],
  ])("shows %s", (...[, text, longest, shown]) => {
    expect(prose(text, longest)).toBe(shown);
  });
});
