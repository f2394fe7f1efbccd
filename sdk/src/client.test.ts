import { describe, expect, it, vi } from "vitest";
import { createClient, signIn } from "./client.ts";
import { OperatorApiError } from "./error.ts";
import { etagOf } from "./etag.ts";
import type { Fetch } from "./transport.ts";

type Scripted = Response | Error;

/** A server that gives these answers, one a request, and fails the test when it is asked for more. */
function scripted(...answers: Scripted[]) {
  const requests: Request[] = [];
  const fetch: Fetch = async (request) => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`Off script: ${request.method} ${request.url}`);
    requests.push(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = createClient({ host: "http://operator.test/", key: "op_prod_1", fetch });
  return { client, requests, fetch, left: answers };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });
const refusal = {
  type: "invalid_request",
  code: "missing_field",
  message: "Name it.",
  param: "name",
  request_id: "req_1",
};
const soon = { "retry-after": "0" };

async function rejection(promise: Promise<unknown>): Promise<OperatorApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorApiError);
  return error as OperatorApiError;
}

describe("a call", () => {
  it("carries the key and the version of the API", async () => {
    const { client, requests } = scripted(json({ data: [], cursor: null }));
    await client.conversationalAgents.list();
    expect(requests[0]?.url).toBe("http://operator.test/conversational_agents");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer op_prod_1");
    expect(requests[0]?.headers.get("operator-version")).toBe("2025-06-19");
  });

  it("names a version in the path", async () => {
    const { client, requests } = scripted(json({ id: "ca_1" }));
    await client.conversationalAgents.get("ca_1@v2");
    expect(decodeURIComponent(requests[0]?.url ?? "")).toBe("http://operator.test/conversational_agents/ca_1@v2");
  });

  it("sends what a conversation is made of", async () => {
    const created = { id: "conv_1", channel: { type: "chat_realtime" } };
    const { client, requests } = scripted(json(created));
    const conversation = { agent_id: "ca_1", channel: { type: "chat_realtime" } as const, context: { plan: "gold" } };
    expect(await client.conversations.create(conversation)).toEqual(created);
    expect(await requests[0]?.json()).toEqual(conversation);
  });

  it("needs no key to exchange the code of a sign-in link", async () => {
    const { fetch, requests } = scripted(json({ api_key: "op_prod_2" }));
    expect(await signIn({ code: "abc", host: "http://operator.test", fetch })).toBe("op_prod_2");
    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(await requests[0]?.json()).toEqual({ code: "abc" });
  });

  it("is not repeated once it is called off", async () => {
    const { client, left, requests } = scripted(
      json({}, 503, { "retry-after": "5" }),
      json({ data: [], cursor: null }),
    );
    const calledOff = new AbortController();
    const call = client.conversationalAgents.get("ca_1", { signal: calledOff.signal });
    await vi.waitUntil(() => requests.length === 1, 30_000);
    calledOff.abort(new Error("No longer needed"));
    await expect(call).rejects.toThrow("No longer needed");
    expect(left).toHaveLength(1);
  });
});

describe("a list", () => {
  it("is read page by page to its end", async () => {
    const { client, requests } = scripted(
      json({ data: [{ id: "ca_1" }, { id: "ca_2" }], cursor: "more" }),
      json({ data: [{ id: "ca_3" }], cursor: null }),
    );
    const ids: string[] = [];
    for await (const agent of client.conversationalAgents.list()) ids.push(agent.id);
    expect(ids).toEqual(["ca_1", "ca_2", "ca_3"]);
    expect(requests.map(({ url }) => new URL(url).searchParams.get("cursor"))).toEqual([null, "more"]);
  });
});

describe("a refusal", () => {
  it("tells what is wrong, where, and under which id it was logged", async () => {
    const { client } = scripted(json({ error: refusal }, 400));
    const error = await rejection(client.conversationalAgents.list());
    expect(error.message).toBe("Name it. (req_1)");
    expect(error).toMatchObject({
      status: 400,
      type: "invalid_request",
      code: "missing_field",
      param: "name",
      requestId: "req_1",
      retryAfterSeconds: null,
    });
  });

  it.each([
    ["a page of HTML", new Response("<h1>Bad gateway</h1>", { status: 500, headers: { "x-request-id": "req_2" } })],
    ["nothing", new Response(null, { status: 500, headers: { "x-request-id": "req_2" } })],
    ["JSON of somebody else", json({ error: "no" }, 500, { "x-request-id": "req_2" })],
  ])("names the status when the body is %s", async (_what, response) => {
    const { client } = scripted(response);
    const error = await rejection(client.conversationalAgents.list());
    expect(error).toMatchObject({ status: 500, code: "http_500", requestId: "req_2" });
    expect(error.message).toContain("500");
  });

  it("says when to come back", async () => {
    const { client } = scripted(json({ error: refusal }, 429, { "retry-after": "30" }));
    expect(await rejection(client.conversationalAgents.list())).toMatchObject({ status: 429, retryAfterSeconds: 30 });
  });

  it("names the address when nobody answers there, and keeps the cause", async () => {
    const failures = [1, 2, 3].map(() => new TypeError("fetch failed"));
    const { client, left } = scripted(...failures);
    const error = await rejection(client.conversationalAgents.list());
    expect(error).toMatchObject({ status: null, code: "unreachable" });
    expect(error.message).toContain("http://operator.test");
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(left).toEqual([]);
  });
});

describe("a repeated call", () => {
  it.each([429, 502, 503, 504])("is made after a %i, under the same idempotency key", async (status) => {
    const { client, requests } = scripted(json({}, status, soon), json({ id: "conv_1" }));
    await client.conversations.create({ agent_id: "ca_1", channel: { type: "chat_realtime" } });
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(await requests[1]?.json()).toMatchObject({ agent_id: "ca_1" });
  });

  it("is made after the network failed", async () => {
    const { client } = scripted(new TypeError("fetch failed"), json({ data: [], cursor: null }));
    expect(await client.conversationalAgents.list()).toEqual({ data: [], cursor: null });
  });

  it.each([400, 401, 404, 409, 500])("is not made after a %i", async (status) => {
    const { client, left } = scripted(json({ error: refusal }, status), json({ data: [], cursor: null }));
    await rejection(client.conversationalAgents.list());
    expect(left).toHaveLength(1);
  });

  it("is made twice at most", async () => {
    const { client, left } = scripted(json({}, 503, soon), json({}, 503, soon), json({}, 503, soon), json({}));
    expect(await rejection(client.conversationalAgents.list())).toMatchObject({ status: 503 });
    expect(left).toHaveLength(1);
  });

  it("has an idempotency key of its own for each new call", async () => {
    const { client, requests } = scripted(json({ id: "conv_1" }), json({ id: "conv_2" }));
    const conversation = { agent_id: "ca_1", channel: { type: "chat_realtime" } as const };
    await client.conversations.create(conversation);
    await client.conversations.create(conversation);
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(2);
  });
});

const mismatch = {
  type: "precondition_failed",
  code: "etag_mismatch",
  message: "It was changed.",
  request_id: "req_1",
};

describe("a change under an entity tag", () => {
  it("names the version that was read, and is refused when that is no longer the latest", async () => {
    const { client, requests } = scripted(json({ id: "tr_1" }, 200, { etag: '"v1"' }), json({ error: mismatch }, 412));
    const transfer = await client.transfers.get("tr_1");
    const etag = etagOf(transfer);
    expect(etag).toBe('"v1"');
    const error = await rejection(client.transfers.change("tr_1", { name: "x" }, { ifMatch: etag }));
    expect(error).toMatchObject({ status: 412, type: "precondition_failed", code: "etag_mismatch" });
    expect(requests[1]?.headers.get("if-match")).toBe('"v1"');
  });

  it("leaves no trace of the tag in what was read", async () => {
    const { client } = scripted(json({ id: "tr_1" }, 200, { etag: '"v1"' }));
    const transfer = await client.transfers.get("tr_1");
    expect(JSON.stringify(transfer)).toBe('{"id":"tr_1"}');
    expect(Object.keys({ ...transfer })).toEqual(["id"]);
    expect(etagOf({ ...transfer })).toBeUndefined();
  });

  type Change = (client: ReturnType<typeof createClient>) => Promise<unknown>;
  const change = { ifMatch: '"v1"' };
  const once: [string, Change][] = [
    ["a change under a tag", (client) => client.transfers.change("tr_1", {}, change)],
    ["an update under a tag", (client) => client.mcpServers.update("mcp_1", {} as never, change)],
    ["a deletion", (client) => client.transfers.delete("tr_1")],
  ];
  it.each(once)("is not repeated when it may have been carried out: %s", async (_what, call) => {
    const { client, left } = scripted(new TypeError("fetch failed"), json({ id: "x" }));
    expect(await rejection(call(client))).toMatchObject({ type: "unreachable" });
    expect(left).toHaveLength(1);
  });

  const again: [string, Change][] = [
    ["a change without a tag", (client) => client.transfers.change("tr_1", {})],
    ["a release under a tag", (client) => client.conversationalAgents.release("ca_1@v0", change)],
  ];
  it.each(again)("is repeated when it does no harm: %s", async (_what, call) => {
    const { client } = scripted(new TypeError("fetch failed"), json({ id: "x" }));
    expect(await call(client)).toEqual({ id: "x" });
  });

  it.each([...once, ...again])("is repeated when it was refused for its pace: %s", async (_what, call) => {
    const { client } = scripted(json({}, 429, soon), json({ id: "x" }));
    expect(await call(client)).toEqual({ id: "x" });
  });
});

describe("the pause before a repetition", () => {
  it("may be a date, and is not waited for when it is long", async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const { client, left } = scripted(json({}, 503, { "retry-after": inAnHour }), json({}));
    const { retryAfterSeconds } = await rejection(client.voices.list());
    expect(retryAfterSeconds).toBeGreaterThan(3_500);
    expect(left).toHaveLength(1);
  });

  it("is made while the first try, lost to us, is still being carried out", async () => {
    const underWay = { type: "conflict", code: "idempotency_conflict", message: "It has no answer yet." };
    const { client, requests } = scripted(
      new TypeError("fetch failed"),
      json({ error: underWay }, 409),
      json({ id: "camp_1" }),
    );
    expect(await client.campaigns.start("camp_1")).toEqual({ id: "camp_1" });
    expect(new Set(requests.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
    const another = scripted(json({ error: underWay }, 409), json({}));
    const error = await rejection(another.client.campaigns.start("camp_1", { idempotencyKey: "mine" }));
    expect(error.code).toBe("idempotency_conflict");
    expect(another.requests[0]?.headers.get("idempotency-key")).toBe("mine");
  });
});

describe("a try that takes too long", () => {
  /** A server that never answers, or begins an answer and never ends it. */
  const silent = (begins: boolean): Fetch => {
    return ({ signal }) =>
      new Promise((resolve, reject) => {
        const fail = (to: (reason: unknown) => void) => signal.addEventListener("abort", () => to(signal.reason));
        if (!begins) return fail(reject);
        resolve(new Response(new ReadableStream({ start: (body) => fail((reason) => body.error(reason)) })));
      });
  };

  it.each([false, true])("is ended (when the answer has begun: %s)", async (begins) => {
    const client = createClient({ host: "http://operator.test", key: "op_1", fetch: silent(begins), retries: 0 });
    const error = await rejection(client.tools.get("x", { timeout: 20 }));
    expect(error).toMatchObject({ type: "timeout", status: null });
    expect(error.message).toContain("20 ms");
  });

  it("is told from one that was called off", async () => {
    const client = createClient({ host: "http://operator.test", key: "op_1", fetch: silent(false) });
    await expect(client.tools.get("x", { signal: AbortSignal.abort(new Error("Enough")) })).rejects.toThrow("Enough");
  });
});

describe("a mistake of the program", () => {
  it.each(["", ".", "..", undefined, null, 3])("in an id (%o) is told before anything is sent", (id) => {
    const { client, requests } = scripted();
    expect(() => client.tools.delete(id as string)).toThrow(TypeError);
    expect(() => client.conversations.events(id as string)).toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  it("cannot lead out of a path", async () => {
    const { client, requests } = scripted(json({}));
    await client.tools.get("../api_keys?x#y");
    expect(requests[0]?.url).toBe("http://operator.test/tools/..%2Fapi_keys%3Fx%23y");
  });

  it.each(["127.0.0.1:4000", "ftp://x", "http://", ""])("in the host (%o) is told at once", (host) => {
    expect(() => createClient({ host, key: "op_1" })).toThrow("no host");
  });

  it("in the key is told at once, without the key", () => {
    const key = "op_prod_secret\n";
    expect(() => createClient({ host: "http://x", key })).toThrow(TypeError);
    expect(() => createClient({ host: "http://x", key })).not.toThrow("secret");
  });
});

describe("an answer of success", () => {
  it("that is no JSON is an error that says so", async () => {
    const { client } = scripted(new Response("<h1>Welcome</h1>", { headers: { "x-request-id": "req_3" } }));
    expect(await rejection(client.tools.get("x"))).toMatchObject({ type: "unknown", requestId: "req_3" });
  });

  it("that is a file comes as it is", async () => {
    const { client, requests } = scripted(new Response("a,b"));
    expect(await (await client.campaigns.export("camp_1")).text()).toBe("a,b");
    expect(requests[0]?.url).toBe("http://operator.test/campaigns/camp_1/export");
  });

  it("comes to what was sent as CSV", async () => {
    const { client, requests } = scripted(json({ added: 1 }));
    await client.campaigns.addRows("camp_1", "callee_no\n+14155550123\n");
    expect(requests[0]?.headers.get("content-type")).toBe("text/csv");
    expect(await requests[0]?.text()).toBe("callee_no\n+14155550123\n");
  });

  it("comes to a query whose values are given, and not to others", async () => {
    const { client, requests } = scripted(json({ data: [], cursor: null }));
    await client.conversations.list({ status: "completed", q: "a&b", limit: 5 });
    expect(requests[0]?.url).toBe("http://operator.test/conversations?status=completed&q=a%26b&limit=5");
  });
});
