import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp } from "../src/db/backup/back-up.ts";
import { inOrder } from "../src/db/backup/catalog.ts";
import { type Manifest, manifestPath, tablePath } from "../src/db/backup/manifest.ts";
import { restore } from "../src/db/backup/restore.ts";
import { startTestApp, type TestApp } from "../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing/database.ts";
import { openSessionClient } from "../src/testing/session-client.ts";
import { contentsOf, withClient } from "./database-contents.ts";

/** What a restored database has of its own. */
const OWN = ["kysely_migration", "kysely_migration_lock", "nodes"];
/** Bytes and signs that mean something to `COPY`, or look as if they did. */
const ODD_TEXT = 'A tab\t, a line\n, a backslash \\n, \\N, \\., "quotes", 🦜 and\u2028more.';

let source: TestApp;
let folder: string;
let manifest: Manifest;
let atBackup: Record<string, string[]>;
/** The conversation that was under way when the backup was made. */
let open: string;
let receiver: Server;
let received = 0;
const databases: TestDatabase[] = [];

async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.url;
}

async function holdOneConversation(): Promise<void> {
  const agentId = await source.makeAgent("Greet.", { runtime: { speaks_first: false } });
  const { id, channel } = await source.converse(agentId, { context: { note: ODD_TEXT } });
  open = id;
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: ODD_TEXT });
  await client.next("agent.message.completed");
}

beforeAll(async () => {
  receiver = createServer((_request, response) => {
    received++;
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  source = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await source.call("POST", "/webhook_endpoints", { url, types: ["user.message.received"] });
  await source.call("POST", "/tools", {
    name: "find_order",
    description: "Finds an order.",
    method: "GET",
    url: "https://example.com/",
    input_schema: { type: "object" },
    headers: { Authorization: "Bearer sealed" },
  });
  await holdOneConversation();
  folder = join(await mkdtemp(join(tmpdir(), "operator-backup-")), "backup");
  manifest = await backUp({ databaseUrl: source.databaseUrl, folder, withRecordings: true });
  atBackup = await contentsOf(source.databaseUrl);
});

afterAll(async () => {
  await source.stop();
  receiver.close();
  await Promise.all(databases.map((database) => database.drop()));
  await rm(join(folder, ".."), { recursive: true, force: true });
});

describe("a backup", () => {
  it("is restored with every row of every table as it was, conversations that were under way included", async () => {
    const databaseUrl = await emptyDatabase();
    await restore({ databaseUrl, folder, takesOver: true });

    const restored = await contentsOf(databaseUrl);
    // What moves while the platform runs: jobs and what it notes of them.
    const moving = [...OWN, "jobs", "logs", "webhook_attempts", "webhook_deliveries", "api_keys"];
    const still = Object.keys(atBackup).filter((name) => !moving.includes(name));
    expect(Object.keys(restored).sort()).toEqual(Object.keys(atBackup).sort());
    for (const name of still) expect(restored[name], name).toEqual(atBackup[name]);
    expect(restored["events"]?.join()).toContain("🦜");
    expect(restored["jobs"]?.length).toBeGreaterThan(0);
  });

  it("gives out no number of a process once more, by which conversations would seem to be held", async () => {
    const databaseUrl = await emptyDatabase();
    await restore({ databaseUrl, folder, takesOver: true });

    const next = await withClient(databaseUrl, (client) =>
      client.query<{ next: number; holder: number }>(
        "select nextval('nodes_id_seq')::int as next, (select max(holder) from conversations) as holder",
      ),
    );
    expect(next.rows[0]?.holder).toBeTypeOf("number");
    expect(next.rows[0]?.next).toBeGreaterThan(next.rows[0]?.holder as number);
  });

  it("restored as a copy ends what was open, sends nothing, and opens the same secrets", async () => {
    const databaseUrl = await emptyDatabase();
    await restore({ databaseUrl, folder, takesOver: false });
    const before = received;
    const copy = await startTestApp({ DATABASE_URL: databaseUrl, OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
    try {
      const ended = await copy.call("GET", `/conversations/${open}`);
      expect(ended.body).toMatchObject({ status: "failed", failure_reason: { code: "restored" } });
      const [endpoint] = (await copy.call("GET", "/webhook_endpoints")).body["data"];
      expect(endpoint).toMatchObject({ is_enabled: false });
      const [delivery] = (await copy.call("GET", "/webhook_deliveries")).body["data"];
      expect(delivery).toMatchObject({ status: "dead" });
      const key = (app: TestApp) => app.call("GET", "/signing_key").then(({ body }) => body);
      expect(await key(copy)).toEqual(await key(source));
      const events = await fetch(`${copy.url}/conversations/${open}/events`, {
        headers: { authorization: `Bearer ${copy.key}`, "operator-version": "2025-06-19" },
      });
      expect((await events.text()).trim().split("\n").at(-1)).toContain("conversation.ended");
    } finally {
      await copy.stop();
    }
    const jobs = await withClient(databaseUrl, (client) => client.query("select kind from jobs"));
    expect(jobs.rows.map(({ kind }) => String(kind))).not.toContain("deliver_webhooks");
    // The source goes on trying; a copy that tried too would double this at once, for it was due.
    expect(received - before).toBeLessThanOrEqual(1);
  });

  it("without recordings holds neither their audio nor anything that promises it", async () => {
    const smaller = `${folder}-smaller`;
    const { tables, left_out } = await backUp({
      databaseUrl: source.databaseUrl,
      folder: smaller,
      withRecordings: false,
    });
    expect(left_out).toEqual(["recordings", "recording_chunks"]);
    expect(tables.map(({ name }) => name)).not.toContain("recordings");
    const databaseUrl = await emptyDatabase();
    await restore({ databaseUrl, folder: smaller, takesOver: true });
    expect((await contentsOf(databaseUrl))["recordings"]).toEqual([]);
  });

  it("can be read by its owner alone, and names the master key that its secrets need", async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(tablePath(folder, "events"))).mode & 0o777).toBe(0o600);
    expect(manifest.sealing_keys).toHaveLength(1);
  });

  it("is never written over something", async () => {
    const again = backUp({ databaseUrl: source.databaseUrl, folder, withRecordings: true });
    await expect(again).rejects.toThrow("is there already");
  });

  it("is refused by a database that holds an installation", async () => {
    const refused = restore({ databaseUrl: source.databaseUrl, folder, takesOver: true });
    await expect(refused).rejects.toThrow("already holds an installation");
  });
});

describe("a backup that is not whole", () => {
  /** Makes another backup, which may be damaged. */
  async function another(name: string): Promise<string> {
    const path = `${folder}-${name}`;
    await backUp({ databaseUrl: source.databaseUrl, folder: path, withRecordings: true });
    return path;
  }

  it("is refused before anything is changed", async () => {
    const path = await another("damaged");
    await truncate(tablePath(path, "events"), 40);
    const databaseUrl = await emptyDatabase();

    await expect(restore({ databaseUrl, folder: path, takesOver: true })).rejects.toThrow("is damaged");

    expect((await contentsOf(databaseUrl))["agents"]).toEqual([]);
  });

  it("leaves no row behind when the database refuses some", async () => {
    const path = await another("refused");
    const content = Buffer.from("no gzip at all");
    await writeFile(tablePath(path, "webhook_deliveries"), content);
    const text = await readFile(manifestPath(path), "utf8");
    const changed = JSON.parse(text) as Manifest;
    const sha256 = createHash("sha256").update(content).digest("hex");
    const tables = changed.tables.map((table) => (table.name === "webhook_deliveries" ? { ...table, sha256 } : table));
    await writeFile(manifestPath(path), JSON.stringify({ ...changed, tables }));
    const databaseUrl = await emptyDatabase();

    await expect(restore({ databaseUrl, folder: path, takesOver: true })).rejects.toThrow();

    expect((await contentsOf(databaseUrl))["agents"]).toEqual([]);
  });

  it("of a later version is refused with the way out", async () => {
    const path = await another("later");
    const text = await readFile(manifestPath(path), "utf8");
    await writeFile(manifestPath(path), text.replace(manifest.migrations.at(-1) as string, "9999-later"));
    const restored = restore({ databaseUrl: await emptyDatabase(), folder: path, takesOver: true });
    await expect(restored).rejects.toThrow("does not know 9999-later");
  });
});

describe("the order of tables", () => {
  it("puts each after those that it refers to", () => {
    const tables = ["events", "agents", "conversations"].map((name) => ({ name, columns: [] }));
    const refers: Record<string, string[]> = { events: ["conversations"], conversations: ["agents"] };
    const ordered = inOrder(tables, (name) => refers[name] ?? []);
    expect(ordered.map(({ name }) => name)).toEqual(["agents", "conversations", "events"]);
  });

  it("is refused where there is none", () => {
    const tables = ["a", "b"].map((name) => ({ name, columns: [] }));
    expect(() => inOrder(tables, (name) => (name === "a" ? ["b"] : ["a"]))).toThrow("in a circle");
  });
});
