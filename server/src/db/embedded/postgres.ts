import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Account, chooseAccount, findRunAs, type RunAs } from "./account.ts";
import { openBinaries, USE_OWN_SERVER } from "./binaries.ts";
import { handOver, prepareCluster } from "./cluster.ts";
import { lockDirectory } from "./lock.ts";
import { CLUSTER_FOLDER, stopPostmaster } from "./postmaster.ts";
import { hasCode, isRunning, type RunningProcess } from "./process.ts";
import { adoptServer, launchServer, type ServerPlan } from "./server.ts";
import { chooseSocketDirectory, makeSocketDirectory, socketUrl } from "./socket.ts";

const WATCH_INTERVAL = 1000;

/** Given on the command line, where they outrank what is in `postgresql.conf`. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  max_connections: "100",
  shared_buffers: "128MB",
  // What was answered to a caller has to survive a power failure.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_compression: "on",
  max_wal_size: "1GB",
  autovacuum: "on",
  // Our statements are short; compiling them, or sharing them among processes, costs more than it saves.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // An error's details and statement quote what people said and who they are; the log must not.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** A running database of our own. */
export interface EmbeddedPostgres {
  /** A URL over a Unix socket, for node-postgres and libpq. */
  connectionString: string;
  /** Ends the server; resolves when it is gone. A second call waits for the first. */
  stop(): Promise<void>;
}

/** What `startEmbeddedPostgres` is told. */
export interface EmbeddedPostgresOptions {
  /** The folder for the database and all that belongs to it, such as `<data dir>/postgres`; made when missing. */
  directory: string;
  /** Hears of what an operator should know, above all of a server that died. */
  log?: (line: string) => void;
  /** Settings of PostgreSQL that replace ours. */
  settings?: Readonly<Record<string, string>>;
  /** The folder with PostgreSQL's `bin`, `lib` and `share`, by default that of the installed npm package. */
  native?: string;
}

/**
 * Starts the PostgreSQL that comes with the platform, making its database at the first start, and resolves when it
 * accepts connections. A server left running by a process that was killed is used again.
 * @throws Error that names what is wrong and the way out, such as a second process on the same folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.getuid === undefined) throw new Error(`The embedded PostgreSQL needs Unix sockets. ${USE_OWN_SERVER}`);
  const directory = openDirectory(options.directory);
  const unlock = lockDirectory(directory);
  try {
    const plan = await planServer(directory, options);
    const processUid = process.getuid();
    const launch = () => prepareAndLaunch(plan, processUid);
    const server = (await adoptServer(plan)) ?? (await launch());
    return supervise(plan, new Supervised(plan, server, launch), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Returns the one true path of the folder, so that two ways of writing it mean the same database. */
function openDirectory(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    const owner = ownerOf(path);
    const whose = owner === null ? "" : ` It belongs to user ${owner.uid}.`;
    throw new Error(
      `The database's folder ${path} cannot be used: ${(error as Error).message}.${whose} ` +
        `Hand it over with chown -R ${process.getuid?.()}, or set OPERATOR_DATA_DIR to another folder. ${USE_OWN_SERVER}`,
      { cause: error },
    );
  }
}

async function planServer(directory: string, options: EmbeddedPostgresOptions): Promise<ServerPlan> {
  const cluster = join(directory, CLUSTER_FOLDER);
  const socketDirectory = chooseSocketDirectory(directory);
  const settings = Object.entries({ ...SETTINGS, ...options.settings });
  return {
    directory,
    cluster,
    socketDirectory,
    binaries: await openBinaries({ native: options.native, linkDirectory: join(directory, "lib") }),
    // The setting is a list, in which quotes keep a comma from being one.
    args: ["-D", cluster, "-k", `"${socketDirectory.replaceAll('"', '""')}"`].concat(
      settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ),
    log: options.log ?? (() => {}),
  };
}

async function prepareAndLaunch(plan: ServerPlan, processUid: number): Promise<RunningProcess> {
  const { binaries, cluster, directory, socketDirectory } = plan;
  const owner = ownerOf(cluster);
  const account = chooseAccount({
    processUid,
    owner,
    passwd: processUid === 0 ? readFileSync("/etc/passwd", "utf8") : "",
  });
  makeSocketDirectory(socketDirectory, account);
  if (account !== null) await letIn(plan, account, owner);
  const directories = [directory, socketDirectory];
  const runAs = await findRunAs({
    account,
    postgres: binaries.postgres,
    environment: binaries.environment,
    directories,
  });
  logCapability(plan, runAs);
  await prepareCluster({ cluster, directory, binaries, runAs, durable: !plan.args.includes("fsync=off") });
  return launchServer(plan, runAs);
}

/** Gives the account what PostgreSQL has to own; the folder around it stays ours, and the account may pass through. */
async function letIn(plan: ServerPlan, account: Account, owner: Account | null): Promise<void> {
  try {
    chmodSync(plan.directory, 0o711);
    chownSync(plan.socketDirectory, account.uid, account.gid);
    // In a container, root itself may have been denied what belongs to others.
    accessSync(plan.socketDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
    if (owner !== null && owner.uid !== account.uid) await handOver(plan.cluster, account);
  } catch (error) {
    throw new Error(
      `PostgreSQL refuses to run as root, and ${plan.directory} cannot be shared with user ${account.uid}: ` +
        `${(error as Error).message}. Start as an unprivileged user. ${USE_OWN_SERVER}`,
      { cause: error },
    );
  }
}

function logCapability(plan: ServerPlan, { account, capability }: RunAs): void {
  if (account === null || capability === null) return;
  plan.log(
    `User ${account.uid} may not enter every folder on the way to ${plan.directory} and ` +
      `${dirname(plan.binaries.postgres)}, so PostgreSQL runs as that user with the capability ${capability}.`,
  );
}

/** A server that is started again whenever it ends although nobody stopped it. */
class Supervised {
  readonly #plan: ServerPlan;
  readonly #launch: () => Promise<RunningProcess>;
  readonly #watch: NodeJS.Timeout;
  #server: RunningProcess;
  #launching: Promise<void> | null = null;

  constructor(plan: ServerPlan, server: RunningProcess, launch: () => Promise<RunningProcess>) {
    this.#plan = plan;
    this.#server = server;
    this.#launch = launch;
    this.#watch = setInterval(() => this.#look(), WATCH_INTERVAL);
    this.#watch.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    await this.#launching;
    await stopPostmaster(this.#server);
  }

  #look(): void {
    if (this.#launching || isRunning(this.#server)) return;
    const { log, directory } = this.#plan;
    log(
      `PostgreSQL, process ${this.#server.pid}, ended unexpectedly and is started again. ` +
        `See ${join(directory, "postgres.log")}.`,
    );
    this.#launching = this.#launchAgain().finally(() => {
      this.#launching = null;
    });
  }

  async #launchAgain(): Promise<void> {
    const { log } = this.#plan;
    try {
      this.#server = await this.#launch();
      log(`PostgreSQL runs again, as process ${this.#server.pid}.`);
    } catch (error) {
      log(`PostgreSQL could not be started again; it is tried once more. ${(error as Error).message}`);
    }
  }
}

function supervise(plan: ServerPlan, server: Supervised, unlock: () => void): EmbeddedPostgres {
  const end = async () => {
    try {
      await server.stop();
      if (!plan.socketDirectory.startsWith(`${plan.directory}/`))
        rmSync(plan.socketDirectory, { recursive: true, force: true });
    } finally {
      unlock();
    }
  };
  let ended: Promise<void> | undefined;
  return {
    connectionString: socketUrl(plan.socketDirectory),
    stop: () => {
      ended ??= end();
      return ended;
    },
  };
}

function ownerOf(path: string): Account | null {
  try {
    return statSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES", "ENOTDIR")) return null;
    throw error;
  }
}
