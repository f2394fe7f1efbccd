import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SEALED_COLUMNS, sealedPlace } from "../src/db/sealed-columns.ts";
import { createSecretBox, keyIdOf } from "../src/lib/secret-box.ts";
import { masterKeyFile } from "../src/start/master-key-file.ts";
import { startTestApp, type TestApp } from "../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing/database.ts";
import { startServerProcess } from "../src/testing/server-process.ts";
import { contentsOf, withClient } from "./database-contents.ts";
import { headersOf } from "./http/described-app.ts";

const bytes = (letter: string) => Buffer.alloc(32, letter);
const [A, B, C] = [bytes("a"), bytes("b"), bytes("c")];
const text = (key: Buffer) => key.toString("base64");

let database: TestDatabase;
let directory: string;
beforeEach(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), "operator-master-key-"));
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});

/** Starts the platform with these master keys, the current one first. */
function start(keys: Buffer[], more: Record<string, string> = {}): Promise<TestApp> {
  const [current, ...former] = keys.map(text);
  return startTestApp({
    DATABASE_URL: database.url,
    OPERATOR_MASTER_KEY: current ?? "",
    OPERATOR_MASTER_KEY_PREVIOUS: former.join(","),
    LOG_LEVEL: "silent",
    ...more,
  });
}

/** Starts the platform with the key file of a data directory. */
const startWithFile = (more: Record<string, string> = {}) => start([], { OPERATOR_DATA_DIR: directory, ...more });

/** Uses a platform and stops it. */
async function using<Result>(starting: Promise<TestApp>, use: (app: TestApp) => Promise<Result>): Promise<Result> {
  const app = await starting;
  try {
    return await use(app);
  } finally {
    await app.stop();
  }
}

async function refusalOf(starting: Promise<TestApp>): Promise<string> {
  try {
    await (await starting).stop();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It started.");
}

const query = <Row extends object>(statement: string, values: unknown[] = []) =>
  withClient(database.url, async (client) => (await client.query<Row>(statement, values)).rows);

/** Names the keys that the sealed texts of a column lie under, with how many. */
async function keysOf({ table, column }: { table: string; column: string }): Promise<Record<string, number>> {
  const rows = await query<{ sealed: string }>(`select ${column} as sealed from ${table} where ${column} is not null`);
  const counts: Record<string, number> = {};
  for (const { sealed } of rows) counts[String(keyIdOf(sealed))] = (counts[String(keyIdOf(sealed))] ?? 0) + 1;
  return counts;
}

const idOf = (key: Buffer) => createSecretBox([key]).keyId;
const SETTINGS = { table: "settings", column: "sealed_value" };
const ANSWERS = { table: "idempotency_keys", column: "sealed_body" };

describe("secrets at rest", () => {
  it("are the signing key, the tokens' secret and answers that were kept: nothing of them lies in plain text", async () => {
    await using(start([A]), async (app) => {
      const { body } = await app.call("GET", "/signing_key");
      const headers = { ...headersOf(app.key), "idempotency-key": "once" };
      const input = { agent_id: await app.makeAgent("Answer."), channel: { type: "chat_realtime" } };
      const created = await app.call("POST", "/conversations", input, headers);
      const contents = JSON.stringify(await contentsOf(database.url));
      expect(contents).not.toContain(body["current"].key);
      expect(contents).not.toContain(created.body["channel"].token);
      expect(contents).not.toContain(text(A));
      expect(await keysOf(SETTINGS)).toEqual({ [idOf(A)]: 2 });
      expect(await keysOf(ANSWERS)).toEqual({ [idOf(A)]: 1 });
      const again = await app.call("POST", "/conversations", input, headers);
      expect(again.body).toEqual(created.body);
    });
  });

  it("are all in the list of columns that a rotation encrypts anew, with the columns that tell their rows apart", async () => {
    const columns = await query<{ table: string; column: string; type: string }>(
      `select table_name as table, column_name as column, data_type as type from information_schema.columns
       where table_schema = 'public' and column_name like 'sealed\\_%' order by 1, 2`,
    );
    const named = SEALED_COLUMNS.map(({ table, column }) => ({ table, column, type: "text" }));
    expect(named.toSorted((a, b) => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`))).toEqual(columns);
    for (const { table, key } of SEALED_COLUMNS) {
      const unique = await query<{ columns: string[] }>(
        `select array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any(indkey) order by 1) as columns
         from pg_index where indrelid = $1::regclass and indisunique and indpred is null`,
        [table],
      );
      expect(
        unique.map((index) => index.columns),
        table,
      ).toContainEqual([...key].sort());
    }
  });

  it("of an older version, which left them in plain text, are encrypted at the next start and stay what they were", async () => {
    const token = "t".repeat(43);
    await query(`insert into settings (name, value) values ('token_secret', $1), ('signing_key', $2)`, [
      JSON.stringify(token),
      JSON.stringify({
        key: "op_sign_plain000000000000000000000000000",
        created_at: "2025-06-19T09:30:00.000Z",
        next_key: null,
        next_created_at: null,
        switches_at: null,
      }),
    ]);
    await using(start([A]), async (app) => {
      const { body } = await app.call("GET", "/signing_key");
      expect(body["current"]).toMatchObject({
        key: "op_sign_plain000000000000000000000000000",
        created_at: "2025-06-19T09:30:00.000Z",
      });
    });
    const contents = JSON.stringify(await contentsOf(database.url));
    expect(contents).not.toContain("op_sign_plain");
    expect(contents).not.toContain(token);
  });
});

describe("a start whose master key does not fit", () => {
  it("fails, says what to do, and has changed nothing", async () => {
    await using(start([A]), async () => undefined);
    const before = await contentsOf(database.url);
    const message = await refusalOf(start([B]));
    expect(message).toContain("OPERATOR_MASTER_KEY");
    expect(message).toContain("master.key");
    expect(message).toContain(idOf(A));
    expect(message).toContain(idOf(B));
    expect(message).not.toContain(text(A));
    expect(message).not.toContain(text(B));
    expect(await contentsOf(database.url)).toEqual(before);
  });

  it("fails before it brings the tables up to date", async () => {
    await using(start([A]), async () => undefined);
    await query("delete from kysely_migration where name = (select max(name) from kysely_migration)");
    const before = await contentsOf(database.url);
    expect(await refusalOf(start([B]))).toContain("Nothing was changed");
    expect(await contentsOf(database.url)).toEqual(before);
  });

  it("does so for a key file that was lost, and makes no other in its place", async () => {
    await using(startWithFile(), async () => undefined);
    await rm(masterKeyFile(directory));
    const message = await refusalOf(startWithFile());
    expect(message).toContain(`copy their master.key to ${masterKeyFile(directory)}`);
    expect(await readdir(directory)).not.toContain("master.key");
  });

  it("says so when the key that is missing is in the file, which a key of the environment has replaced", async () => {
    await using(startWithFile(), async () => undefined);
    const message = await refusalOf(start([B], { OPERATOR_DATA_DIR: directory }));
    expect(message).toContain(`in ${masterKeyFile(directory)}: put it into OPERATOR_MASTER_KEY_PREVIOUS`);
    const former = (await readFile(masterKeyFile(directory), "utf8")).trim();
    const more = { OPERATOR_DATA_DIR: directory, OPERATOR_MASTER_KEY_PREVIOUS: former };
    await using(start([B], more), async () => undefined);
    expect(await keysOf(SETTINGS)).toEqual({ [idOf(B)]: 2 });
  });

  it("names a file that holds no key, and leaves it", async () => {
    await writeFile(masterKeyFile(directory), "not a key\n");
    expect(await refusalOf(startWithFile())).toMatch(/Line 1 of .*master\.key is no master key/);
    expect(await readFile(masterKeyFile(directory), "utf8")).toBe("not a key\n");
  });

  it("refuses a text in a sealed column that was never sealed", async () => {
    await using(start([A]), async () => undefined);
    await query("update settings set sealed_value = 'planted' where name = 'signing_key'");
    expect(await refusalOf(start([A]))).toContain("no key of the platform's");
  });

  it("is one of two that bring different keys to a new database at once; the other serves", async () => {
    for (let round = 0; round < 3; round++) {
      await query("delete from settings");
      const outcomes = await Promise.allSettled([start([A]), start([B]), start([C])]);
      const started = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      expect(started).toHaveLength(1);
      for (const each of outcomes) {
        if (each.status === "rejected") expect(String(each.reason)).toContain("another master key");
      }
      expect((await started[0]?.call("GET", "/signing_key"))?.status).toBe(200);
      await started[0]?.stop();
      expect(Object.values(await keysOf(SETTINGS))).toEqual([2]);
    }
  });
});

/** An OpenAPI document of one operation, to be kept as a source. */
const SHOP = {
  name: "shop",
  document: {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "http://127.0.0.1:9" }],
    paths: { "/orders": { get: { operationId: "list_orders", responses: { "200": { description: "Orders." } } } } },
  },
};

describe("rotating the master key", () => {
  /** Makes a conversation and an answer that was kept, and returns what must still hold after a rotation. */
  async function useIt(app: TestApp) {
    const headers = { ...headersOf(app.key), "idempotency-key": "before" };
    const input = { agent_id: await app.makeAgent("Answer."), channel: { type: "chat_realtime" } };
    const created = await app.call("POST", "/conversations", input, headers);
    const { body } = await app.call("GET", "/signing_key");
    return async (later: TestApp) => {
      expect((await later.call("GET", "/signing_key")).body).toEqual(body);
      expect((await later.call("POST", "/conversations", input, headers)).body).toEqual(created.body);
      const path = `/conversations/${created.body["id"]}?token=${created.body["channel"].token}`;
      expect((await later.call("GET", path, undefined, {})).status).toBe(200);
    };
  }

  it("encrypts every secret anew at the start, after which the former key is of no use", async () => {
    const stillHolds = await using(start([A]), useIt);
    await using(start([B, A]), stillHolds);
    expect(await keysOf(SETTINGS)).toEqual({ [idOf(B)]: 2 });
    expect(await keysOf(ANSWERS)).toEqual({ [idOf(B)]: 1 });
    expect(await refusalOf(start([A]))).toContain(idOf(B));
    await using(start([B]), stillHolds);
  });

  it("finds what every kind of thing keeps sealed, at the place where it was sealed", async () => {
    const allowed = { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" };
    const url = "http://127.0.0.1:9/hook";
    await using(start([A], allowed), async (app) => {
      await useIt(app);
      const tool = { name: "sealed", description: "Seals.", method: "POST", url, input_schema: { type: "object" } };
      const made = await app.call("POST", "/tools", { ...tool, headers: { authorization: "Bearer planted" } });
      const endpoint = await app.call("POST", "/webhook_endpoints", { url });
      const rotated = await app.call("POST", `/webhook_endpoints/${endpoint.body["id"]}/rotate_signing_key`);
      const source = await app.call("POST", "/openapi_sources", {
        ...SHOP,
        headers: { authorization: "Bearer planted" },
      });
      const transport = { type: "http", url, headers: { authorization: "Bearer planted" } };
      const server = await app.call("POST", "/mcp_servers", { name: "sealed", transport, time_limit_sec: 1 });
      const answers = [made, endpoint, rotated, source, server];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    });
    await using(start([B, A], allowed), async () => undefined);
    const box = createSecretBox([B]);
    for (const { table, column, key } of SEALED_COLUMNS) {
      const rows = await query<Record<string, string>>(`select * from ${table} where ${column} is not null`);
      expect(rows.length, `${table}.${column} is tried here`).toBeGreaterThan(0);
      for (const row of rows) {
        const place = sealedPlace(table, column, ...key.map((name) => row[name] as string));
        expect(() => box.open(row[column] as string, place), place).not.toThrow();
      }
    }
  });

  it("encrypts more rows than it takes at a time, each at its own place, and only texts", async () => {
    await using(start([A]), async () => undefined);
    const [{ id }] = (await query<{ id: string }>("select id from api_keys limit 1")) as [{ id: string }];
    const box = createSecretBox([A]);
    const keys = Array.from({ length: 450 }, (_, index) => `key/${index}'"é`);
    const bodies = keys.map((key) =>
      box.seal(`{"of":"${key}"}`, sealedPlace("idempotency_keys", "sealed_body", id, key)),
    );
    await query(
      `insert into idempotency_keys (api_key_id, key, request_hash, status, sealed_body)
       select $1, key, 'hash', 200, body from unnest($2::text[], $3::text[]) as t (key, body)`,
      [id, keys, bodies],
    );
    await query("insert into idempotency_keys (api_key_id, key, request_hash) values ($1, 'open', 'hash')", [id]);
    await using(start([C, B, A]), async () => undefined);
    expect(await keysOf(ANSWERS)).toEqual({ [idOf(C)]: 450 });
    const rows = await query<{ key: string; sealed_body: string | null }>(
      "select key, sealed_body from idempotency_keys",
    );
    const now = createSecretBox([C]);
    for (const { key, sealed_body } of rows) {
      if (sealed_body === null) expect(key).toBe("open");
      else {
        const place = sealedPlace("idempotency_keys", "sealed_body", id, key);
        expect(now.open(sealed_body, place)).toBe(`{"of":"${key}"}`);
      }
    }
  });

  it("that meets an altered secret changes nothing and names its place", async () => {
    await using(start([A]), useIt);
    await query(
      `update settings set sealed_value = (select sealed_value from settings where name = 'signing_key')
       where name = 'token_secret'`,
    );
    const before = await contentsOf(database.url);
    expect(await refusalOf(start([B, A]))).toContain("The secret at settings/token_secret/value");
    expect(await contentsOf(database.url)).toEqual(before);
  });

  it("goes on while several processes serve, in the order that docs/secrets.md gives", async () => {
    const serving: TestApp[] = [await start([A]), await start([A])];
    const stillHolds = await useIt(serving[0] as TestApp);
    /** Restarts one process after the other, while the others serve, and looks at all of them after each. */
    const restartWith = async (keys: Buffer[]) => {
      for (const index of [0, 1]) {
        await serving[index]?.stop();
        serving[index] = await start(keys);
        for (const app of serving) {
          await stillHolds(app);
          await useIt(app);
        }
      }
    };
    try {
      await restartWith([A, B]);
      expect(await keysOf(SETTINGS)).toEqual({ [idOf(A)]: 2 });
      await restartWith([B, A]);
      expect(Object.keys(await keysOf(SETTINGS))).toEqual([idOf(B)]);
      expect(Object.keys(await keysOf(ANSWERS))).toEqual([idOf(B)]);
      await restartWith([B]);
    } finally {
      for (const app of serving) await app.stop();
    }
  });
});

describe("npm run rotate-master-key", () => {
  const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
  const rotate = (dataDirectory: string, more: { step?: string; environment?: Record<string, string> } = {}) =>
    promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "scripts/rotate-master-key.ts", ...(more.step ? [more.step] : [])],
      {
        cwd: REPOSITORY,
        env: { PATH: process.env["PATH"] ?? "", OPERATOR_DATA_DIR: dataDirectory, ...more.environment },
      },
    );

  it("puts a new key on top, under which a platform that was killed starts and has everything it had", async () => {
    const server = await startServerProcess({ environment: { OPERATOR_QUICKSTART: "false", LOG_LEVEL: "info" } });
    const path = masterKeyFile(server.dataDirectory);
    const signingKey = async () =>
      (await fetch(`${server.url()}/signing_key`, { headers: headersOf(server.apiKey) })).json();
    try {
      const before = await signingKey();
      await server.kill();
      const [former] = (await readFile(path, "utf8")).split("\n");
      const { stdout } = await rotate(server.dataDirectory);
      expect(stdout).toContain("Restart the platform");
      const [current, kept, ...rest] = (await readFile(path, "utf8")).split("\n");
      expect([kept, rest]).toEqual([former, [""]]);
      expect(stdout).not.toContain(current);
      await server.start();
      expect(await signingKey()).toEqual(before);
      expect(server.output()).toContain("Secrets were encrypted anew");
      await server.kill();
      await writeFile(path, `${current}\n`);
      await server.start();
      expect(await signingKey()).toEqual(before);
      await server.kill();
      await writeFile(path, `${former}\n`);
      await expect(server.start()).rejects.toThrow("another master key");
    } finally {
      await server.cleanUp();
    }
  }, 90_000);

  it("has two steps for platforms of several processes", async () => {
    await writeFile(masterKeyFile(directory), `${text(A)}\n`);
    await rotate(directory, { step: "--prepare" });
    const [first, prepared] = (await readFile(masterKeyFile(directory), "utf8")).split("\n");
    expect(first).toBe(text(A));
    await rotate(directory, { step: "--switch" });
    expect(await readFile(masterKeyFile(directory), "utf8")).toBe(`${prepared}\n${text(A)}\n`);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["without a file", {}, /There is no .*master\.key/],
    ["where the environment has the key", { OPERATOR_MASTER_KEY: text(A) }, /OPERATOR_MASTER_KEY_PREVIOUS/],
  ])("%s changes nothing and says what to do", async (_, environment, message) => {
    await expect(rotate(directory, { environment })).rejects.toThrow(message);
    expect(await readdir(directory)).toEqual([]);
  });
});
