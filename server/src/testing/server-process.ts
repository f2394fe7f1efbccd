import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLUSTER_FOLDER, findPostmaster, readPidFile } from "../db/embedded/postmaster.ts";
import { socketUrl } from "../db/embedded/socket.ts";
import { discardEmbeddedPostgres } from "./embedded-postgres.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
/** Where the server keeps its database inside its data directory. */
const DATABASE_FOLDER = "postgres";
const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 15_000;
/** What is kept of the output, for the message of a start that failed. */
const KEPT_OUTPUT = 64 * 1024;

/** How to start a server of its own for a test. */
export interface ServerProcessOptions {
  /** Variables beyond, or instead of, those this function sets. Nothing of this process's own environment is handed down. */
  environment?: Readonly<Record<string, string>>;
  /** Arguments of Node itself, such as `--cpu-prof`. */
  nodeArguments?: readonly string[];
  /** Opens a channel for `child.send`, for a preloaded module that answers on it. */
  hasChannel?: boolean;
}

/** A server running as a process of its own, with its own data directory and embedded database. */
export interface ServerProcess {
  /** The API key installed at the first start. */
  readonly apiKey: string;
  readonly dataDirectory: string;
  /** The address it printed, without a trailing slash. It changes with every start. */
  url(): string;
  /** The running process. Throws when none runs. */
  child(): ChildProcess & { pid: number };
  /** Kills it as a power cut would (SIGKILL), leaving its database's processes to their fate; resolves when it is gone. */
  kill(): Promise<void>;
  /** Stops it as Ctrl-C or a supervisor would; resolves with its exit code. Throws when it takes longer than 15 s. */
  stop(signal?: "SIGINT" | "SIGTERM"): Promise<number | null>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
  /** What it wrote lately, both streams. */
  output(): string;
  /** Kills the server and the database it may have left behind, and removes the data directory. */
  cleanUp(): Promise<void>;
}

/**
 * Starts the built server on a free port of the loopback, with a fresh data directory, and waits until it has printed
 * its address. Throws with the server's output when it ends before that or takes longer than 60 s.
 */
export async function startServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "operator-test-"));
  // The embedded database runs under an unprivileged account when the test runs as root, and must get in.
  await chmod(dataDirectory, 0o755);
  const server = new OwnServerProcess(dataDirectory, options);
  try {
    await server.start();
  } catch (error) {
    await server.cleanUp();
    throw error;
  }
  return server;
}

interface Running {
  child: ChildProcess & { pid: number };
  /** Empty until it is printed. */
  url: string;
  exited: Promise<number | null>;
}

class OwnServerProcess implements ServerProcess {
  readonly apiKey = `op_prod_${randomBytes(18).toString("hex")}`;
  readonly dataDirectory: string;
  readonly #options: ServerProcessOptions;
  #running: Running | null = null;
  #output = "";

  constructor(dataDirectory: string, options: ServerProcessOptions) {
    this.dataDirectory = dataDirectory;
    this.#options = options;
    // A run that is broken off must not leave a server behind; told to stop, it stops its database too.
    process.on("exit", this.#abandon);
  }

  readonly #abandon = (): void => {
    this.#running?.child.kill("SIGTERM");
  };

  url(): string {
    return this.#require().url;
  }

  child(): ChildProcess & { pid: number } {
    return this.#require().child;
  }

  output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    if (this.#running) throw new Error("The server is running already; kill or stop it first.");
    const child = this.#spawn();
    const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
    this.#running = { child, url: "", exited };
    this.#running.url = await this.#waitForAddress(child, exited);
  }

  async kill(): Promise<void> {
    const { child, exited } = this.#require();
    child.kill("SIGKILL");
    await exited;
    this.#running = null;
  }

  async stop(signal: "SIGINT" | "SIGTERM" = "SIGINT"): Promise<number | null> {
    const { child, exited } = this.#require();
    child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const message = `The server did not stop within ${STOP_TIMEOUT} ms. Its output:\n${this.#output}`;
      timer = setTimeout(() => reject(new Error(message)), STOP_TIMEOUT);
    });
    try {
      const code = await Promise.race([exited, late]);
      this.#running = null;
      return code;
    } finally {
      clearTimeout(timer);
    }
  }

  async cleanUp(): Promise<void> {
    if (this.#running) await this.kill();
    process.off("exit", this.#abandon);
    await discardEmbeddedPostgres(join(this.dataDirectory, DATABASE_FOLDER));
    await rm(this.dataDirectory, { recursive: true, force: true });
  }

  #require(): Running {
    if (!this.#running) throw new Error("The server is not running.");
    return this.#running;
  }

  #spawn(): ChildProcess & { pid: number } {
    const { nodeArguments = [], hasChannel = false } = this.#options;
    const child = spawn(process.execPath, [...nodeArguments, "server/dist/main.js"], {
      cwd: REPOSITORY,
      stdio: ["ignore", "pipe", "pipe", hasChannel ? "ipc" : "ignore"],
      env: this.#environment(),
    });
    if (child.pid === undefined) throw new Error(`${process.execPath} could not be started.`);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_OUTPUT);
      });
    }
    return child as ChildProcess & { pid: number };
  }

  #environment(): Record<string, string> {
    const inherited = ["PATH", "HOME", "TMPDIR"].map((name) => [name, process.env[name]]);
    return {
      ...Object.fromEntries(inherited.filter(([, value]) => value !== undefined)),
      HOST: "127.0.0.1",
      PORT: "0",
      OPERATOR_DATA_DIR: this.dataDirectory,
      OPERATOR_API_KEY: this.apiKey,
      // Models that play a script would be asked for what stands in none.
      OPERATOR_SUMMARIES: "false",
      ...this.#options.environment,
    };
  }

  async #waitForAddress(child: ChildProcess, exited: Promise<number | null>): Promise<string> {
    const seen = this.#output.length;
    let timer: NodeJS.Timeout | undefined;
    const address = new Promise<string>((resolve, reject) => {
      let printed = "";
      child.stdout?.on("data", (text: string) => {
        printed += text;
        const url = ADDRESS.exec(printed)?.[1];
        if (url !== undefined) resolve(url);
      });
      const fail = (what: string) => reject(new Error(`The server ${what}. Its output:\n${this.#output.slice(seen)}`));
      timer = setTimeout(() => fail(`printed no address within ${START_TIMEOUT} ms`), START_TIMEOUT);
      void exited.then((code) => fail(`ended with code ${code} before it printed its address`));
    });
    try {
      return await address;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The line in which the server says where it is reached; it comes when it takes requests. */
const ADDRESS = /running at (http:\/\/127\.0\.0\.1:\d+)\s/;

/** The embedded PostgreSQL of a server. */
export interface OwnDatabase {
  /** The postmaster; every other process of it is its child. */
  pid: number;
  /** Connects as its superuser. */
  url: string;
}

/** Finds the embedded PostgreSQL that runs on a server's data directory; null when none does. */
export function findDatabase(dataDirectory: string): OwnDatabase | null {
  const cluster = join(dataDirectory, DATABASE_FOLDER, CLUSTER_FOLDER);
  const file = readPidFile(cluster);
  const running = findPostmaster(cluster);
  if (file === null || running === null) return null;
  return { pid: running.process.pid, url: socketUrl(file.socketDirectory) };
}

/** Calls the API of a server with its key. Returns the body of the answer, whatever its status. */
export async function callServer(server: Pick<ServerProcess, "url" | "apiKey">, call: ServerCall) {
  const { method, path, body } = call;
  const headers = { authorization: `Bearer ${server.apiKey}`, "operator-version": "2025-06-19" };
  const sent =
    body === undefined
      ? { headers }
      : { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${server.url()}${path}`, { method, ...sent });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  return (await answer.json()) as Record<string, any>;
}

/** A call of the API. */
export interface ServerCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}
