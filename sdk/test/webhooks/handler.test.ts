import { describe, expect, expectTypeOf, it } from "vitest";
import {
  createDeliveryMemory,
  createWebhookHandler,
  type DeliveryMemory,
  defineTool,
  type HandlerFailure,
  SlowHandlerError,
  ToolError,
  type WebhookHandlerOptions,
  type WebhookRequest,
} from "../../src/webhooks.ts";
import { eventOf, HOST, KEY, type RequestChanges, signedRequest } from "./signed-request.ts";

const OTHER_KEY = "op_sign_vutsrqponmlkjihgfedcba9876543210";
const ENDED = eventOf("conversation.ended", { status: "completed", reason: null, duration_sec: 3 });
const SETUP = eventOf("conversation.setup", { channel: { type: "phone" }, direction: "inbound" });
const ORDER = {
  type: "object",
  properties: {
    order_no: { type: "string" },
    count: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
    express: { type: "boolean" },
    size: { enum: ["S", "M"] },
  },
  required: ["order_no"],
} as const;

/** Has a handler with those options take a request, and returns what it answered and what it told of failures. */
async function take(options: Partial<WebhookHandlerOptions>, ...changes: (RequestChanges | WebhookRequest)[]) {
  const failures: [unknown, HandlerFailure][] = [];
  const handler = createWebhookHandler({
    secret: KEY,
    onError: (error, about) => failures.push([error, about]),
    ...options,
  });
  const answers: { status: number; body: unknown; headers: Readonly<Record<string, string>> }[] = [];
  for (const change of changes) {
    const { body, ...rest } = await handler.handle("url" in change ? change : signedRequest(change));
    answers.push({ ...rest, body: body === "" ? null : JSON.parse(body) });
  }
  const [first] = answers as [(typeof answers)[number]];
  return { ...first, answers, failures };
}

const messageOf = ({ body }: { body: unknown }) => (body as { error: { message: string } }).error.message;

describe("a webhook handler", () => {
  it("hands an event over to the handler of its type, with the delivery's id", async () => {
    const seen: unknown[] = [];
    const { status } = await take(
      {
        on: {
          "conversation.ended": (event, { id, signedAt }) => {
            expectTypeOf(event.payload.duration_sec).toEqualTypeOf<number>();
            seen.push([event, id, Math.abs(Date.now() - signedAt.getTime()) < 60_000]);
          },
        },
      },
      { body: ENDED, id: "whd_x" },
    );
    expect([status, seen]).toEqual([204, [[ENDED, "whd_x", true]]]);
  });

  it.each(["conversation.custom_fields.updated", "something.new", "toString", "__proto__"])(
    "thanks for an event that it has no handler for: %s",
    async (type) => {
      const { status, failures } = await take(
        { on: { "conversation.ended": () => undefined } },
        { body: eventOf(type) },
      );
      expect([status, failures]).toEqual([204, []]);
    },
  );

  it("answers conversation.setup with what its handler says", async () => {
    const answer = {
      context: { $variables: { name: "Kim" } },
      override_config: { runtime: { model: "openai/gpt-4o" } },
    };
    const { status, body, headers } = await take(
      {
        setup: ({ payload }) => {
          expect(payload.channel.type).toBe("phone");
          return answer;
        },
      },
      { body: SETUP },
    );
    expect([status, body]).toEqual([200, answer]);
    expect(headers["content-type"]).toMatch(/^application\/json/);
  });

  it.each<[string, WebhookHandlerOptions["setup"]]>([
    ["there is no handler", undefined],
    ["its handler says nothing", () => undefined],
    ["its handler says nothing of the context", async () => ({})],
  ])("answers conversation.setup with an empty context where %s", async (_where, setup) => {
    const { status, body } = await take(setup ? { setup } : {}, { body: SETUP });
    expect([status, body]).toEqual([200, { context: {} }]);
  });

  it("answers a setup that cannot be used with 500, saying why to its owner alone", async () => {
    const { status, body, failures } = await take({ setup: () => ({ context: [1] as never }) }, { body: SETUP });
    expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining("context")]);
    expect(failures).toMatchObject([
      [{ message: expect.stringContaining("{context: {…}") }, { what: "conversation.setup" }],
    ]);
  });

  it("hands over the output of a procedure", async () => {
    const output = { procedure_id: "trun_1", agent_id: "pa_1", conversation_id: null, status: "success", output: 4 };
    const seen: unknown[] = [];
    const { status } = await take({ procedureEnded: (ended) => void seen.push(ended) }, { body: output });
    expect([status, seen]).toEqual([204, [output]]);
  });

  it("answers 500 when a handler throws, keeps the reason to itself, and handles it anew", async () => {
    let calls = 0;
    const secret = new Error("password 1234");
    const { answers, failures } = await take(
      {
        on: {
          "conversation.ended": async () => {
            calls += 1;
            if (calls === 1) throw secret;
          },
        },
      },
      { body: ENDED, id: "whd_1" },
      { body: ENDED, id: "whd_1" },
      { body: ENDED, id: "whd_1" },
    );
    expect(answers.map(({ status }) => status)).toEqual([500, 204, 204]);
    expect(JSON.stringify(answers)).not.toContain("1234");
    expect(failures).toEqual([[secret, { what: "conversation.ended", id: "whd_1" }]]);
    expect(calls).toBe(2);
  });

  it("handles what comes twice at once only once, and answers both", async () => {
    let calls = 0;
    let finish = () => undefined as void;
    const handler = createWebhookHandler({
      secret: KEY,
      tools: {
        book: () =>
          new Promise((resolve) => {
            calls += 1;
            finish = () => resolve({ code: calls });
          }),
      },
    });
    const both = [1, 2].map(() => handler.handle(signedRequest({ path: "/book", id: "call_1" })));
    await expect.poll(() => calls).toBe(1);
    finish();
    const answers = await Promise.all(both);
    answers.push(await handler.handle(signedRequest({ path: "/book", id: "call_1" })));
    expect(answers.map(({ body }) => body)).toEqual(Array(3).fill('{"code":1}'));
  });

  it("lets a slow handler go on, and gives its answer when the platform asks again", async () => {
    let finish = () => undefined as void;
    const aborted: unknown[] = [];
    const failures: [unknown, HandlerFailure][] = [];
    const handler = createWebhookHandler({
      secret: KEY,
      onError: (...failure) => failures.push(failure),
      tools: {
        book: {
          time_limit_sec: 1,
          run: (_args, { signal }) =>
            new Promise((resolve) => {
              signal.addEventListener("abort", () => aborted.push(signal.reason));
              finish = () => resolve("booked");
            }),
        },
      },
    });
    const request = () => signedRequest({ path: "/book", id: "call_1" });
    const first = await handler.handle(request());
    expect([first.status, messageOf({ body: JSON.parse(first.body) })]).toEqual([
      504,
      expect.stringContaining("1000 ms"),
    ]);
    expect(aborted).toEqual([expect.any(SlowHandlerError)]);
    expect(failures).toEqual([[expect.any(SlowHandlerError), { what: "book", id: "call_1" }]]);
    finish();
    await expect.poll(async () => (await handler.handle(request())).body).toBe('"booked"');
  });

  it("asks the memory that it was given", async () => {
    const kept = new Map<string, unknown>();
    const own: DeliveryMemory = {
      find: async (id) => (id === "call_seen" ? { status: 200, headers: {}, body: '"before"' } : null),
      keep: async (id, response) => void kept.set(id, response.status),
    };
    const { answers } = await take(
      { memory: own, tools: { book: () => "now", refuse: () => Promise.reject(new ToolError("No.")) } },
      { path: "/book", id: "call_seen" },
      { path: "/book", id: "call_new" },
      { path: "/refuse", id: "call_refused" },
    );
    expect(answers.map(({ body }) => body)).toEqual(["before", "now", { error: { message: "No." } }]);
    expect([...kept]).toEqual([
      ["call_new", 200],
      ["call_refused", 422],
    ]);
  });

  it("has an event sent again when the memory cannot be read, and not when it cannot be written", async () => {
    const gone = () => Promise.reject(new Error("The database is gone."));
    let calls = 0;
    const on = { "conversation.ended": () => void (calls += 1) };
    const unread = await take({ on, memory: { find: gone, keep: () => undefined } }, { body: ENDED });
    expect([unread.status, calls, unread.failures.length]).toEqual([500, 0, 1]);
    const unwritten = await take({ on, memory: { find: () => null, keep: gone } }, { body: ENDED });
    expect([unwritten.status, calls, unwritten.failures.length]).toEqual([204, 1, 1]);
  });

  it("forgets the oldest answers when there are too many, or too large, or too old", () => {
    let now = 0;
    const memory = createDeliveryMemory(() => now);
    const keep = (id: string, body = "") => void memory.keep(id, { status: 200, headers: {}, body });
    for (let index = 0; index < 10_001; index++) keep(`a${index}`);
    expect([memory.find("a0"), memory.find("a1")]).toEqual([null, expect.anything()]);
    keep("large", "x".repeat(16 * 1024 * 1024));
    expect([memory.find("a10000"), memory.find("large")]).toEqual([expect.anything(), expect.anything()]);
    keep("more", "x");
    expect(memory.find("a10000")).toBeNull();
    now = 24 * 60 * 60 * 1_000 + 1;
    expect(memory.find("more")).toBeNull();
  });
});

describe("a handler's tools", () => {
  const order = defineTool({
    input_schema: ORDER,
    run: (args, call) => {
      expectTypeOf(args.order_no).toEqualTypeOf<string>();
      expectTypeOf(args.count).toEqualTypeOf<number | undefined>();
      expectTypeOf(args.tags).toEqualTypeOf<string[] | undefined>();
      expectTypeOf(args.size).toEqualTypeOf<"S" | "M" | undefined>();
      return { args, key: call.idempotencyKey, name: call.name };
    },
  });

  it.each<[string, RequestChanges, object]>([
    ["the body", { path: "/x/find_order", body: { order_no: "A-17", count: 2 } }, { order_no: "A-17", count: 2 }],
    [
      "the query, with their types",
      {
        method: "GET",
        path: "/find_order?order_no=17&count=2&tags=%5B%22a%22%5D&express=true&more=1",
        body: undefined,
      },
      { order_no: "17", count: 2, tags: ["a"], express: true, more: "1" },
    ],
    [
      "a query that repeats one",
      { method: "DELETE", path: "/find_order?order_no=1&tags=a&tags=2", body: undefined },
      { order_no: "1", tags: ["a", "2"] },
    ],
    [
      "a form",
      {
        path: "/find_order",
        body: "order_no=A+17&count=3",
        type: "application/x-www-form-urlencoded",
      } as RequestChanges,
      { order_no: "A 17", count: 3 },
    ],
  ])("are called with the arguments in %s", async (_where, changes, args) => {
    const request = signedRequest({ id: "call_9", ...changes });
    const type = "type" in changes ? String(changes.type) : "application/json";
    const answer = await take(
      { tools: { find_order: order } },
      { ...request, headers: { ...request.headers, "content-type": type } },
    );
    expect([answer.status, answer.body]).toEqual([200, { args, key: "call_9", name: "find_order" }]);
  });

  it("are found by their path and method where they have them, with what stands there", async () => {
    const path = "/orders/{order_no}";
    const tools = {
      find_order: defineTool({ path, method: "GET", run: (args) => ({ found: args }) }),
      change_order: defineTool({ path, method: "PATCH", run: (args) => ({ changed: args }) }),
      "odd name/ü": () => "odd",
    };
    const { answers } = await take(
      { tools, publicUrl: HOST },
      { method: "GET", path: "/shop/orders/A%2F17?full=true", body: undefined },
      { method: "PATCH", path: "/shop/orders/A-17?order_no=B", body: { count: 2, order_no: "C" } },
      { path: "/odd%20name%2F%C3%BC" },
      { method: "PUT", path: "/shop/orders/A-17" },
    );
    expect(answers.map(({ body, status }) => (status === 200 ? body : status))).toEqual([
      { found: { order_no: "A/17", full: "true" } },
      { changed: { order_no: "A-17", count: 2 } },
      "odd",
      405,
    ]);
  });

  it("tell the agent by a ToolError, which is not repeated", async () => {
    const run = () => {
      throw new ToolError("There is no order A-17.", { status: 404 });
    };
    const { status, body, failures } = await take({ tools: { find_order: run } }, { path: "/find_order" });
    expect([status, body, failures]).toEqual([404, { error: { message: "There is no order A-17." } }, []]);
    for (const wrong of [200, 408, 429, 500, 404.5])
      expect(() => new ToolError("", { status: wrong })).toThrow(TypeError);
  });

  it.each<[string, unknown, number, RegExp]>([
    ["lack one", {}, 422, /"order_no" is missing/],
    ["have one of another type", { order_no: 17 }, 422, /"order_no" must be of the type string/],
    ["are a list", [1], 400, /must be a JSON object/],
    ["are no JSON", "{", 400, /must be a JSON object/],
  ])("are not called with arguments that %s", async (_how, body, status, words) => {
    const answer = await take({ tools: { find_order: order } }, { path: "/find_order", body });
    expect(answer.status).toBe(status);
    expect(messageOf(answer)).toMatch(words);
  });

  it("that return nothing answer null", async () => {
    const { status, body } = await take({ tools: { note: () => undefined } }, { path: "/note" });
    expect([status, body]).toEqual([200, null]);
  });

  it("are not called when the platform signed for another address, whatever else the request carries", async () => {
    const called = () => "called";
    const request = signedRequest({ path: "/find_order" });
    const { answers } = await take(
      { tools: { find_order: called, cancel_order: called } },
      { ...request, url: "/cancel_order" },
      { ...request, headers: { ...request.headers, host: "evil.example" } },
      { ...request, body: '{"a":1}' },
      request,
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200]);
    expect(messageOf(answers[0] as { body: unknown })).toContain("https://shop.example/cancel_order");
  });

  it("are checked for the public address where a proxy changes it", async () => {
    const request = signedRequest({ path: "/api/find_order" });
    const inside = { ...request, url: "/find_order", headers: { ...request.headers, host: "10.0.0.1:80" } };
    const tools = { find_order: () => "found" };
    expect((await take({ tools, publicUrl: `${HOST}/api/` }, inside)).body).toBe("found");
    expect((await take({ tools }, inside)).status).toBe(401);
    expect((await take({ tools }, { ...request, url: `http://shop.example${request.url}` })).body).toBe("found");
  });
});

describe("what a handler refuses", () => {
  it.each<[string, RequestChanges | WebhookRequest, number, RegExp]>([
    ["what is not signed", { method: "POST", url: "/", headers: {}, body: "{}" }, 400, /address/],
    [
      "what nobody signed",
      { method: "POST", url: "/", headers: { host: "a" }, body: "{}" },
      401,
      /Neither webhook-signature/,
    ],
    ["what another key signed", { body: ENDED, key: OTHER_KEY }, 401, /not made with the key/],
    ["an old request that is sent again", { body: ENDED, age: 60 }, 401, /6\d s old/],
    ["a body that is too large", { body: { a: "x".repeat(2_000) } }, 413, /1000 bytes/],
    ["what is no JSON", { body: "hello" }, 400, /no JSON/],
    [
      "what is no event",
      { body: { hello: 1 }, path: "/find_ordr" },
      404,
      /no tool at \/find_ordr\. There is find_order\./,
    ],
    ["another method", { method: "GET", path: "/hooks", body: undefined }, 405, /GET \/hooks/],
    ["an address that is none", { method: "POST", url: "/", headers: { host: "%" }, body: "" }, 400, /address/],
  ])("%s", async (_what, request, status, words) => {
    const options = {
      maxBodyBytes: 1_000,
      tools: { find_order: () => 1 },
      on: { "conversation.ended": () => undefined },
    };
    const answer = await take(options, request);
    expect([answer.status, answer.failures]).toEqual([status, []]);
    expect(messageOf(answer)).toMatch(words);
  });

  it("a body that was parsed, as a fault of its own that it tells whoever looks", async () => {
    const answer = await take({}, { ...signedRequest({ body: ENDED }), body: ENDED });
    expect([answer.status, answer.failures]).toEqual([
      500,
      [[expect.objectContaining({ code: "body_parsed" }), { what: "request", id: null }]],
    ]);
    expect(messageOf(answer)).toContain("express.json()");
  });

  it("everything, in a word, while its secret cannot be read", async () => {
    const secret = () => Promise.reject(new Error("vault: 1234"));
    const answer = await take({ secret }, { body: ENDED });
    expect([answer.status, answer.failures.length]).toEqual([500, 1]);
    expect(JSON.stringify(answer.body)).not.toContain("1234");
  });

  it("to be made without a secret", () => {
    for (const secret of ["", [], ["", KEY]]) expect(() => createWebhookHandler({ secret })).toThrow(/secret is empty/);
  });

  it("nothing while keys change, of whichever key the sender and the receiver have", async () => {
    const rotated = { body: ENDED, key: OTHER_KEY, nextKey: KEY };
    expect((await take({ secret: KEY }, rotated)).status).toBe(204);
    expect((await take({ secret: () => [KEY, OTHER_KEY] }, { body: ENDED, key: OTHER_KEY })).status).toBe(204);
    const tools = { find_order: () => 1 };
    const call = { path: "/find_order", key: OTHER_KEY, nextKey: KEY };
    expect((await take({ secret: [KEY, OTHER_KEY], tools }, call)).status).toBe(200);
  });
});
