import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/db/embedded/postgres.ts";
import { findDatabase, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { breakConnections, DatabaseStall } from "./database-faults.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Which servers a soak has. */
export interface ServersOptions {
  /** One has its own database; several share one. */
  count: number;
  environment: Readonly<Record<string, string>>;
}

/** Something that was done to the platform. Times in ms since 1970; it ends when the platform is whole again. */
export interface Disturbance {
  kind: "kill" | "stop" | "cut" | "receiver";
  from: number;
  to: number;
}

const LONGEST_STALL = 200;
/** After this the platform has noticed that its connections broke. */
const CUT_IS_FELT = 2_000;

/** The processes of the platform, to be talked to and to be killed. */
export class SoakServers {
  readonly disturbances: Disturbance[] = [];
  /** The longest time from the begin of a kill or stop to the address of the next start. */
  longestRestart = 0;
  readonly #servers: readonly ServerProcess[];
  readonly #database: { url: string; stop(): Promise<void> } | null;
  readonly #down = new Set<ServerProcess>();
  #up = Promise.resolve();
  #comeUp = (): void => undefined;

  private constructor(servers: readonly ServerProcess[], database: { url: string; stop(): Promise<void> } | null) {
    this.#servers = servers;
    this.#database = database;
  }

  /** Starts them. */
  static async open({ count, environment }: ServersOptions): Promise<SoakServers> {
    if (count === 1) return new SoakServers([await startServerProcess({ environment })], null);
    const database = await startDatabase();
    const shared = {
      ...environment,
      DATABASE_URL: database.url,
      OPERATOR_MASTER_KEY: randomBytes(32).toString("base64"),
    };
    const servers: ServerProcess[] = [];
    try {
      for (let number = 0; number < count; number++) servers.push(await startServerProcess({ environment: shared }));
    } catch (error) {
      for (const server of servers) await server.cleanUp();
      await database.stop();
      throw error;
    }
    return new SoakServers(servers, database);
  }

  /** One of those that run. */
  get one(): Pick<ServerProcess, "url" | "apiKey"> {
    const living = this.#servers.filter((server) => !this.#down.has(server));
    const server = living[Math.floor(Math.random() * living.length)];
    if (server === undefined) throw new Error("No server runs.");
    return server;
  }

  /** Resolves when at least one of them runs. */
  get up(): Promise<void> {
    return this.#up;
  }

  get databaseUrl(): string {
    if (this.#database !== null) return this.#database.url;
    const { dataDirectory } = this.#servers[0] as ServerProcess;
    const found = findDatabase(dataDirectory);
    if (found === null) throw new Error(`No database runs in ${dataDirectory}.`);
    return found.url;
  }

  /** What they wrote lately. */
  get output(): string {
    return this.#servers.map((server) => server.output()).join("\n");
  }

  /** Kills one of them and starts it again; with a stall, while the database takes no events. */
  async kill(random: SeededRandom, isStalled: boolean): Promise<void> {
    const stall = isStalled ? await this.#beginStall(random) : null;
    const outlastsStart = random.next() < 0.5;
    await this.#restart("kill", random, async (server) => {
      await server.kill();
      if (!outlastsStart) await stall?.end();
    });
    if (!outlastsStart || stall === null) return;
    await delay(random.between(0, LONGEST_STALL));
    await stall.end();
  }

  /** Stops one of them in good order and starts it again. */
  async stop(random: SeededRandom): Promise<void> {
    await this.#restart("stop", random, async (server) => {
      const code = await server.stop("SIGTERM");
      if (code !== 0) throw new Error(`A server that was told to stop ended with ${code}.\n${server.output()}`);
    });
  }

  /** Breaks all connections to the database; with a stall, while much waits to be stored. */
  async cut(random: SeededRandom, isStalled: boolean): Promise<void> {
    const from = Date.now();
    const stall = isStalled ? await this.#beginStall(random) : null;
    await breakConnections(this.databaseUrl);
    await stall?.end();
    this.disturbances.push({ kind: "cut", from, to: Date.now() + CUT_IS_FELT });
  }

  /** Ends everything and removes all data. */
  async cleanUp(): Promise<void> {
    for (const server of this.#servers) await server.cleanUp();
    await this.#database?.stop();
  }

  async #restart(
    kind: "kill" | "stop",
    random: SeededRandom,
    end: (server: ServerProcess) => Promise<void>,
  ): Promise<void> {
    const server = random.pick(this.#servers);
    const disturbance = { kind, from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.disturbances.push(disturbance);
    this.#goDown(server);
    await end(server);
    await server.start();
    this.#comeBack(server);
    disturbance.to = Date.now();
    this.longestRestart = Math.max(this.longestRestart, disturbance.to - disturbance.from);
  }

  async #beginStall(random: SeededRandom): Promise<DatabaseStall> {
    const stall = await DatabaseStall.begin(this.databaseUrl);
    await delay(random.between(0, LONGEST_STALL));
    return stall;
  }

  #goDown(server: ServerProcess): void {
    this.#down.add(server);
    if (this.#down.size < this.#servers.length) return;
    this.#up = new Promise((resolve) => {
      this.#comeUp = resolve;
    });
  }

  #comeBack(server: ServerProcess): void {
    this.#down.delete(server);
    this.#comeUp();
  }
}

async function startDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "operator-soak-"));
  // Under root the server is another user's, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({ directory: join(folder, "postgres") });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: postgres.connectionString, stop };
}
