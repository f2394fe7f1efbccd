import { describe, expect, it } from "vitest";
import { isAllowedOrigin, normalOrigin } from "./web-origin.ts";

describe("an origin is written as browsers write it", () => {
  it.each([
    ["https://www.example.com", "https://www.example.com"],
    ["https://www.example.com/", "https://www.example.com"],
    ["HTTPS://WWW.Example.com:443", "https://www.example.com"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["*", "*"],
    ["https://www.example.com/shop", null],
    ["https://www.example.com?x", null],
    ["https://kim@example.com", null],
    ["ftp://example.com", null],
    ["www.example.com", null],
    ["null", null],
    ["", null],
  ])("%j as %j", (text, origin) => {
    expect(normalOrigin(text)).toBe(origin);
  });
});

describe("a page may call", () => {
  const at = {
    host: "operator.example:4000",
    publicUrl: "https://operator.example",
    allowed: ["https://shop.example"],
  };
  it.each([
    ["no page at all", undefined, at.allowed, true],
    ["a page that is allowed", "https://shop.example", at.allowed, true],
    ["the installation's own", "https://operator.example", [], true],
    ["the installation's own by another name", "http://operator.example:4000", [], true],
    ["any page where any is allowed", "https://other.example", ["*"], true],
    ["another page", "https://other.example", at.allowed, false],
    ["a page below an allowed name", "https://x.shop.example", at.allowed, false],
    ["an allowed name without TLS", "http://shop.example", at.allowed, false],
    ["a page without an origin of its own", "null", at.allowed, false],
  ])("%s", (_who, origin, allowed, isAllowed) => {
    expect(isAllowedOrigin({ ...at, origin, allowed })).toBe(isAllowed);
  });
});
