import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { type Answer, VERSION_HEADER } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";
import { logged } from "./log-reader.ts";

/** Holds every answer against the document. */
let app: DescribedApp;
/** The owner's session, as their browser sends it. */
let owner: string;
beforeAll(async () => {
  app = await startDescribedApp();
  const made = await own({ code: app.app.signInCode });
  expect(made.body).toMatchObject({ role: "owner", email: "ada@example.com" });
  owner = cookieOf(made);
});
afterAll(() => app.stop());

const PASSWORD = "a long enough password";

const fromOwnPage = (cookie?: string) => ({
  origin: app.url,
  ...VERSION_HEADER,
  ...(cookie === undefined ? {} : { cookie }),
});

/** What is no matter of rights: one's own account, signing in, what carriers sign, and what a public link opens. */
const OF_EVERYBODY = /^\/(account|sign_in|carriers|demos)(\/|$)/;

/** Calls as a page of ours does in a browser that holds that cookie. */
const call = (method: string, path: string, body?: unknown, cookie = owner) =>
  app.call(method, path, body, fromOwnPage(cookie));

function own(more: object): Promise<Answer> {
  const body = { name: "Ada", email: "ada@example.com", password: PASSWORD, organization_name: "Salon Ada", ...more };
  return app.call("POST", "/account/owner", body, fromOwnPage());
}

const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = fromOwnPage()) =>
  app.call("POST", "/account/sign_in", { email, password }, headers);

function cookieOf({ headers }: Answer): string {
  const [cookie = ""] = headers.getSetCookie();
  return cookie.split(";")[0] as string;
}

/** Invites somebody and takes the invitation. Returns their session and id. */
async function join(role: string, name: string) {
  const { body } = await call("POST", "/invitations", { role });
  const code = new URL(body["url"] as string).hash.replace("#invitation=", "");
  const email = `${name.toLowerCase()}@example.com`;
  const acceptance = { code, name, email, password: PASSWORD };
  const accepted = await app.call("POST", "/account/invitation/accept", acceptance, fromOwnPage());
  expect(accepted.body).toMatchObject({ role, name, email });
  return { cookie: cookieOf(accepted), id: accepted.body["id"] as string, email, code };
}

describe("the first start", () => {
  it("has made an owner of whoever had the start's link, once", async () => {
    const again = await own({ code: app.app.signInCode });
    expect(again).toMatchObject({ status: 401, body: { error: { code: "invalid_key", param: "code" } } });
    const account = await call("GET", "/account");
    expect(account.body).toMatchObject({
      has_owner: true,
      organization: { name: "Salon Ada" },
      member: { name: "Ada", role: "owner" },
      scopes: null,
    });
  });

  it("gives the session as a cookie that no script sees and no other site sends", async () => {
    const [cookie] = (await signIn("ADA@example.com")).headers.getSetCookie();
    expect(cookie).toMatch(/^operator_session=[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=1209600$/);
  });

  it("gives an owner a new password by another link, and nobody else", async () => {
    const link = async () => {
      const { ApiKeys } = await import("../../src/services/api-keys.ts");
      const database = openDatabase(app.databaseUrl, { connections: 1 });
      const code = await new ApiKeys(database).createSignInCode();
      await database.destroy();
      return code;
    };
    const { cookie } = await join("owner", "Olga");
    const refused = await own({ code: await link(), email: "stranger@example.com" });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "name_taken", param: "email" } } });
    const renewed = await own({
      code: await link(),
      email: "OLGA@example.com",
      name: "Olga",
      password: "another password",
    });
    expect(renewed).toMatchObject({ status: 200, body: { name: "Olga", role: "owner" } });
    expect((await call("GET", "/account", undefined, cookie)).body["member"]).toBeNull();
    expect((await signIn("olga@example.com", "another password")).status).toBe(200);
    expect((await signIn("olga@example.com")).status).toBe(401);
  });
});

describe("a session", () => {
  it("opens the API as a key of the role would, and the log names the member", async () => {
    const answer = await call("GET", "/conversational_agents");
    expect(answer.status).toBe(200);
    await expect
      .poll(async () => (await logged(app, `request_id=${answer.headers.get("x-request-id")}`))[0]?.actor)
      .toMatchObject({ type: "member", name: "Ada" });
  });

  it("is of no use from another site, nor without saying from where", async () => {
    const agent = { name: "Mine", description: "", config: {} };
    const from = (headers: Record<string, string>) =>
      app.call("POST", "/conversational_agents", agent, { cookie: owner, ...VERSION_HEADER, ...headers });
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site", origin: app.url },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      {},
    ]) {
      expect(await from(headers as Record<string, string>), JSON.stringify(headers)).toMatchObject({
        status: 403,
        body: { error: { code: "not_allowed" } },
      });
    }
    const looking = await app.call("GET", "/customers", undefined, { cookie: owner, "sec-fetch-site": "cross-site" });
    expect(looking.status).toBe(403);
    const signingIn = await signIn("ada@example.com", PASSWORD, { origin: "https://evil.example" });
    expect(signingIn.status).toBe(403);
  });

  it("ends when its member signs out, changes the password elsewhere, or is removed", async () => {
    const here = await join("viewer", "Vera");
    const there = cookieOf(await signIn(here.email));
    const change = { current_password: PASSWORD, new_password: "a newer password" };
    expect((await call("PATCH", "/account", change, here.cookie)).status).toBe(200);
    expect((await call("GET", "/customers", undefined, there)).status).toBe(401);
    expect((await call("GET", "/customers", undefined, here.cookie)).status).toBe(200);
    const out = await call("POST", "/account/sign_out", undefined, here.cookie);
    expect(out.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect((await call("GET", "/customers", undefined, here.cookie)).status).toBe(401);
    const again = cookieOf(await signIn(here.email, "a newer password"));
    expect((await call("DELETE", `/members/${here.id}`)).status).toBe(200);
    expect((await call("GET", "/customers", undefined, again)).status).toBe(401);
  });

  it("sends what is to be done once under an idempotency key, each member under their own", async () => {
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Greet." } };
    const agent = { name: "Once", description: "Once only.", config: { runtime } };
    const keyed = { "idempotency-key": "the-same-key" };
    const send = (cookie: string) =>
      app.call("POST", "/conversational_agents", agent, { ...fromOwnPage(cookie), ...keyed });
    const { cookie } = await join("developer", "Ona");
    const answers = [await send(owner), await send(owner), await send(cookie)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [first, second, others] = answers.map(({ body }) => body["id"]);
    expect(second).toBe(first);
    expect(others).not.toBe(first);
  });

  it("yields to a key that the request names", async () => {
    const headers = { cookie: owner, authorization: "Bearer op_prod_wrong", ...VERSION_HEADER };
    expect((await app.call("GET", "/customers", undefined, headers)).body["error"]).toMatchObject({
      code: "invalid_key",
    });
  });
});

describe("signing in", () => {
  it("does not tell whether the address or the password is wrong", async () => {
    const [wrong, unknown] = [await signIn("ada@example.com", "x"), await signIn("nobody@example.com", "x")];
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: "wrong_credentials" } } });
    expect(unknown.body["error"].message).toBe(wrong.body["error"].message);
  });

  it("is locked after ten failures for an address, also all at once, and for that address alone", async () => {
    const { email } = await join("viewer", "Lena");
    const tries = await Promise.all(Array.from({ length: 14 }, () => signIn(email, "guess")));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
    const locked = await signIn(email);
    expect(locked).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn("ada@example.com")).status).toBe(200);
    await expect.poll(async () => (await logged(app, "kind=sign_in&outcome=refused")).length).toBeGreaterThan(9);
  });
});

describe("a role", () => {
  it("of a viewer lets them see, and change nothing, whatever they ask", async () => {
    const { cookie } = await join("viewer", "Viv");
    for (const path of ["/conversational_agents", "/conversations", "/logs", "/members", "/organization"])
      expect((await call("GET", path, undefined, cookie)).status, path).toBe(200);
    const { paths } = (await call("GET", "/openapi.json")).body as { paths: Record<string, object> };
    const changes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== "get" && !OF_EVERYBODY.test(path))
        .map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{[^}]+\}/g, "1") })),
    );
    expect(changes.length).toBeGreaterThan(80);
    const answers = await Promise.all(
      changes.map(async ({ method, path }) => {
        const { status, body } = await call(method, path, method === "DELETE" ? undefined : {}, cookie);
        return { asked: `${method} ${path}`, status, code: (body["error"] as { code?: string } | undefined)?.code };
      }),
    );
    expect(answers.filter(({ status, code }) => status !== 403 || code !== "not_allowed")).toEqual([]);
    expect((await call("GET", "/signing_key", undefined, cookie)).status).toBe(403);
  });

  it("of a developer lets them make keys no stronger than themselves, and manage no members", async () => {
    const { cookie } = await join("developer", "Dev");
    expect((await call("POST", "/api_keys", { name: "All", livemode: true }, cookie)).status).toBe(403);
    const scoped = { name: "Some", livemode: true, scopes: ["agents:read"] };
    expect((await call("POST", "/api_keys", scoped, cookie)).status).toBe(200);
    expect((await call("POST", "/invitations", { role: "viewer" }, cookie)).status).toBe(403);
  });

  it("changes with the next request, and the last owner keeps theirs", async () => {
    const { cookie, id } = await join("viewer", "Rolf");
    const { headers } = await call("GET", `/members/${id}`);
    expect((await call("PATCH", `/members/${id}`, { role: "developer" })).body["role"]).toBe("developer");
    expect((await call("GET", "/signing_key", undefined, cookie)).status).toBe(200);
    const stale = await app.call(
      "PATCH",
      `/members/${id}`,
      { role: "viewer" },
      {
        ...fromOwnPage(owner),
        "if-match": headers.get("etag") as string,
      },
    );
    expect(stale).toMatchObject({ status: 412, body: { error: { code: "etag_mismatch" } } });
    const { body } = await call("GET", "/members?limit=200");
    const owners = (body["data"] as { id: string; role: string }[]).filter((member) => member.role === "owner");
    const answers = [];
    for (const { id } of owners) answers.push(await app.call("PATCH", `/members/${id}`, { role: "viewer" }));
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    const left = answers.find(({ status }) => status === 409)?.body["error"];
    expect(left).toMatchObject({ code: "in_use", message: expect.stringContaining("only owner") as string });
    for (const { id } of owners) await app.call("PATCH", `/members/${id}`, { role: "owner" });
  });
});

describe("of two writers who have read the same", () => {
  const racing = (method: string, path: string, etag: string | null, bodies: unknown[]) =>
    Promise.all(
      bodies.map((body) => app.call(method, path, body, { ...fromOwnPage(owner), "if-match": etag as string })),
    );

  it("one changes a member, or removes them", async () => {
    const { id } = await join("viewer", "Race");
    const read = await call("GET", `/members/${id}`);
    const roles = [{ role: "developer" }, { role: "owner" }];
    const answers = await racing("PATCH", `/members/${id}`, read.headers.get("etag"), roles);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { headers } = await call("GET", `/members/${id}`);
    const removals = await racing("DELETE", `/members/${id}`, headers.get("etag"), [undefined, undefined]);
    expect(removals.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it("one changes the organization, and without a condition neither loses the other's change", async () => {
    const read = await call("GET", "/organization");
    const names = [{ name: "Salon One" }, { name: "Salon Two" }];
    const answers = await racing("PATCH", "/organization", read.headers.get("etag"), names);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    await Promise.all([
      call("PATCH", "/organization", { name: "Salon Ada" }),
      call("PATCH", "/organization", { time_zone: "Europe/Paris" }),
    ]);
    const { body } = await call("GET", "/organization");
    expect(body).toMatchObject({ name: "Salon Ada", time_zone: "Europe/Paris" });
  });
});

describe("an invitation", () => {
  it("works once, tells what it is for, and is for its address alone", async () => {
    const { code } = await join("viewer", "Once");
    const taken = { code, name: "Twice", email: "twice@example.com", password: PASSWORD };
    const again = await app.call("POST", "/account/invitation/accept", taken, fromOwnPage());
    expect(again).toMatchObject({ status: 401, body: { error: { code: "invalid_key" } } });
    const { body } = await call("POST", "/invitations", { role: "developer", email: "eve@example.com" });
    const secret = (body["url"] as string).split("#invitation=")[1] as string;
    const shown = await app.call("POST", "/account/invitation", { code: secret }, {});
    expect(shown.body).toMatchObject({ role: "developer", email: "eve@example.com" });
    const other = await app.call("POST", "/account/invitation/accept", { ...taken, code: secret }, fromOwnPage());
    expect(other).toMatchObject({ status: 403, body: { error: { param: "email" } } });
    expect((await call("GET", "/invitations")).body["data"]).toMatchObject([{ id: body["id"] }]);
    expect((await call("DELETE", `/invitations/${String(body["id"])}`)).status).toBe(200);
    const gone = { ...taken, email: "eve@example.com", code: secret };
    expect((await app.call("POST", "/account/invitation/accept", gone, fromOwnPage())).status).toBe(401);
  });
});

describe("the organization", () => {
  it("has a name and a time zone, and refuses one that is none", async () => {
    const changed = await call("PATCH", "/organization", { time_zone: "Europe/Zurich" });
    expect(changed.body).toEqual({ name: "Salon Ada", time_zone: "Europe/Zurich", conversation_retention_days: null });
    const wrong = await call("PATCH", "/organization", { time_zone: "Mars/Base" });
    expect(wrong).toMatchObject({ status: 400, body: { error: { param: "time_zone" } } });
  });

  it("keeps ended conversations no longer than it says, and open ones", async () => {
    const agent = await app.makeAgent("Answer.");
    const [old, recent, open] = [await app.converse(agent), await app.converse(agent), await app.converse(agent)];
    const database = openDatabase(app.databaseUrl, { connections: 1 });
    const ended = (id: string, days: number) =>
      database
        .updateTable("conversations")
        .set({ status: "completed", completed_at: new Date(Date.now() - days * 86_400_000) })
        .where("id", "=", id)
        .execute();
    await ended(old.id, 31);
    await ended(recent.id, 29);
    expect((await call("PATCH", "/organization", { conversation_retention_days: 30 })).status).toBe(200);
    const statusOf = async ({ id }: { id: string }) => (await call("GET", `/conversations/${id}`)).status;
    await expect.poll(() => statusOf(old)).toBe(404);
    expect([await statusOf(recent), await statusOf(open)]).toEqual([200, 200]);
    await database.destroy();
  });
});
