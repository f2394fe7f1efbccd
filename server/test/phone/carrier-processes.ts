import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { freePort } from "./sip-peer.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const KEY = "op_prod_0123456789abcdef0123456789abcdef";

/** A process of the platform, to be killed. */
export interface CarrierProcess {
  readonly url: string;
  /** Calls the API. Throws with the answer when it was refused. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  call(path: string, body?: unknown): Promise<Record<string, any>>;
  /** The payloads of the events of a conversation that is over. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  log(conversationId: string): Promise<Record<string, any>[]>;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts processes that share what their variables name. */
export interface CarrierProcesses {
  start(): Promise<CarrierProcess>;
  cleanUp(): Promise<void>;
}

/** Makes what starts processes with those variables, `PATH` and `HOME` among them, beside the usual ones. */
export async function carrierProcesses(variables: Record<string, string>): Promise<CarrierProcesses> {
  const directory = await mkdtemp(join(tmpdir(), "operator-carriers-"));
  const children: ChildProcess[] = [];
  return {
    async start() {
      // What it prints is the address that carriers know, behind which there may be several.
      const port = await freePort();
      const child = launch(directory, { ...variables, HOST: "127.0.0.1", PORT: String(port) });
      children.push(child);
      await ready(child);
      const url = `http://127.0.0.1:${port}`;
      return { url, ...apiOf(url), kill: () => killed(child) };
    },
    async cleanUp() {
      await Promise.all(children.map(killed));
      await rm(directory, { recursive: true });
    },
  };
}

function launch(directory: string, variables: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "server/src/testing/carrier-process.ts"], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      OPERATOR_DATA_DIR: directory,
      OPERATOR_API_KEY: KEY,
      OPERATOR_MASTER_KEY: Buffer.alloc(32, "m").toString("base64"),
      OPERATOR_QUICKSTART: "false",
      OPERATOR_SUMMARIES: "false",
      LOG_LEVEL: "fatal",
      ...variables,
    },
  });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let printed = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes("running at")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`The process ended with ${code} before it was ready.`)));
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}

function apiOf(url: string): Pick<CarrierProcess, "call" | "log"> {
  const headers = { authorization: `Bearer ${KEY}`, ...VERSION_HEADER };
  return {
    async call(path, body) {
      const content = { method: "POST", body: JSON.stringify(body) };
      const answer = await fetch(`${url}${path}`, {
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : content),
      });
      const read = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new Error(JSON.stringify(read));
      return read;
    },
    async log(conversationId) {
      const answer = await fetch(`${url}/conversations/${conversationId}/events`, { headers });
      return (await answer.text())
        .split("\n")
        .filter((line) => line.startsWith("data:"))
        .map((line) => (JSON.parse(line.slice(5)) as { payload: Record<string, unknown> }).payload);
    },
  };
}
