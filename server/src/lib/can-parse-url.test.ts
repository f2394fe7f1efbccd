import { describe, expect, it } from "vitest";
import { canParseUrl } from "./can-parse-url.ts";

describe("whether a text is a URL", () => {
  it.each(["https://hooks.exämple.com/päth", "https://пример.рф/", "urn:a:b", "HTTP://EXAMPLE.COM"])(
    "says so of %s",
    (text) => {
      expect(canParseUrl(text)).toBe(true);
    },
  );

  it.each(["", "hooks.example.com", "https://", "/path"])("says no of %j", (text) => {
    expect(canParseUrl(text)).toBe(false);
  });

  it("reads a relative one against its base", () => {
    expect(canParseUrl("/päth", "https://example.com")).toBe(true);
    expect(canParseUrl("//", "https://example.com")).toBe(false);
  });

  it("says the same of letters however often it was asked before", () => {
    let refused = 0;
    for (let times = 0; times < 50_000; times++) {
      canParseUrl(`https://example.com/${times % 7}`);
      if (!canParseUrl("https://hooks.exämple.com/päth")) refused += 1;
    }
    expect(refused).toBe(0);
  });
});
