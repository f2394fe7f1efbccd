import { describe, expect, it } from "vitest";
import { isSecretName, maskSecrets } from "./masking.ts";

const HEX = "0123456789abcdef0123456789abcdef";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

describe("secrets in a text", () => {
  it.each([
    ["a key of ours", `Key op_prod_${HEX} is good.`, "Key op_prod_[secret] is good."],
    ["a test key", `op_test_${HEX}`, "op_test_[secret]"],
    ["a signing key", `op_sign_${HEX},op_sign_${HEX}`, "op_sign_[secret],op_sign_[secret]"],
    ["a webhook's key", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD==", "whsec_[secret]"],
    ["a conversation's token", `ot_${"aB3-_".repeat(9)}`, "ot_[secret]"],
    [
      "a token in an address",
      `/conversations/conv_1/session?token=ot_x&a=b`,
      "/conversations/conv_1/session?token=[secret]&a=b",
    ],
    ["another key in an address", "https://a.example/?api_key=abcdef&q=1", "https://a.example/?api_key=[secret]&q=1"],
    ["a sign-in link", "http://127.0.0.1:4000/#sign-in=0Ab1Cd2Ef3", "http://127.0.0.1:4000/#sign-in=[secret]"],
    ["a name and password in an address", "postgres://me:hunter2@db.example/x", "postgres://[secret]@db.example/x"],
    ["bearer credentials", `sent Bearer ${HEX} to it`, "sent Bearer [secret] to it"],
    ["basic credentials", "Basic bWU6aHVudGVyMg==", "Basic [secret]"],
    ["a header line", "Authorization: ApiKey abc def\r\nAccept: x", "Authorization: [secret]\r\nAccept: x"],
    ["a header in JSON", '{"authorization":"ApiKey abc","a":1}', '{"authorization":"[secret]","a":1}'],
    [
      "a header in JSON in JSON",
      JSON.stringify({ body: JSON.stringify({ "X-Api-Key": "hunter2", a: 1 }) }),
      JSON.stringify({ body: JSON.stringify({ "X-Api-Key": "[secret]", a: 1 }) }),
    ],
    ["a password", "password=hunter2 was wrong", "password=[secret] was wrong"],
    ["a cookie", "Set-Cookie: sid=abc; HttpOnly", "Set-Cookie: [secret]"],
    ["a JSON Web Token", `got ${JWT}.`, "got eyJ[secret]."],
    ["a vendor's key", `sk-proj-${HEX} AIza${HEX} ghp_${HEX}`, "sk-[secret] AIza[secret] ghp_[secret]"],
    [
      "a private key",
      "x -----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
      "x -----BEGIN PRIVATE KEY-----[secret]-----END PRIVATE KEY-----",
    ],
  ])("%s", (_what, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
    expect(maskSecrets(masked)).toBe(masked);
  });

  it.each([
    "POST /conversations/:id/token/refresh 200",
    "The tokens are counted: input_tokens 5, max_tokens=12",
    "Send your API key as `Authorization: Bearer op_…`.".slice(0, 20),
    "Basic information about robot_arms",
    "op_prod_…ab12",
    "https://a.example/path?page=2#top",
    "a signature is missing",
  ])("nothing is a secret in: %s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it("leaves JSON text JSON text, whatever it holds", () => {
    const values = [`Authorization: x`, `password="quoted" and more`, "token=a\\b", `Bearer a"b'c\\d`, "://a:b\\@c"];
    for (const value of values) {
      const text = JSON.stringify({ value, nested: JSON.stringify([value]) });
      expect(() => JSON.parse(maskSecrets(text))).not.toThrow();
    }
  });

  it("costs time in proportion to the text, however hostile", () => {
    const hostile = [
      "://".repeat(20_000),
      "a".repeat(60_000),
      "authorization:".repeat(5_000),
      `Basic ${"A".repeat(60_000)}`,
      "-----BEGIN PRIVATE KEY-----".repeat(3_000),
      " ".repeat(60_000),
      `eyJ${"a.".repeat(30_000)}`,
      `password${"\\".repeat(60_000)}`,
    ];
    // What goes over its text again and again takes minutes here: then the runner's limit ends the test.
    for (const text of hostile) expect(maskSecrets(text)).toBeTypeOf("string");
  });
});

describe("names of fields", () => {
  it.each([
    "Authorization",
    "proxy-authorization",
    "password",
    "api_key",
    "X-Api-Key",
    "clientSecret",
    "access_token",
    "Set-Cookie",
    "webhook-signature",
    "private key",
  ])("%s holds a secret", (name) => expect(isSecretName(name)).toBe(true));

  it.each(["name", "input_tokens", "key", "author", "spinner", "tokens_left", "description", "first_part_ms"])(
    "%s holds none",
    (name) => expect(isSecretName(name)).toBe(false),
  );
});
