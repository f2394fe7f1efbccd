import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { SCOPES, type Scope } from "../../src/domain/scope.ts";
import type { OperatorError } from "../../src/domain/error.ts";
import { anyStateOf } from "../../src/domain/precondition.ts";
import { openDatabase } from "../../src/db/database.ts";
import { type ApiKey, ApiKeys } from "../../src/services/api-keys.ts";
import { createTestDatabase } from "../../src/testing/database.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { contentsOf } from "../database-contents.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
/** Another process on the same database. */
let other: TestApp;
beforeAll(async () => {
  app = await startDescribedApp();
  other = await startTestApp({ DATABASE_URL: app.databaseUrl });
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const PATH = "/conversational_agents";
/** Longer than a process may take to notice what another has changed. */
const FOLLOWED = { timeout: 30_000, interval: 100 };

async function mint(more: object = {}, caller = app.key) {
  const input = { name: "Shop", livemode: true, ...more };
  const answer = await app.call("POST", "/api_keys", input, headersOf(caller));
  return { ...answer, id: String(answer.body["id"]), secret: String(answer.body["secret"]) };
}

/** Makes a key that may do just that. */
async function keyWith(...scopes: Scope[]): Promise<string> {
  return (await mint({ scopes })).secret;
}

const opens = async (secret: string, at: { call: TestApp["call"] } = app) =>
  (await at.call("GET", PATH, undefined, headersOf(secret))).status === 200;
const refusal = (status: number, code: string, param: string | null = null) => ({
  status,
  body: { error: { code, param } },
});

describe("making an API key", () => {
  it("answers the key once, and from then on only what it is known by", async () => {
    const { status, body, secret, id } = await mint({ name: "Büro 🗝", scopes: ["tools:write", "agents:read"] });
    expect(status).toBe(200);
    expect(secret).toMatch(/^op_prod_[0-9A-Za-z]{32}$/);
    const item = {
      id: expect.stringMatching(/^key_[0-9A-Za-z]{11}$/) as string,
      name: "Büro 🗝",
      livemode: true,
      scopes: ["agents:read", "tools:write"],
      hint: `op_prod_…${secret.slice(-4)}`,
      created_at: expect.stringMatching(/Z$/) as string,
      last_used_at: null,
      revoked_at: null,
      former_expires_at: null,
    };
    expect(body).toEqual({ ...item, secret });
    expect((await app.call("GET", `/api_keys/${id}`)).body).toEqual(item);
    expect((await app.call("GET", "/api_keys?limit=1")).body["data"]).toEqual([item]);
    expect(JSON.stringify(await contentsOf(app.databaseUrl))).not.toContain(secret);
  });

  it("gives everything when no scopes are named, and a scope named twice once", async () => {
    expect((await mint()).body["scopes"]).toBe(null);
    expect((await mint({ scopes: null })).body["scopes"]).toBe(null);
    expect((await mint({ scopes: ["logs:read", "logs:read"] })).body["scopes"]).toEqual(["logs:read"]);
  });

  it("makes test keys, which make and see test data only", async () => {
    const { secret, body } = await mint({ livemode: false });
    expect(secret).toMatch(/^op_test_/);
    expect(body["livemode"]).toBe(false);
    expect(await opens(secret)).toBe(true);
  });

  it("keeps what PostgreSQL cannot as something that looks like it", async () => {
    expect((await mint({ name: "a\u0000b\ud800" })).body["name"]).toBe("a\ufffdb\ufffd");
  });

  it.each<[string, unknown, string]>([
    ["no name", { livemode: true }, "name"],
    ["an empty name", { name: "", livemode: true }, "name"],
    ["a name that is too long", { name: "x".repeat(201), livemode: true }, "name"],
    ["no livemode", { name: "Shop" }, "livemode"],
    ["a livemode that is text", { name: "Shop", livemode: "true" }, "livemode"],
    ["no scope at all", { name: "Shop", livemode: true, scopes: [] }, "scopes"],
    ["a scope that is none", { name: "Shop", livemode: true, scopes: ["agents:read", "agents:delete"] }, "scopes[1]"],
    ["scopes as text", { name: "Shop", livemode: true, scopes: "agents:read" }, "scopes"],
    ["a scope of a prototype", { name: "Shop", livemode: true, scopes: ["constructor:read"] }, "scopes[0]"],
    ["too many scopes", { name: "Shop", livemode: true, scopes: Array(101).fill("agents:read") }, "scopes"],
    ["a field that is unknown", { name: "Shop", livemode: true, scope: ["agents:read"] }, "scope"],
    ["nothing", undefined, ""],
    ["a list", [], ""],
  ])("refuses %s and names the place", async (_, body, param) => {
    const answer = await app.call("POST", "/api_keys", body);
    expect(answer).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it("sent again under its idempotency key answers the same key, of which the database has nothing in plain text", async () => {
    const headers = { ...headersOf(app.key), "idempotency-key": "make-a-key" };
    const first = await app.call("POST", "/api_keys", { name: "Once", livemode: true }, headers);
    const again = await app.call("POST", "/api_keys", { name: "Once", livemode: true }, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const contents = JSON.stringify(await contentsOf(app.databaseUrl));
    expect(contents).not.toContain(first.body["secret"]);
    expect(contents).toContain("sealed.1.");
  });
});

describe("what a key may do", () => {
  it("is what its scopes say, for every call of the API", async () => {
    const operations = Object.entries(app.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
    const keys = new Map<string, string>();
    for (const scope of SCOPES) {
      keys.set(scope, await keyWith(scope));
      keys.set(`not ${scope}`, await keyWith(...SCOPES.filter((each) => each !== scope)));
    }
    let count = 0;
    for (const { method, path, operation } of operations) {
      const byKey = operation.security.find((scheme) => "api_key" in scheme);
      if (!byKey) continue;
      const [scope = "none"] = byKey["api_key"] ?? [];
      expect(SCOPES, `${method} ${path}`).toContain(scope);
      const at = path.replaceAll(/\{[^}]+\}/g, "x_00000000000");
      const hasBody = ["POST", "PUT", "PATCH"].includes(method);
      const lacksScope = async (key: string) => {
        const headers = { ...headersOf(keys.get(key) as string), "content-type": "application/json" };
        const response = await fetch(`${app.url}${at}`, { method, headers, ...(hasBody ? { body: "{}" } : {}) });
        if (response.status !== 403) {
          // A stream would not end by itself.
          await response.body?.cancel();
          return false;
        }
        const { error } = (await response.json()) as { error: { message: string } };
        return /lacks the scope/.test(error.message);
      };
      expect(await lacksScope(scope), `${method} ${path} with ${scope}`).toBe(false);
      expect(await lacksScope(`not ${scope}`), `${method} ${path} without ${scope}`).toBe(true);
      count++;
    }
    expect(count).toBeGreaterThan(20);
  });

  it("is asked only of a key that is known, with the version, and says which scope is missing", async () => {
    const secret = await keyWith("agents:write");
    const answer = await app.call("GET", PATH, undefined, headersOf(secret));
    expect(answer).toMatchObject(refusal(403, "not_allowed"));
    expect(answer.body["error"].message).toContain("agents:read");
    const old = { authorization: `Bearer ${secret}`, "operator-version": "1999-01-01" };
    expect(await app.call("GET", PATH, undefined, old)).toMatchObject(
      refusal(400, "unsupported_version", "Operator-Version"),
    );
  });

  it("of a conversation that it may only read does not include the token, with which it could talk", async () => {
    const { id } = await app.converse(await app.makeAgent("Answer."));
    const shown = async (secret: string) =>
      (await app.call("GET", `/conversations/${id}`, undefined, headersOf(secret))).body["channel"].token;
    expect(await shown(await keyWith("conversations:read"))).toBe(null);
    expect(await shown(await keyWith("conversations:read", "conversations:write"))).toMatch(/^ot_/);
    expect(await shown(app.key)).toMatch(/^ot_/);
  });

  it("is asked of sessions as well", async () => {
    const { channel } = await app.converse(await app.makeAgent("Answer."));
    const close = (secret: string) =>
      new Promise<number | "open">((resolve, reject) => {
        const socket = new WebSocket(channel.session_url, { headers: { authorization: `Bearer ${secret}` } });
        socket.on("error", reject).on("close", (code) => resolve(code));
        socket.on("message", () => {
          resolve("open");
          socket.close();
        });
        socket.on("open", () => socket.send(JSON.stringify({ payload: { type: "conversation.start" } })));
      });
    expect(await close(await keyWith("conversations:read", "agents:write"))).toBe(4401);
    expect(await close(await keyWith("conversations:write"))).toBe("open");
  });

  it("is no more than the key that made it may", async () => {
    const maker = await keyWith("keys:write", "keys:read", "tools:read");
    const given = await mint({ scopes: ["tools:read"] }, maker);
    expect(given.status).toBe(200);
    for (const scopes of [null, undefined, ["tools:write"], ["tools:read", "agents:read"]]) {
      const answer = await mint({ scopes }, maker);
      expect(answer, JSON.stringify(scopes)).toMatchObject(refusal(403, "not_allowed", "scopes"));
    }
    const patch = (id: string, body: object, caller = maker) =>
      app.call("PATCH", `/api_keys/${id}`, body, headersOf(caller));
    expect(await patch(given.id, { scopes: ["tools:write"] })).toMatchObject(refusal(403, "not_allowed", "scopes"));
    expect(await patch(given.id, { scopes: null })).toMatchObject(refusal(403, "not_allowed", "scopes"));
    expect((await patch(given.id, { scopes: ["keys:read"] })).body["scopes"]).toEqual(["keys:read"]);
  });

  it("cannot be come by through a stronger key: that is neither rotated nor changed nor revoked", async () => {
    const maker = await keyWith("keys:write", "keys:read");
    for (const scopes of [null, ["agents:read"]]) {
      const { id, secret } = await mint({ scopes });
      const by = headersOf(maker);
      expect(await app.call("POST", `/api_keys/${id}/rotate`, {}, by)).toMatchObject(refusal(403, "not_allowed"));
      expect(await app.call("PATCH", `/api_keys/${id}`, { name: "Mine" }, by)).toMatchObject(
        refusal(403, "not_allowed"),
      );
      expect(await app.call("DELETE", `/api_keys/${id}`, undefined, by)).toMatchObject(refusal(403, "not_allowed"));
      expect(await opens(secret)).toBe(true);
    }
  });

  it("does not include keys when it is a test key", async () => {
    const { id } = await mint();
    const by = await app.testKeyHeaders();
    const calls: [string, string, object?][] = [
      ["GET", "/api_keys"],
      ["GET", `/api_keys/${id}`],
      ["POST", "/api_keys", { name: "Shop", livemode: false }],
      ["PATCH", `/api_keys/${id}`, { name: "Mine" }],
      ["POST", `/api_keys/${id}/rotate`, {}],
      ["DELETE", `/api_keys/${id}`],
    ];
    for (const [method, path, body] of calls) {
      expect(await app.call(method, path, body, by), `${method} ${path}`).toMatchObject(refusal(403, "not_allowed"));
    }
  });
});

describe("changing an API key", () => {
  it("renames it and changes what it may do, here at once and elsewhere soon", async () => {
    const { id, secret } = await mint({ scopes: ["agents:read"] });
    expect(await opens(secret, other)).toBe(true);
    const { body } = await app.call("PATCH", `/api_keys/${id}`, { name: "Till", scopes: ["logs:read"] });
    expect(body).toMatchObject({ id, name: "Till", scopes: ["logs:read"] });
    expect(await opens(secret)).toBe(false);
    await expect.poll(() => opens(secret, other), FOLLOWED).toBe(false);
    expect((await app.call("PATCH", `/api_keys/${id}`, { scopes: null })).body).toMatchObject({ scopes: null });
    expect(await opens(secret)).toBe(true);
    expect((await app.call("PATCH", `/api_keys/${id}`, {})).body).toMatchObject({ name: "Till", scopes: null });
  });

  it.each<[unknown, string]>([
    [{ name: null }, "name"],
    [{ scopes: [] }, "scopes"],
    [{ livemode: false }, "livemode"],
    [{ secret: "op_prod_0123456789abcdef" }, "secret"],
  ])("refuses %j and names the place", async (change, param) => {
    const { id } = await mint();
    expect(await app.call("PATCH", `/api_keys/${id}`, change)).toMatchObject({
      status: 400,
      body: { error: { param } },
    });
  });

  it.each(["key_00000000000", "nonsense", "key_%27%3B--", "..%2f"])("of the id %s finds none", async (id) => {
    for (const [method, path] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/rotate"],
    ]) {
      expect(await app.call(method as string, `/api_keys/${id}${path}`)).toMatchObject(refusal(404, "not_found"));
    }
    expect(await app.call("PATCH", `/api_keys/${id}`, { name: "x" })).toMatchObject(refusal(404, "not_found"));
  });
});

describe("revoking an API key", () => {
  it("ends it, here at once and elsewhere within 5 seconds, and keeps it in the list", async () => {
    const { id, secret } = await mint();
    expect(await opens(secret)).toBe(true);
    expect(await opens(secret, other)).toBe(true);
    const { body } = await app.call("DELETE", `/api_keys/${id}`);
    expect(body).toMatchObject({ id, revoked_at: expect.stringMatching(/Z$/) as string });
    expect(await opens(secret)).toBe(false);
    await expect.poll(() => opens(secret, other), FOLLOWED).toBe(false);
    expect((await app.call("GET", "/api_keys?limit=1")).body["data"][0]).toEqual(body);
    expect((await app.call("DELETE", `/api_keys/${id}`)).body).toEqual(body);
  });

  it("leaves it nothing to live on in, not even where it is still remembered", async () => {
    const { id, secret } = await mint({ scopes: ["keys:read", "keys:write"] });
    const by = headersOf(secret);
    const input = { name: "Heir", livemode: true, scopes: ["keys:write"] };
    expect((await other.call("POST", "/api_keys", input, by)).status).toBe(200);
    await app.call("DELETE", `/api_keys/${id}`);
    expect(await other.call("POST", "/api_keys", input, by)).toMatchObject(refusal(401, "invalid_key"));
    const { id: spare } = await mint({ scopes: ["keys:write"] });
    expect(await other.call("POST", `/api_keys/${spare}/rotate`, {}, by)).toMatchObject(refusal(401, "invalid_key"));
    const wider = { scopes: ["keys:read", "keys:write"] };
    expect(await other.call("PATCH", `/api_keys/${spare}`, wider, by)).toMatchObject(refusal(401, "invalid_key"));
    expect(await other.call("DELETE", `/api_keys/${spare}`, undefined, by)).toMatchObject(refusal(401, "invalid_key"));
  });

  it("ends it here at once also when it was being looked up in the same moment", async () => {
    const { id, secret } = await mint();
    const database = openDatabase(app.databaseUrl, { connections: 2 });
    let letGo = () => undefined as void;
    let isHeld: Promise<void> | null = new Promise((resolve) => {
      letGo = resolve;
    });
    const slowAtFirst = database.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        const held = isHeld;
        isHeld = null;
        await held;
        return result;
      },
    });
    try {
      const keys = new ApiKeys(slowAtFirst);
      const lookedUp = keys.authenticate(secret);
      await vi.waitFor(() => expect(isHeld).toBe(null), 30_000);
      const caller: ApiKey = { id, name: "all", livemode: true, scopes: null };
      await keys.revoke(caller, anyStateOf(id));
      letGo();
      await lookedUp;
      await expect(keys.authenticate(secret)).rejects.toMatchObject({ code: "invalid_key" });
    } finally {
      await database.destroy();
    }
  });

  it("ends what it was before a rotation as well, and there is no way back", async () => {
    const { id, secret } = await mint();
    const rotated = await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 3600 });
    await app.call("DELETE", `/api_keys/${id}`);
    expect(await opens(secret)).toBe(false);
    expect(await opens(rotated.body["secret"])).toBe(false);
    expect((await app.call("GET", `/api_keys/${id}`)).body["former_expires_at"]).toBe(null);
    expect(await app.call("POST", `/api_keys/${id}/rotate`)).toMatchObject(refusal(404, "not_found"));
    expect(await app.call("PATCH", `/api_keys/${id}`, { name: "Back" })).toMatchObject(refusal(404, "not_found"));
  });
});

describe("rotating an API key", () => {
  it("gives it a new secret at once, and the former works until the overlap ends", async () => {
    const { id, secret } = await mint({ scopes: ["agents:read"] });
    expect(await opens(secret)).toBe(true);
    const { body } = await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 2 });
    const endsAt = Date.parse(body["former_expires_at"]);
    expect(endsAt - Date.now()).toBeLessThanOrEqual(2_000);
    expect(body).toMatchObject({ id, scopes: ["agents:read"], hint: `op_prod_…${body["secret"].slice(-4)}` });
    expect(body["secret"]).not.toBe(secret);
    expect(await opens(body["secret"], other)).toBe(true);
    expect([await opens(secret), await opens(secret, other)]).toEqual([true, true]);
    await expect.poll(() => opens(secret), FOLLOWED).toBe(false);
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
    await expect.poll(() => opens(secret, other), FOLLOWED).toBe(false);
    expect((await app.call("GET", `/api_keys/${id}`)).body["former_expires_at"]).toBe(null);
    expect(await opens(body["secret"])).toBe(true);
  });

  it("without an overlap ends the former at once, and all before it", async () => {
    const { id, secret } = await mint();
    const second = (await app.call("POST", `/api_keys/${id}/rotate`)).body;
    expect(Date.parse(second["former_expires_at"]) - Date.now()).toBeGreaterThan(86_000_000);
    const third = (await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 3600 })).body;
    expect([await opens(secret), await opens(second["secret"]), await opens(third["secret"])]).toEqual([
      true,
      true,
      true,
    ]);
    expect(Date.parse(third["former_expires_at"]) - Date.now()).toBeLessThanOrEqual(3_600_000);
    const last = (await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 0 })).body;
    expect(last["former_expires_at"]).toBe(null);
    const former = [secret, second["secret"], third["secret"]];
    expect(await Promise.all(former.map((each) => opens(each)))).toEqual([false, false, false]);
    expect(await opens(last["secret"])).toBe(true);
  });

  it("many times at once leaves each answered secret good, and one of them current", async () => {
    const { id } = await mint();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? app : other).call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 60 }),
      ),
    );
    const secrets = answers.map(({ body }) => String(body["secret"]));
    expect(new Set(secrets).size).toBe(6);
    for (const secret of secrets) expect(await opens(secret)).toBe(true);
    await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 0 });
    for (const secret of secrets) expect(await opens(secret)).toBe(false);
  });

  it.each<[unknown]>([[{ overlap_seconds: -1 }], [{ overlap_seconds: 30 * 86_400 + 1 }], [{ overlap_seconds: 1.5 }]])(
    "refuses %j",
    async (body) => {
      const { id } = await mint();
      expect(await app.call("POST", `/api_keys/${id}/rotate`, body)).toMatchObject(
        refusal(400, "invalid_field", "overlap_seconds"),
      );
    },
  );
});

describe("the last live key that may do everything", () => {
  it("stays, however it is tried", async () => {
    const own = await startDescribedApp();
    try {
      const [only] = (await own.call("GET", "/api_keys")).body["data"];
      await own.call("POST", "/api_keys", { name: "test", livemode: false });
      await own.call("POST", "/api_keys", { name: "limited", livemode: true, scopes: SCOPES });
      for (const [method, change] of [
        ["DELETE", undefined],
        ["PATCH", { scopes: SCOPES }],
      ] as const) {
        const answer = await own.call(method, `/api_keys/${only.id}`, change);
        expect(answer).toMatchObject(refusal(409, "in_use"));
        expect(answer.body["error"].message).toContain("POST /api_keys");
      }
      expect((await own.call("PATCH", `/api_keys/${only.id}`, { name: "Main", scopes: null })).status).toBe(200);
      await own.call("POST", "/api_keys", { name: "second", livemode: true });
      expect((await own.call("DELETE", `/api_keys/${only.id}`)).status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it("is left over when all are given up at once, in several processes", async () => {
    const place = await createTestDatabase();
    const database = openDatabase(place.url, { connections: 8 });
    try {
      const [here, there] = [new ApiKeys(database), new ApiKeys(database)];
      const byItself = (id: string): ApiKey => ({ id, name: "all", livemode: true, scopes: null });
      const reader = byItself("key_00000000000");
      for (let round = 0; round < 5; round++) {
        for (let made = 0; made < 5; made++) await here.create(`${round}.${made}`, true);
        const { data } = await here.list(reader, { position: null, limit: 200 });
        const open = data.filter((key) => key.revoked_at === null && key.scopes === null);
        const outcomes = await Promise.allSettled(
          open.flatMap(({ id }, index) => {
            const last = open.at(-1 - index)?.id as string;
            return [
              here.revoke(byItself(id), anyStateOf(id)),
              there.change(byItself(last), anyStateOf(last), { scopes: ["keys:read"] }),
            ];
          }),
        );
        const codes = outcomes.flatMap((each) =>
          each.status === "rejected" ? [(each.reason as OperatorError).code] : [],
        );
        expect(new Set(codes)).toEqual(new Set(["in_use", ...codes.filter((code) => code === "invalid_key")]));
        const after = await there.list(reader, { position: null, limit: 200 });
        expect(after.data.filter((key) => key.revoked_at === null && key.scopes === null)).toHaveLength(1);
      }
    } finally {
      await database.destroy();
      await place.drop();
    }
  });
});

describe("the use of a key", () => {
  it("is written down, once a minute at most, while nobody waits", async () => {
    const { id, secret } = await mint();
    const shown = async () => (await app.call("GET", `/api_keys/${id}`)).body["last_used_at"];
    expect(await shown()).toBe(null);
    const before = Date.now();
    await opens(secret);
    await vi.waitFor(async () => expect(await shown()).not.toBe(null), 30_000);
    const first = await shown();
    expect(Date.parse(first)).toBeGreaterThanOrEqual(before);
    for (let times = 0; times < 5; times++) await opens(secret);
    expect(await shown()).toBe(first);
  });
});

describe("the list of keys", () => {
  it("is read page by page, newest first, each key once", async () => {
    for (let made = 0; made < 5; made++) await mint({ name: `page ${made}` });
    const seen: { id: string; created_at: string }[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const { body } = await app.call("GET", `/api_keys?limit=3${query}`);
      seen.push(...body["data"]);
      cursor = body["cursor"];
    } while (cursor !== null);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map((key) => key.created_at)).toEqual(
      seen.map((key) => key.created_at).toSorted((a, b) => b.localeCompare(a)),
    );
    expect(seen.length).toBeGreaterThan(20);
  });
});

describe("the key of the environment", () => {
  it("that was rotated away or revoked does not come back with a restart", async () => {
    const installed = "op_prod_fromtheenvironment0000000000001";
    const variables = { DATABASE_URL: app.databaseUrl, OPERATOR_API_KEY: installed, LOG_LEVEL: "silent" };
    const start = async () => (await startTestApp(variables)).stop();
    await start();
    expect(await opens(installed)).toBe(true);
    const { body } = await app.call("GET", "/api_keys?limit=1");
    const { id } = body["data"][0];
    const rotated = await app.call("POST", `/api_keys/${id}/rotate`, { overlap_seconds: 0 });
    await start();
    expect(await opens(installed)).toBe(false);
    expect(await opens(rotated.body["secret"])).toBe(true);

    const revoked = "op_prod_fromtheenvironment0000000000002";
    await (await startTestApp({ ...variables, OPERATOR_API_KEY: revoked })).stop();
    const newest = (await app.call("GET", "/api_keys?limit=1")).body["data"][0];
    await app.call("DELETE", `/api_keys/${newest.id}`);
    await (await startTestApp({ ...variables, OPERATOR_API_KEY: revoked })).stop();
    expect(await opens(revoked)).toBe(false);
    const database = openDatabase(app.databaseUrl, { connections: 1 });
    const install = (secret: string) => new ApiKeys(database).install(secret, "from the environment");
    expect([await install(installed), await install(revoked), await install(app.key)]).toEqual([false, false, true]);
    await database.destroy();
  });
});
