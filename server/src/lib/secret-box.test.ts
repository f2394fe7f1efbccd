import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSecretBox, keyId, keyIdOf, SealedSecretError, sealedPrefix } from "./secret-box.ts";

const key = randomBytes(32);
const other = randomBytes(32);

describe("a secret box", () => {
  it("opens what it sealed at the same place", () => {
    const box = createSecretBox([key]);
    expect(box.open(box.seal("Bearer é🔑", "tools/book"), "tools/book")).toBe("Bearer é🔑");
    expect(box.open(box.seal("", "tools/book"), "tools/book")).toBe("");
  });

  it("shows nothing of the secret, and never the same text twice", () => {
    const box = createSecretBox([key]);
    const sealed = box.seal("hunter2", "a");
    expect(sealed).not.toContain("hunter2");
    expect(box.seal("hunter2", "a")).not.toBe(sealed);
  });

  it("opens what was sealed under a former key, and says of each text which key it was", () => {
    const sealed = createSecretBox([other]).seal("old", "a");
    const box = createSecretBox([key, other]);
    expect(box.open(sealed, "a")).toBe("old");
    expect(keyIdOf(sealed)).toBe(keyId(other));
    expect(box.keyId).toBe(keyId(key));
    expect(box.seal("new", "a").startsWith(sealedPrefix(keyId(key)))).toBe(true);
    expect(keyIdOf(sealed.slice(0, sealedPrefix(keyId(key)).length))).toBe(keyId(other));
    expect(keyIdOf("hunter2")).toBe(null);
  });

  it.each([
    ["moved to another place", (sealed: string) => sealed, "b"],
    ["altered", (sealed: string) => `${sealed.slice(0, -2)}AA`, "a"],
    ["cut short", (sealed: string) => sealed.slice(0, 40), "a"],
    ["not sealed at all", () => "hunter2", "a"],
  ])("does not open a secret that was %s", (_, change, place) => {
    const box = createSecretBox([key]);
    expect(() => box.open(change(box.seal("hunter2", "a")), place)).toThrow(SealedSecretError);
  });

  it("does not open a secret that was sealed under a key it does not have", () => {
    const sealed = createSecretBox([other]).seal("x", "a");
    expect(() => createSecretBox([key]).open(sealed, "a")).toThrow(/not at hand/);
  });

  it("takes only keys of 32 bytes", () => {
    expect(() => createSecretBox([randomBytes(16)])).toThrow(TypeError);
  });
});
