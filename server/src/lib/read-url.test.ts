import { describe, expect, it } from "vitest";
import { readUrl } from "./read-url.ts";

describe("a text that may be a URL", () => {
  it.each(["https://hooks.exämple.com/päth", "https://пример.рф/", "urn:a:b", "HTTP://EXAMPLE.COM"])(
    "is read: %s",
    (text) => {
      expect(readUrl(text)).toBeInstanceOf(URL);
    },
  );

  it.each(["", "hooks.example.com", "https://", "/path"])("is none: %j", (text) => {
    expect(readUrl(text)).toBeNull();
  });

  it("is read against its base where it is relative", () => {
    expect(readUrl("/päth", "https://example.com")?.href).toBe("https://example.com/p%C3%A4th");
    expect(readUrl("//", "https://example.com")).toBeNull();
  });

  it("is read the same, letters and all, however often others were read before", () => {
    let refused = 0;
    for (let times = 0; times < 50_000; times++) {
      readUrl(`https://example.com/${times % 7}`);
      if (readUrl("https://hooks.exämple.com/päth") === null) refused += 1;
    }
    expect(refused).toBe(0);
  });
});
