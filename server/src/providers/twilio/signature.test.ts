import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { isSignedByTwilio } from "./signature.ts";

const TOKEN = "12345";
const URL_OF_OURS = "https://mycompany.com/myapp.php?foo=1&bar=2";

/** A form as Twilio's library takes it: names that come more than once with all their values. */
function paramsOf(body: string): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const before = params[name];
    params[name] = before === undefined ? value : [before, value].flat();
  }
  return params;
}

const FORMS: readonly (readonly [string, string])[] = [
  ["an ordinary message", "From=%2B14158675310&To=%2B18005551212&Body=Hello&MessageSid=SM1"],
  ["an empty form", ""],
  ["an empty value", "Body=&From=%2B1"],
  ["a name without a value", "Body&From=%2B1"],
  ["names that differ in case only", "b=1&B=2&a=3"],
  ["a name that comes twice", "MediaUrl=two&MediaUrl=one&MediaUrl=two"],
  ["emoji, accents and right-to-left text", `Body=${encodeURIComponent("👩‍👩‍👧 é שלום")}`],
  ["a NUL character and half a pair", "Body=%00a%ED%A0%80"],
  ["spaces as plus signs", "Body=one+two%20three"],
  ["a megabyte", `Body=${"x".repeat(1_000_000)}`],
];

const ADDRESSES = [
  URL_OF_OURS,
  "https://mycompany.com",
  "https://mycompany.com:8443/carriers/twilio/messages",
  "http://mycompany.com/a%20b?c=d'e",
  "https://[2001:db8::1]:9/x",
];

describe("isSignedByTwilio", () => {
  describe.each(FORMS)("for %s", (_name, body) => {
    it.each(ADDRESSES)("takes what Twilio's library signed for %s, and so does that library", (url) => {
      const signature = twilio.getExpectedTwilioSignature(TOKEN, url, paramsOf(body));
      const accepted = twilio.validateRequest(TOKEN, signature, url, paramsOf(body));
      expect(isSignedByTwilio(TOKEN, { url, signature, body, isForm: true })).toBe(accepted);
    });

    it("refuses it under another token, for another address, with another field, and changed by a character", () => {
      const signature = twilio.getExpectedTwilioSignature(TOKEN, URL_OF_OURS, paramsOf(body));
      const cases = [
        { token: "1234", url: URL_OF_OURS, signature, body },
        { token: TOKEN, url: URL_OF_OURS.replace("foo", "fob"), signature, body },
        { token: TOKEN, url: URL_OF_OURS, signature, body: `${body}&Extra=1` },
        {
          token: TOKEN,
          url: URL_OF_OURS,
          signature: signature.replace(/^./, (first) => (first === "A" ? "B" : "A")),
          body,
        },
        { token: TOKEN, url: URL_OF_OURS, signature: "", body },
        { token: TOKEN, url: URL_OF_OURS, signature: `${signature}=`, body },
      ];
      for (const { token, ...request } of cases) {
        const theirs = twilio.validateRequest(token, request.signature, request.url, paramsOf(request.body));
        expect([isSignedByTwilio(token, { ...request, isForm: true }), theirs]).toEqual([false, false]);
      }
      expect(isSignedByTwilio(TOKEN, { url: URL_OF_OURS, signature: null, body, isForm: true })).toBe(false);
    });
  });

  it.each([
    ["https://mycompany.com/x", "https://mycompany.com:443/x"],
    ["https://mycompany.com:443/x", "https://mycompany.com/x"],
    ["https://mycompany.com:8443/x", "https://mycompany.com/x"],
    ["http://mycompany.com/x", "http://mycompany.com:80/x"],
  ])("takes for %s what was signed for %s, as Twilio's library does", (url, signed) => {
    const signature = twilio.getExpectedTwilioSignature(TOKEN, signed, { a: "b" });
    expect(twilio.validateRequest(TOKEN, signature, url, { a: "b" })).toBe(true);
    expect(isSignedByTwilio(TOKEN, { url, signature, body: "a=b", isForm: true })).toBe(true);
  });

  describe("for a body that is no form", () => {
    const body = '{"any": "thing"}';
    const url = `https://mycompany.com/x?bodySHA256=${twilio.getExpectedBodyHash(body)}`;
    const signature = twilio.getExpectedTwilioSignature(TOKEN, url, {});

    it("takes the body whose digest is in the signed address, as Twilio's library does", () => {
      expect(twilio.validateRequestWithBody(TOKEN, signature, url, body)).toBe(true);
      expect(isSignedByTwilio(TOKEN, { url, signature, body, isForm: false })).toBe(true);
    });

    it("refuses another body, and an address that names another digest", () => {
      const other = url.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      for (const [address, content] of [
        [url, `${body} `],
        [other, body],
        ["https://mycompany.com/x?bodySHA256=", body],
      ] as const) {
        const theirs = twilio.validateRequestWithBody(TOKEN, signature, address, content);
        expect([isSignedByTwilio(TOKEN, { url: address, signature, body: content, isForm: false }), theirs]).toEqual([
          false,
          false,
        ]);
      }
    });
  });
});
