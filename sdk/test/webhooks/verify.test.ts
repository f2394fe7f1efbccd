import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { canonicalQuery as platformQuery, standardWebhooksSecret } from "../../../server/src/lib/signature.ts";
import { canonicalQuery } from "../../src/webhooks/canonical-query.ts";
import {
  type VerifyWebhookOptions,
  verifyProcedureOutput,
  verifyToolCall,
  verifyWebhook,
  WebhookVerificationError,
} from "../../src/webhooks.ts";
import { eventOf, HOST, KEY, type RequestChanges, signedRequest } from "./signed-request.ts";

const OTHER_KEY = "op_sign_vutsrqponmlkjihgfedcba9876543210";
const ENDED = eventOf("conversation.ended", { status: "completed", reason: "Grüße 😀", duration_sec: 3 });

function verify(changes: RequestChanges = {}, options: Partial<VerifyWebhookOptions> = {}) {
  const { headers, body } = signedRequest({ body: ENDED, ...changes });
  return verifyWebhook({ payload: body, headers, secret: KEY, ...options });
}

function without(names: RegExp, changes: RequestChanges = {}): Record<string, string> {
  const { headers } = signedRequest({ body: ENDED, ...changes });
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)));
}

/** What `verifyWebhook` says is wrong. */
async function problemOf(verifying: Promise<unknown>): Promise<[string, string]> {
  const error = await verifying.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WebhookVerificationError)) throw new Error(`It was not refused: ${String(error)}`);
  return [error.code, error.message];
}

describe("verifyWebhook", () => {
  it("returns the event, whose type narrows it", async () => {
    const event = await verify();
    expect(event).toEqual(ENDED);
    if (event.payload.type !== "conversation.ended") throw new Error("It is another.");
    expect(event.payload.duration_sec).toBe(3);
  });

  it("takes text and bytes, and headers in every form and case", async () => {
    const { headers, body } = signedRequest({ body: ENDED });
    const inCapitals = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    for (const form of [headers, inCapitals, new Headers(headers)])
      for (const payload of [body, Buffer.from(body), new TextEncoder().encode(body)])
        expect(await verifyWebhook({ payload, headers: form, secret: KEY })).toEqual(ENDED);
  });

  it("agrees with the published verifiers of Standard Webhooks on what is genuine", async () => {
    const genuine = signedRequest({ body: ENDED, key: OTHER_KEY, nextKey: KEY });
    const altered = { ...genuine, body: genuine.body.replace("completed", "failed") };
    const old = signedRequest({ body: ENDED, age: 3_600 });
    const stranger = signedRequest({ body: ENDED, key: OTHER_KEY });
    for (const [request, isGenuine] of [
      [genuine, true],
      [altered, false],
      [old, false],
      [stranger, false],
    ] as const) {
      const secret = standardWebhooksSecret(KEY);
      const verdicts = await Promise.all(
        [
          () => new StandardWebhook(secret).verify(request.body, request.headers),
          () => new SvixWebhook(secret).verify(request.body, request.headers),
          () => verifyWebhook({ payload: request.body, headers: request.headers, secret }),
        ].map(async (judge) => {
          try {
            await judge();
            return true;
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            return false;
          }
        }),
      );
      expect(verdicts).toEqual([isGenuine, isGenuine, isGenuine]);
    }
  });

  it("takes either form of the key, and any of several", async () => {
    for (const secret of [KEY, standardWebhooksSecret(KEY), [OTHER_KEY, KEY], [KEY, OTHER_KEY]])
      expect(await verify({}, { secret })).toEqual(ENDED);
  });

  it("takes either key while one replaces the other", async () => {
    for (const secret of [KEY, OTHER_KEY]) expect(await verify({ nextKey: OTHER_KEY }, { secret })).toEqual(ENDED);
    expect((await problemOf(verify({}, { secret: OTHER_KEY })))[0]).toBe("wrong_signature");
  });

  it("takes what carries X-Signature alone, for its address", async () => {
    const headers = without(/^webhook-/);
    const payload = JSON.stringify(ENDED);
    for (const secret of [KEY, standardWebhooksSecret(KEY)])
      for (const url of [`${HOST}/hooks`, `${HOST}:443/hooks?shop=1`, new URL(`${HOST}/hooks`)])
        expect(await verifyWebhook({ payload, headers, secret, url })).toEqual(ENDED);
    const [code, message] = await problemOf(
      verifyWebhook({ payload, headers, secret: KEY, url: "http://shop.example/hooks" }),
    );
    expect([code, message]).toEqual(["wrong_signature", expect.stringContaining("http://shop.example/hooks")]);
    expect((await problemOf(verifyWebhook({ payload, headers, secret: KEY })))[0]).toBe("missing_header");
  });

  it.each<[string, string, () => Promise<unknown>, RegExp]>([
    ["no signature", "missing_header", () => verify({}, { headers: {} }), /webhook-id is missing/],
    ["no time", "missing_header", () => verify({}, { headers: without(/^webhook-timestamp/) }), /webhook-timestamp/],
    [
      "an empty signature",
      "missing_header",
      () => verify({}, { headers: { ...without(/^$/), "webhook-signature": "" } }),
      /webhook-signature is missing/,
    ],
    [
      "two times",
      "malformed_header",
      () => verify({}, { headers: { ...without(/^$/), "webhook-timestamp": ["1", "2"] } }),
      /more than once/,
    ],
    [
      "an id that two could share",
      "malformed_header",
      () => verify({}, { headers: { ...without(/^$/), "webhook-id": "whd_1.5" } }),
      /webhook-id may only hold/,
    ],
    [
      "a time in words",
      "malformed_header",
      () => verify({}, { headers: { ...without(/^$/), "webhook-timestamp": "now" } }),
      /Unix seconds/,
    ],
    ["an old one", "too_old", () => verify({ age: 45 }), /4[56] s old, and at most 30 s/],
    ["one from the future", "from_the_future", () => verify({ age: -45 }), /4[45] s ahead of this machine's clock/],
    ["another key", "wrong_signature", () => verify({ key: OTHER_KEY }), /not made with the key/],
    ["several other keys", "wrong_signature", () => verify({}, { secret: ["a", "b"] }), /any of the 2 keys/],
    [
      "a signature that is none",
      "wrong_signature",
      () => verify({}, { headers: { ...without(/^$/), "webhook-signature": "v1,%%% v1a,AAAA v1" } }),
      /webhook-signature/,
    ],
    [
      "a body that was changed",
      "wrong_signature",
      () => verify({}, { payload: JSON.stringify({ ...ENDED, livemode: false }) }),
      /raw bytes/,
    ],
    [
      "a body that was written again",
      "wrong_signature",
      () => verify({}, { payload: JSON.stringify(ENDED, null, 2) }),
      /raw bytes/,
    ],
    [
      "a body that was parsed",
      "body_parsed",
      () => verify({}, { payload: ENDED as never }),
      /before express\.json\(\)/,
    ],
    ["a body that is no JSON", "malformed_body", () => verify({ body: "<html>" }), /no JSON/],
    ["a body that is no event", "malformed_body", () => verify({ body: { order_no: "A-17" } }), /no event/],
    [
      "an X-Signature that is none",
      "malformed_header",
      () => verify({}, { headers: { ...without(/^webhook-/), "x-signature": "xyz" }, url: `${HOST}/hooks` }),
      /64 lower-case hex/,
    ],
  ])("says of %s: %s", async (_what, code, verifying, words) => {
    const problem = await problemOf(verifying());
    expect(problem[0]).toBe(code);
    expect(problem[1]).toMatch(words);
  });

  it("accepts what is as old as it is told to", async () => {
    expect(await verify({ age: 250 }, { toleranceSeconds: 300 })).toEqual(ENDED);
    expect(await verify({ age: 3_600 }, { now: new Date(Date.now() - 3_600_000) })).toEqual(ENDED);
    expect(await verify({ age: 30 }, { now: new Date(Math.floor(Date.now() / 1_000) * 1_000) })).toEqual(ENDED);
  });

  it.each([[""], [" "], [[]], [["", KEY]], [undefined as never]])("refuses %j for a secret", async (secret) => {
    await expect(verify({}, { secret })).rejects.toThrow(TypeError);
  });
});

describe("verifyToolCall", () => {
  const verifyCall = async (changes: RequestChanges, more: { method?: string; url?: string; secret?: string } = {}) => {
    const { method, headers, body, url } = signedRequest(changes);
    const result = await verifyToolCall({ method, headers, payload: body, url: HOST + url, secret: KEY, ...more });
    return result.idempotencyKey;
  };

  it.each<[string, string, unknown]>([
    ["POST", "/book", { name: "Zoë", time: "10:00" }],
    ["POST", "/book", undefined],
    ["PATCH", "/bookings/a%2Fb%20c?shop=1", { a: 1 }],
    ["GET", "/slots", undefined],
    ["GET", "/slots?b=2&a=1&a=%C3%A9%F0%9F%98%80&%F0%9F%98%80=1&%EF%BF%BD=2&q=%22%5C%0A%7F", undefined],
    ["DELETE", "/bookings/b1?why=ill", undefined],
    ["DELETE", "/bookings/b1", { why: "ill" }],
  ])("proves a %s to %s", async (method, path, body) => {
    expect(await verifyCall({ method, path, body, id: "call_1" })).toBe("call_1");
  });

  it.each<[string, RequestChanges, Parameters<typeof verifyCall>[1]]>([
    ["another address", { path: "/book" }, { url: `${HOST}/cancel` }],
    ["another host", { path: "/book" }, { url: "https://evil.example/book" }],
    ["another query", { method: "GET", path: "/slots?day=1", body: undefined }, { url: `${HOST}/slots?day=2` }],
    ["another method", { method: "GET", path: "/slots?day=1", body: undefined }, { method: "POST" }],
    ["another key", {}, { secret: OTHER_KEY }],
  ])("refuses %s", async (_what, changes, more) => {
    expect((await problemOf(verifyCall(changes, more)))[0]).toBe("wrong_signature");
  });

  it("writes a query as the platform does", () => {
    for (const query of ["", "a=1", "b=2&a=1&b=%20", "%F0%9F%98%80=1&%EF%BF%BD=2&%C3%A9=%00", "a=&=b&a=%22%5C/%7F"])
      expect(canonicalQuery(new URLSearchParams(query))).toBe(platformQuery(new URLSearchParams(query)));
  });
});

describe("verifyProcedureOutput", () => {
  const OUTPUT = {
    procedure_id: "trun_1",
    agent_id: "pa_1",
    conversation_id: null,
    status: "success",
    output: { score: 4 },
  };

  it("returns the output", async () => {
    const { headers, body } = signedRequest({ body: OUTPUT });
    const { output } = await verifyProcedureOutput<{ score: number }>({ payload: body, headers, secret: KEY });
    expect(output?.score).toBe(4);
  });

  it("refuses an event", async () => {
    const { headers, body } = signedRequest({ body: ENDED });
    expect(await problemOf(verifyProcedureOutput({ payload: body, headers, secret: KEY }))).toEqual([
      "malformed_body",
      expect.stringContaining("no output"),
    ]);
  });
});
