import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedByTelnyx, telnyxPublicKey } from "./signature.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
/** As Telnyx shows it: the bare 32 bytes. */
const SHOWN = publicKey.export({ format: "der", type: "spki" }).subarray(12).toString("base64");
const NOW = 1_790_000_000_000;
const TIMESTAMP = String(NOW / 1000);
const BODY = '{"data":{"event_type":"call.initiated"}}';

function signed(body = BODY, timestamp = TIMESTAMP, key = privateKey) {
  return { body, timestamp, signature: sign(null, Buffer.from(`${timestamp}|${body}`), key).toString("base64") };
}

describe("isSignedByTelnyx", () => {
  const key = telnyxPublicKey(SHOWN);
  if (key === null) throw new Error("The key was not read.");

  it("takes what was signed with the account's key, up to five minutes ago", () => {
    expect(isSignedByTelnyx(key, signed(), NOW)).toBe(true);
    expect(isSignedByTelnyx(key, signed(), NOW + 299_000)).toBe(true);
    expect(isSignedByTelnyx(key, signed("é 👋"), NOW - 299_000)).toBe(true);
  });

  it.each([
    ["another body", { ...signed(), body: `${BODY} ` }],
    ["another time", { ...signed(), timestamp: String(NOW / 1000 + 1) }],
    ["another key", signed(BODY, TIMESTAMP, generateKeyPairSync("ed25519").privateKey)],
    ["no signature", { ...signed(), signature: null }],
    ["no time", { ...signed(), timestamp: null }],
    ["half a signature", { ...signed(), signature: signed().signature.slice(0, 40) }],
    ["a time that is none", signed(BODY, "1e9")],
    ["a time that moves the bar", { ...signed(`5|${BODY}`, "1"), timestamp: "1|5", body: BODY }],
    ["words in place of a signature", { ...signed(), signature: "trust me" }],
  ])("refuses %s", (_what, request) => {
    expect(isSignedByTelnyx(key, request, NOW)).toBe(false);
  });

  it("refuses what is old, or from the future", () => {
    expect(isSignedByTelnyx(key, signed(), NOW + 301_000)).toBe(false);
    expect(isSignedByTelnyx(key, signed(), NOW - 301_000)).toBe(false);
  });
});

describe("telnyxPublicKey", () => {
  it.each(["", "x", Buffer.alloc(31).toString("base64"), Buffer.alloc(33).toString("base64")])(
    "reads no key in %j",
    (text) => {
      expect(telnyxPublicKey(text)).toBe(null);
    },
  );
});
