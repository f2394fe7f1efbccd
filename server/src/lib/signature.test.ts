import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { canonicalQuery, signRequest, standardWebhooksSecret, verifyRequest } from "./signature.ts";

const KEY = "s3cr3t-clé-🔑";
const URL_SIGNED = "https://api.example.com/tools/slots";
const BODY = '{"name":"Zoë 😀","note":"a/b"}';

/**
 * [query, content, X-Signature for `call_0001` at 1750000000], computed with Python 3.11:
 * `json.dumps(parameters, sort_keys=True)` over `urllib.parse.parse_qsl(query, keep_blank_values=True)`, then
 * `hmac.new(KEY.encode(), f"{url}:call_0001:1750000000:{content}".encode(), "sha256").hexdigest()`.
 */
const PYTHON_VECTORS: [string, string, string][] = [
  ["", "{}", "a67ac4bf4f0f6451455ab0278fe672040957d2781682e525feab3201d3e4f141"],
  ["b=2&a=1", '{"a": "1", "b": "2"}', "beff2f1e59b40f69374a6705c6347405a59c3dbe19958b8fe8d3c18d741fadf2"],
  [
    "date=2025-07-01&service=Beard+trim",
    '{"date": "2025-07-01", "service": "Beard trim"}',
    "1ba970f8a29f8b1048da3ab0fa2554573481ebcade4c4bfb65ece456eb4945a4",
  ],
  [
    "name=Zo%C3%AB&city=%E6%9D%B1%E4%BA%AC",
    '{"city": "\\u6771\\u4eac", "name": "Zo\\u00eb"}',
    "84042e4e4b9d23a6b757b471b0f3b447ee502af2d18e07a1b2fae3a2243c653f",
  ],
  [
    "mood=%F0%9F%98%80",
    '{"mood": "\\ud83d\\ude00"}',
    "b0c548cdb4a966fa2fd990ceb56f79358645c493a3ad158c167ff8860cc7d095",
  ],
  ["path=a/b%22c%5Cd", '{"path": "a/b\\"c\\\\d"}', "f29f05cf566c528f722b219ab127b9df6682998d9ae3d1d4b58f5010432e36dd"],
  [
    "control=%00%08%09%0A%0C%0D%1F%7F%80",
    '{"control": "\\u0000\\b\\t\\n\\f\\r\\u001f\\u007f\\ufffd"}',
    "44f0a0e7f8f98464f8a81068a4a0010c5d61d5458814e6aa621ecbd37696f99d",
  ],
  [
    "nested=%7B%22a%22%3A%20%22%5Cu00e9%22%7D",
    '{"nested": "{\\"a\\": \\"\\\\u00e9\\"}"}',
    "a95e15fb9acad3c1c7b0a6e1cd079f6f2d7295ba4afe9067bc299974780c8c55",
  ],
  [
    "%EE%80%80=private&%F0%9F%98%80=astral&z=1",
    '{"z": "1", "\\ue000": "private", "\\ud83d\\ude00": "astral"}',
    "9a4675e41d0ef29a9632bebf765e2c6b656b3708882672ac91b5af0a0841a0dc",
  ],
  [
    "tag=b&tag=a&empty=",
    '{"empty": "", "tag": ["b", "a"]}',
    "a3a0cbfb171f2ccbcf81e2645354748504c1d63c63e058820e0d8cd8215ba546",
  ],
  [
    "__proto__=x&10=ten&9=nine",
    '{"10": "ten", "9": "nine", "__proto__": "x"}',
    "2715d88161489b4442d30bd9b6441404839f1e6f76ec15b8441207419099717b",
  ],
  [
    "plus=1%2B1&space=a%20b",
    '{"plus": "1+1", "space": "a b"}',
    "20a220b296a6dbb2d19f878aa8b2ebb22570fdf4d8edc3176c6a1749fbf275bb",
  ],
  [
    "line=%E2%80%A8%E2%80%A9%EF%BB%BF",
    '{"line": "\\u2028\\u2029\\ufeff"}',
    "030354d4e13a7d083cabf1054ac25c985738a32cc71f3ede569c1183d657b72d",
  ],
];

const COMMON = { key: KEY, idempotencyKey: "call_0001", timestampSeconds: 1_750_000_000 };
const POST = { ...COMMON, url: "https://api.example.com/hooks?verbose=1", method: "POST", body: BODY };

/** The headers as node:http hands them over. */
function received(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

describe("the content that a GET signs", () => {
  it.each(PYTHON_VECTORS)("of ?%s is what Python writes", (query, content) => {
    expect(canonicalQuery(new URLSearchParams(query))).toBe(content);
  });
});

describe("signRequest", () => {
  it.each(PYTHON_VECTORS)("signs GET ?%s as Python does", (query, _, signature) => {
    const headers = signRequest({ ...COMMON, method: "GET", url: `${URL_SIGNED}?${query}` });
    expect(headers["X-Signature"]).toBe(signature);
  });

  it("signs the raw body of a POST, and its address without the query", () => {
    expect(signRequest(POST)).toEqual({
      "X-Timestamp": "1750000000",
      "X-Idempotency-Key": "call_0001",
      "X-Signature": "f341a43dc11f0288e9c6a01a5c917a67ed46b774ab7b4a084e896d7f29781ebc",
      "webhook-id": "call_0001",
      "webhook-timestamp": "1750000000",
      "webhook-signature": "v1,e1Xs+O6+dKmZdNhdFwcmRxrssb+sFsDspSpTHkq6AAc=",
    });
  });

  it("signs a body given as bytes that are no text", () => {
    const headers = signRequest({ ...POST, body: Uint8Array.of(0, 255, 128, 10) });
    expect(headers["X-Signature"]).toBe("fd0b02849b2b69903db8775296f55b5d68bc4f65c031fdeb47b1a4a9ea42cb04");
  });

  it.each(["PUT", "PATCH"])("signs %s by its body, as POST", (method) => {
    expect(signRequest({ ...POST, method })).toEqual(signRequest(POST));
  });

  it("signs a DELETE with a body by its body, so that none can be put into one without", () => {
    const bare = signRequest({ ...COMMON, method: "DELETE", url: URL_SIGNED });
    const full = signRequest({ ...COMMON, method: "DELETE", url: URL_SIGNED, body: "x" });
    expect(full["X-Signature"]).not.toBe(bare["X-Signature"]);
    expect(full["X-Signature"]).toBe(
      signRequest({ ...COMMON, method: "POST", url: URL_SIGNED, body: "x" })["X-Signature"],
    );
  });

  it("signs DELETE by its query, as GET", () => {
    const url = `${URL_SIGNED}?a=1`;
    const get = signRequest({ ...COMMON, method: "GET", url });
    expect(signRequest({ ...COMMON, method: "DELETE", url })).toEqual(get);
    expect(signRequest({ ...COMMON, method: "DELETE", url: `${URL_SIGNED}?a=2` })).not.toEqual(get);
  });

  it("signs the address as it goes over the wire", () => {
    const spelled = signRequest({ ...POST, url: "HTTPS://API.example.com:443/a b/é#top" });
    expect(spelled).toEqual(signRequest({ ...POST, url: "https://api.example.com/a%20b/%C3%A9" }));
  });

  it("gives the reference signature of the Standard Webhooks libraries for a whsec_ key", () => {
    const headers = signRequest({
      url: "https://example.com/hook",
      method: "POST",
      key: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      idempotencyKey: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestampSeconds: 1_614_265_330,
      body: '{"test": 2432232314}',
    });
    expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("signs with the next key as well where Standard Webhooks has room for it, and leaves X-Signature as it is", () => {
    const nextKey = "n3xt";
    const [now, next, both] = [POST, { ...POST, key: nextKey }, { ...POST, nextKey }].map(signRequest);
    expect(both).toEqual({
      ...now,
      "webhook-signature": `${now?.["webhook-signature"]} ${next?.["webhook-signature"]}`,
    });
    expect(signRequest({ ...POST, nextKey: null })).toEqual(now);
  });

  it("is taken by the published Standard Webhooks library for either key of an overlap, and for no other", () => {
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const headers = signRequest({ ...POST, nextKey: "n3xt", timestampSeconds });
    for (const key of [KEY, "n3xt"]) {
      expect(new Webhook(standardWebhooksSecret(key)).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    }
    expect(() => new Webhook(standardWebhooksSecret("other")).verify(BODY, headers)).toThrow("No matching signature");
  });

  it.each(["", "a:b", "a.b", "a b", "a\r\nX-Evil: 1", "é", "x".repeat(256)])("refuses the key %j", (idempotencyKey) => {
    expect(() => signRequest({ ...POST, idempotencyKey })).toThrow(TypeError);
  });
});

describe("standardWebhooksSecret", () => {
  it.each([
    ["a key of our own", KEY, "whsec_czNjcjN0LWNsw6kt8J+UkQ=="],
    [
      "a key that is a secret already",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ],
    ["a key that only looks like one", "whsec_not*base64", "whsec_d2hzZWNfbm90KmJhc2U2NA=="],
    ["a key whose base64 is not canonical", "whsec_abc", "whsec_d2hzZWNfYWJj"],
  ])("of %s", (_, key, secret) => {
    expect(standardWebhooksSecret(key)).toBe(secret);
  });
});

describe("verifyRequest", () => {
  const genuine = { ...POST, keys: [KEY], headers: received(signRequest(POST)), nowSeconds: 1_750_000_000 };

  it("accepts what signRequest signed, as text and as bytes", () => {
    expect(verifyRequest(genuine)).toEqual({ valid: true });
    expect(verifyRequest({ ...genuine, body: Buffer.from(BODY) })).toEqual({ valid: true });
  });

  it.each([
    [-31, false],
    [-30, true],
    [30, true],
    [31, false],
  ])("with a clock %i s off says %s", (off, valid) => {
    expect(verifyRequest({ ...genuine, nowSeconds: genuine.nowSeconds + off }).valid).toBe(valid);
  });

  it.each<[string, object]>([
    ["another body", { body: `${BODY} ` }],
    ["another address", { url: "https://api.example.com/hook" }],
    ["another key", { keys: ["s3cr3t"] }],
    ["several other keys", { keys: ["s3cr3t", "s3cr3t-clé-🔑 ", ""] }],
    ["any key where none is known", { keys: [] }],
    ["another idempotency key", { headers: { ...genuine.headers, "x-idempotency-key": "call_0002" } }],
    ["another timestamp", { headers: { ...genuine.headers, "x-timestamp": "1750000001" } }],
    ["a signature cut short", { headers: { ...genuine.headers, "x-signature": "f341" } }],
    ["a signature in upper case", { headers: { ...genuine.headers, "x-signature": "F341A43DC11F0288E9C6A01A" } }],
    ["no signature", { headers: { ...genuine.headers, "x-signature": undefined } }],
    ["two timestamps", { headers: { ...genuine.headers, "x-timestamp": ["1750000000", "1750000000"] } }],
    ["a timestamp that is no number", { headers: { ...genuine.headers, "x-timestamp": "NaN" } }],
    ["a timestamp with a fraction", { headers: { ...genuine.headers, "x-timestamp": "1750000000.0" } }],
  ])("refuses %s and says why", (_, change) => {
    const verdict = verifyRequest({ ...genuine, ...change });
    expect(verdict).toEqual({ valid: false, reason: expect.stringMatching(/^X-/) as string });
  });

  it("accepts what was signed with either key of an overlap", () => {
    expect(verifyRequest({ ...genuine, keys: ["n3xt", KEY] })).toEqual({ valid: true });
    const headers = received(signRequest({ ...POST, key: "n3xt" }));
    expect(verifyRequest({ ...genuine, headers, keys: [KEY, "n3xt"] })).toEqual({ valid: true });
  });

  it("refuses a GET whose query was changed on its way", () => {
    const get = { ...COMMON, method: "GET", url: `${URL_SIGNED}?tag=a&tag=b` };
    const headers = received(signRequest(get));
    expect(verifyRequest({ ...get, keys: [KEY], headers, nowSeconds: 1_750_000_000 }).valid).toBe(true);
    const changed = { ...get, url: `${URL_SIGNED}?tag=a&tag=c` };
    expect(verifyRequest({ ...changed, keys: [KEY], headers, nowSeconds: 1_750_000_000 }).valid).toBe(false);
  });
});
