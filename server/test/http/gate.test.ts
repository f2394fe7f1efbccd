import { request } from "node:http";
import { fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addGate, type Credentials } from "../../src/http/gate.ts";
import { scopeOf } from "../../src/http/scopes.ts";
import { rateLimit } from "../../src/lib/rate-limit.ts";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
beforeAll(async () => {
  app = await startDescribedApp();
});
afterAll(() => app.stop());

const PATH = "/conversational_agents";

describe("a key", () => {
  it.each<[string, Record<string, string>, string]>([
    ["that is missing", {}, "missing_key"],
    ["of another kind of authorization", { authorization: "Basic b3A6eA==" }, "invalid_key"],
    ["without Bearer before it", { authorization: "op_prod_0123456789abcdef0123456789abcdef" }, "invalid_key"],
    ["with a space in it", { authorization: "Bearer op_prod_ 0123" }, "invalid_key"],
    ["that is nothing", { authorization: "Bearer " }, "invalid_key"],
    ["that is empty", { authorization: "" }, "invalid_key"],
    ["nobody made", { authorization: "Bearer op_prod_ffffffffffffffffffffffffffffffff" }, "invalid_key"],
    ["nobody made, for test mode", { authorization: "Bearer op_test_0123456789abcdef0123456789abcdef" }, "invalid_key"],
    ["that is cut short", { authorization: "Bearer op_prod_0123456789abcdef" }, "invalid_key"],
    ["that is very long", { authorization: `Bearer ${"x".repeat(8000)}` }, "invalid_key"],
    ["given as the query's token", {}, "missing_key"],
  ])("%s is a 401", async (what, headers, code) => {
    const path = what.includes("query") ? `${PATH}?token=${app.key}` : PATH;
    const answer = await app.call("GET", path, undefined, { ...VERSION_HEADER, ...headers });
    expect(answer).toMatchObject({ status: 401, body: { error: { type: "authentication", code, param: null } } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("opens whatever the case of Bearer", async () => {
    const headers = { ...VERSION_HEADER, authorization: `bearer ${app.key}` };
    expect((await app.call("GET", PATH, undefined, headers)).status).toBe(200);
  });

  it("is asked for before anything else is looked at", async () => {
    const answer = await app.call("POST", PATH, { nonsense: true }, {});
    expect(answer.body["error"].code).toBe("missing_key");
    const broken = await fetch(`${app.url}${PATH}`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "text/x" },
    });
    expect(broken.status).toBe(401);
  });
});

describe("the API's version", () => {
  it.each([undefined, "", "2025-06-18", "2025-06-19, 2025-06-19", "latest", "v1"])(
    "%j is a 400 that names the supported ones",
    async (version) => {
      const headers = {
        authorization: `Bearer ${app.key}`,
        ...(version === undefined ? {} : { "operator-version": version }),
      };
      const answer = await app.call("GET", PATH, undefined, headers);
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { type: "invalid_request", code: "unsupported_version", param: "Operator-Version" } },
      });
      expect(answer.body["error"].message).toContain("2025-06-19");
    },
  );

  it("is asked for with a key also where a token would do", async () => {
    const id = await app.makeAgent("Answer.");
    const conversation = await app.converse(id);
    const headers = { authorization: `Bearer ${app.key}` };
    const answer = await app.call("GET", `/conversations/${conversation.id}`, undefined, headers);
    expect(answer.body["error"].code).toBe("unsupported_version");
  });
});

describe("every answer", () => {
  it("names its request, differently each time, and an error says the same name", async () => {
    const good = await app.call("GET", PATH);
    const bad = await app.call("GET", `${PATH}/ca_00000000000`);
    expect(good.headers.get("x-request-id")).toMatch(/^req_[0-9A-Za-z]{11}$/);
    expect(bad.body["error"].request_id).toBe(bad.headers.get("x-request-id"));
    expect(bad.headers.get("x-request-id")).not.toBe(good.headers.get("x-request-id"));
  });

  it("does not take the request's name from the caller", async () => {
    const headers = { ...headersOf(app.key), "x-request-id": "mine", "request-id": "mine" };
    expect((await app.call("GET", PATH, undefined, headers)).headers.get("x-request-id")).not.toBe("mine");
  });

  it("is JSON in UTF-8, refusals too", async () => {
    for (const path of [PATH, `${PATH}/x`, "/nowhere", "/conversations?limit=0"]) {
      const { headers } = await app.call("GET", path);
      expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    }
  });

  it("says what is left of the limit, and counts down", async () => {
    const first = await app.call("GET", PATH);
    const second = await app.call("GET", PATH);
    expect(first.headers.get("ratelimit-limit")).toBe("1000000");
    const left = (answer: typeof first) => Number(answer.headers.get("ratelimit-remaining"));
    expect(left(second)).toBe(left(first) - 1);
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    expect(Number(first.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
  });
});

describe("an unknown route", () => {
  it.each([
    ["GET", "/nowhere"],
    ["GET", "/v1/conversations"],
    ["PATCH", PATH],
    ["DELETE", PATH],
    ["PUT", "/conversations/conv_00000000000"],
    ["POST", "/conversations/conv_00000000000/end"],
    ["GET", "/conversations/conv_00000000000/context"],
    ["GET", `${PATH}/`],
    ["GET", "//conversations"],
    ["GET", "/../package.json"],
    ["GET", "/docs/../../package.json"],
    ["GET", "/%2e%2e/package.json"],
  ])("%s %s is a 404 that says where to look", async (method, path) => {
    const answer = await app.call(method, path, method === "GET" || method === "DELETE" ? undefined : {});
    expect(answer).toMatchObject({ status: 404, body: { error: { type: "not_found", code: "not_found" } } });
  });

  it("that cannot even be read is a 404 with the request's name", async () => {
    const answer = await fetch(`${app.url}/conversations/%zz`);
    expect(answer.status).toBe(404);
    const { error } = (await answer.json()) as { error: { request_id: string } };
    expect(error.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("does not say back what could be markup, other than as JSON", async () => {
    const answer = await app.call("GET", "/<script>alert(1)</script>");
    expect(answer.headers.get("content-type")).toContain("application/json");
  });

  it("answers a method nobody knows without failing", async () => {
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(app.url);
      const sent = request({ port, host: "127.0.0.1", path: PATH, method: "PROPFIND" }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      sent.end();
    });
    expect(status).toBe(404);
  });
});

describe("the limit of requests", () => {
  it("answers 429 with Retry-After beyond it, for that key alone, and for guessed keys too", async () => {
    const limited = await startDescribedApp({ OPERATOR_RATE_LIMIT: "5" });
    try {
      const other = await limited.testKeyHeaders();
      // The first call of the tests' own, for /openapi.json, counts for the address and not for the key.
      for (let count = 0; count < 5; count++) expect((await limited.call("GET", PATH)).status).toBe(200);
      const refused = await limited.call("GET", PATH);
      expect(refused).toMatchObject({ status: 429, body: { error: { type: "rate_limited", code: "rate_limited" } } });
      const wait = Number(refused.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect(refused.headers.get("ratelimit-remaining")).toBe("0");
      expect((await limited.call("GET", PATH, undefined, other)).status).toBe(200);
      const guesses = [];
      for (let count = 0; count < 6; count++) {
        const headers = headersOf(`op_prod_guess${"0".repeat(16)}${count}`);
        guesses.push((await limited.call("GET", PATH, undefined, headers)).status);
      }
      expect(guesses.at(0)).toBe(401);
      expect(guesses.at(-1)).toBe(429);
    } finally {
      await limited.stop();
    }
  });
});

describe("pages of other origins", () => {
  it("may ask first, without a key, and are told what they may send", async () => {
    const answer = await fetch(`${app.url}/conversations`, {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type, operator-version, idempotency-key",
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    const allowed = answer.headers.get("access-control-allow-headers")?.toLowerCase();
    for (const name of ["authorization", "content-type", "operator-version", "idempotency-key", "last-event-id"]) {
      expect(allowed).toContain(name);
    }
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      expect(answer.headers.get("access-control-allow-methods")).toContain(method);
    }
  });

  it("may read answers and the headers that matter, of refusals and event streams too", async () => {
    const { id, channel } = await app.converse(await app.makeAgent("Answer."));
    const stream = await fetch(`${channel.events_url}?token=${channel.token}`);
    await stream.body?.cancel();
    const answers = [await app.call("GET", `/conversations/${id}`), await app.call("GET", PATH, undefined, {}), stream];
    for (const { headers } of answers) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toContain("X-Request-Id");
    }
  });
});

describe("a route", () => {
  const gated = () => {
    const server = fastify();
    addGate(server, {} as Credentials, rateLimit(1));
    return server;
  };

  it("that a key opens must belong to a scope, or the server is not built", () => {
    for (const path of ["/unheard_of", "/unheard_of/:id", "/", "/constructor"]) {
      const add = () => gated().get(path, () => null);
      expect(add, path).toThrow(`GET ${path} belongs to no scope. Give it a line in http/scopes.ts.`);
    }
    expect(() => gated().get("/unheard_of", { config: { access: "anybody" } }, () => null)).not.toThrow();
    expect(() => gated().get("/tools/:name", () => null)).not.toThrow();
  });

  it.each<[string, string, string | null]>([
    ["GET", "/conversations/:id", "conversations:read"],
    ["HEAD", "/conversations", "conversations:read"],
    ["POST", "/conversations/:id/context", "conversations:write"],
    ["DELETE", "/conversations/:id", "conversations:write"],
    ["PUT", "/procedural_agents/:id", "agents:write"],
    ["PATCH", "/tools/:name", "tools:write"],
    ["GET", "/signing_key", "tools:write"],
    ["GET", "/test_addresses", "keys:read"],
    ["GET", "/logs", "logs:read"],
    ["GET", "/logsandmore", null],
    ["GET", "", null],
    ["GET", "/__proto__", null],
  ])("%s %s takes the scope %s", (method, path, scope) => {
    expect(scopeOf(method, path)).toBe(scope);
  });
});
