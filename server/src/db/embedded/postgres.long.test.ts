import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { discardEmbeddedPostgres } from "../../testing/embedded-postgres.ts";
import { findNativeDirectory } from "./binaries.ts";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./postgres.ts";
import { findPostmaster, stopPostgresIn } from "./postmaster.ts";

const isRoot = process.getuid?.() === 0;
const program = join(import.meta.dirname, "../../testing/embedded-parent.ts");

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) {
    for (const name of readdirSync(folder)) await discardEmbeddedPostgres(join(folder, name));
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Makes a folder that every user may enter, unlike the one that mkdtemp makes. */
function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "operator-embedded-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

let original = "";

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "operator-embedded-"));
  chmodSync(folder, 0o755);
  original = join(folder, "postgres");
  const server = await startEmbeddedPostgres({ directory: original });
  await query(server.connectionString, "create table kept as select 42 as answer");
  await server.stop();
});

afterAll(() => rmSync(dirname(original), { recursive: true, force: true }));

/** Returns the folder of a database that was started once before and holds one table, which is quicker than a new one. */
function existingDatabase(folder = temporaryFolder()): string {
  const directory = join(folder, "postgres");
  execFileSync("cp", ["-a", original, directory]);
  return directory;
}

async function start(directory: string, options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory, ...options });
  servers.push(server);
  return server;
}

async function query(connectionString: string, statement: string): Promise<unknown[][]> {
  const client = new Client({ connectionString });
  // Without a listener a server that goes away ends the test run; the query reports it too.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

/** Starts another process that starts the database, and waits until it says that it has. */
async function startParent(directory: string): Promise<{ child: ChildProcess; connectionString: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", program, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return { child, connectionString: line };
  }
  throw new Error("The program ended without starting the database.");
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

function postmasterPid(directory: string): number | undefined {
  return findPostmaster(join(directory, "data"))?.process.pid;
}

describe("the embedded PostgreSQL", () => {
  it("keeps what was written from one start to the next", async () => {
    const directory = join(temporaryFolder(), "made/on/the/way");
    const first = await start(directory);
    await query(first.connectionString, "create table kept as select 42 as answer");
    await first.stop();

    const second = await start(directory);

    expect(await query(second.connectionString, "select answer from kept")).toEqual([[42]]);
  });

  it("is durable, speaks UTF-8, sorts by code point and listens on no port", async () => {
    const { connectionString } = await start(existingDatabase());

    const settings = "fsync synchronous_commit full_page_writes listen_addresses server_encoding jit autovacuum".split(
      " ",
    );
    const values = await query(
      connectionString,
      `select ${settings.map((name) => `current_setting('${name}')`).join()}`,
    );
    expect(values).toEqual([["on", "on", "on", "", "UTF8", "off", "on"]]);
    expect(await query(connectionString, "select lower('ÄÉ'), 'Z' < 'a', 'z' < 'ä'")).toEqual([["äé", true, true]]);
  });

  it("lets nobody but the owner reach its socket", async () => {
    const directory = existingDatabase();
    await start(directory);

    expect(statSync(join(directory, "socket")).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, "data")).mode & 0o777).toBe(0o700);
  });

  it("never runs as root", async () => {
    const directory = existingDatabase();
    await start(directory);

    expect(statSync(join(directory, "data")).uid).toBeGreaterThan(0);
    expect(statSync(join(directory, "data/postmaster.pid")).uid).toBe(statSync(join(directory, "data")).uid);
  });

  it("takes settings that replace its own", async () => {
    const { connectionString } = await start(existingDatabase(), { settings: { fsync: "off" } });

    expect(await query(connectionString, "show fsync")).toEqual([["off"]]);
  });

  it("stops at once although clients are connected, and only once when told twice", async () => {
    const directory = existingDatabase();
    const server = await start(directory);
    const client = new Client({ connectionString: server.connectionString });
    client.on("error", () => undefined);
    await client.connect();

    await Promise.all([server.stop(), server.stop()]);
    await server.stop();

    expect(postmasterPid(directory)).toBeUndefined();
    expect(existsSync(join(directory, "data/postmaster.pid"))).toBe(false);
  });

  it("keeps errors' details and statements, which quote people, out of its log", async () => {
    const directory = existingDatabase();
    const { connectionString } = await start(directory);
    await query(connectionString, "create table people (phone text unique)");
    await query(connectionString, "insert into people values ('+49 30 1234')");

    await expect(query(connectionString, "insert into people values ('+49 30 1234')")).rejects.toThrow("duplicate key");

    const log = readFileSync(join(directory, "postgres.log"), "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("1234");
  });

  it("says so when the server dies under it, and starts again with what was committed", async () => {
    const directory = existingDatabase();
    const said: string[] = [];
    const first = await start(directory, { log: (line) => said.push(line) });
    await query(first.connectionString, "insert into kept values (43)");

    process.kill(postmasterPid(directory) as number, "SIGKILL");
    await vi.waitFor(() => expect(said.join()).toContain("ended unexpectedly"), { timeout: 30_000 });
    await first.stop();

    const second = await start(directory);
    expect(await query(second.connectionString, "select answer from kept")).toEqual([[42], [43]]);
  });
});

describe("a database whose parent was killed", () => {
  it("goes on under the next parent, which can stop it", async () => {
    const directory = existingDatabase();
    const { child, connectionString } = await startParent(directory);
    await query(connectionString, "insert into kept values (43)");
    const orphan = postmasterPid(directory);
    await killed(child);

    const said: string[] = [];
    const next = await start(directory, { log: (line) => said.push(line) });

    expect(postmasterPid(directory)).toBe(orphan);
    expect(said.join()).toContain("is used again");
    expect(await query(next.connectionString, "select answer from kept")).toEqual([[42], [43]]);
    await next.stop();
    expect(postmasterPid(directory)).toBeUndefined();
  });

  it("is started anew when the next parent wants other settings", async () => {
    const directory = existingDatabase();
    const { child, connectionString } = await startParent(directory);
    await query(connectionString, "insert into kept values (43)");
    const orphan = postmasterPid(directory);
    await killed(child);

    const next = await start(directory, { settings: { work_mem: "5MB" } });

    expect(postmasterPid(directory)).not.toBe(orphan);
    expect(await query(next.connectionString, "select answer, current_setting('work_mem') from kept")).toEqual([
      [42, "5MB"],
      [43, "5MB"],
    ]);
  });

  it("is found again after its folder was moved", async () => {
    const before = existingDatabase();
    const after = `${before}-moved`;
    const { child, connectionString } = await startParent(before);
    await query(connectionString, "insert into kept values (43)");
    const orphan = postmasterPid(before);
    await killed(child);
    renameSync(before, after);

    const next = await start(after);

    expect(postmasterPid(after)).not.toBe(orphan);
    expect(await query(next.connectionString, "select answer from kept")).toEqual([[42], [43]]);
  });

  it("recovers when the server was killed with the parent, in the midst of a statement", async () => {
    const directory = existingDatabase();
    const { child, connectionString } = await startParent(directory);
    await query(connectionString, "insert into kept values (43)");
    const sleeper = query(connectionString, "select pg_sleep(30)").catch((error: Error) => error.message);
    await vi.waitFor(async () => {
      const busy = "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep'";
      expect(await query(connectionString, busy)).toEqual([[1]]);
    });
    const orphan = postmasterPid(directory) as number;
    await killed(child);
    process.kill(orphan, "SIGKILL");

    const next = await start(directory);

    expect(await query(next.connectionString, "select answer from kept")).toEqual([[42], [43]]);
    expect(await sleeper).toContain("terminat");
  });

  it("is not confused by a postmaster.pid whose number now belongs to another program", async () => {
    const directory = existingDatabase();
    const first = await start(directory);
    const pidFile = readFileSync(join(directory, "data/postmaster.pid"), "utf8");
    await first.stop();
    const { uid, gid } = statSync(join(directory, "data"));
    const stranger = spawn("sleep", ["60"], isRoot ? { uid, gid } : {});
    children.push(stranger);
    const left = pidFile.replace(/^\d+/, String(stranger.pid));
    writeFileSync(join(directory, "data/postmaster.pid"), left);
    writeFileSync(join(directory, "socket/.s.PGSQL.5432.lock"), left);

    const next = await start(directory);

    expect(await query(next.connectionString, "select 1")).toEqual([[1]]);
    expect(stranger.exitCode).toBeNull();
  });

  it("can be stopped by whoever knows its folder", async () => {
    const directory = existingDatabase();
    const { child } = await startParent(directory);
    await killed(child);

    expect(await stopPostgresIn(directory)).toBe(true);
    expect(await stopPostgresIn(directory)).toBe(false);
  });

  it("is stopped by a parent that is asked to end", async () => {
    const directory = existingDatabase();
    const { child } = await startParent(directory);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);

    expect(postmasterPid(directory)).toBeUndefined();
  });
});

describe("a second start on the same folder", () => {
  it("is refused while the first process lives, and allowed once it was killed", async () => {
    const directory = existingDatabase();
    const { child } = await startParent(directory);

    await expect(start(directory)).rejects.toThrow(`already in use by process ${child.pid}`);

    await killed(child);
    await expect(start(directory)).resolves.toBeDefined();
  });

  it("is refused inside one process too, until the first has stopped", async () => {
    const directory = existingDatabase();
    const first = await start(directory);

    await expect(start(directory)).rejects.toThrow("this process itself");
    expect(await query(first.connectionString, "select 1")).toEqual([[1]]);

    await first.stop();
    await expect(start(directory)).resolves.toBeDefined();
  });

  it("is refused when a server that cannot be seen answers at the socket", async () => {
    const directory = existingDatabase();
    await (await start(directory)).stop();
    const elsewhere = createServer((socket) => socket.end()).listen(join(directory, "socket/.s.PGSQL.5432"));
    await once(elsewhere, "listening");

    await expect(start(directory)).rejects.toThrow("perhaps in another container");

    elsewhere.close();
    await once(elsewhere, "close");
    await expect(start(directory)).resolves.toBeDefined();
  });
});

describe("the folder of the embedded PostgreSQL", () => {
  it("may hold what a killed first start left half-made", async () => {
    const directory = join(temporaryFolder(), "postgres");
    mkdirSync(join(directory, "data.unfinished-1/base"), { recursive: true });
    writeFileSync(join(directory, "data.unfinished-1/PG_VERSION"), "18\n");

    const { connectionString } = await start(directory);

    expect(await query(connectionString, "select 1")).toEqual([[1]]);
    expect(readdirSync(directory).sort()).toEqual(["data", "parent.lock", "postgres.log", "socket"]);
  });

  it("survives a parent that is killed at any moment of the first start", async () => {
    const directory = join(temporaryFolder(), "postgres");
    const signs = [/^data\.unfinished-/, /^data$/, /^postgres\.log$/];
    for (const sign of signs) {
      const child = spawn(process.execPath, ["--import", "tsx", program, directory], { stdio: "ignore" });
      children.push(child);
      await vi.waitFor(() => expect(readdirSync(directory)).toContainEqual(expect.stringMatching(sign)), {
        timeout: 30_000,
        interval: 1,
      });
      await killed(child);
    }

    const { connectionString } = await start(directory);

    expect(await query(connectionString, "select 1")).toEqual([[1]]);
  });

  it("may have a path that is too long for a socket, and characters that mean something to shells and lists", async () => {
    const directory = join(temporaryFolder(), `${"long".repeat(30)}, "quoted" $HOME; ü`, "postgres");
    const first = await start(directory);
    const socketDirectory = new URL(first.connectionString).searchParams.get("host") as string;
    await query(first.connectionString, "create table kept as select 42 as answer");
    expect(statSync(socketDirectory).mode & 0o777).toBe(0o700);
    await first.stop();
    expect(existsSync(socketDirectory)).toBe(false);

    const second = await start(directory);

    expect(second.connectionString).toBe(first.connectionString);
    expect(await query(second.connectionString, "select answer from kept")).toEqual([[42]]);
  });

  it("may lie, with the programs, below one that only the owner may enter", async () => {
    const folder = temporaryFolder(0o700);
    const native = join(folder, "native");
    cpSync(findNativeDirectory(`${process.platform}-${process.arch}`), native, {
      recursive: true,
      verbatimSymlinks: true,
    });
    const said: string[] = [];

    const { connectionString } = await start(join(folder, "postgres"), { native, log: (line) => said.push(line) });

    expect(await query(connectionString, "select 1")).toEqual([[1]]);
    expect(said).toEqual(isRoot ? [expect.stringContaining("with the capability dac_")] : []);
  });

  it("is refused when another major version of PostgreSQL made it", async () => {
    const directory = join(temporaryFolder(), "postgres");
    mkdirSync(join(directory, "data"), { recursive: true });
    writeFileSync(join(directory, "data/PG_VERSION"), "15\n");

    await expect(start(directory)).rejects.toThrow(/made by PostgreSQL 15.*brings version 18.*DATABASE_URL/s);
  });

  it("is refused when it holds something that is no database", async () => {
    const directory = join(temporaryFolder(), "postgres");
    mkdirSync(join(directory, "data"), { recursive: true });
    writeFileSync(join(directory, "data/diary.txt"), "dear");

    await expect(start(directory)).rejects.toThrow("holds no database");
    expect(readFileSync(join(directory, "data/diary.txt"), "utf8")).toBe("dear");
  });

  it("is given back after a failed start, whose reason is the end of the server's log", async () => {
    const directory = join(temporaryFolder(), "postgres");

    await expect(start(directory, { settings: { shared_buffers: "a lot" } })).rejects.toThrow(
      /ended while starting.*invalid value for parameter "shared_buffers"/s,
    );

    await expect(start(directory)).resolves.toBeDefined();
  });

  it("may be a copy that the user of this process has made", async () => {
    const directory = join(temporaryFolder(), "copy");
    cpSync(original, directory, { recursive: true });
    expect(statSync(join(directory, "data")).uid).toBe(process.getuid?.());

    const { connectionString } = await start(directory);

    expect(await query(connectionString, "select answer from kept")).toEqual([[42]]);
  });
});
