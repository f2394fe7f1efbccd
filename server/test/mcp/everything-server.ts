import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** The protocol's own reference server; it takes the transport as its argument. */
export const EVERYTHING = fileURLToPath(
  new URL("../../../node_modules/@modelcontextprotocol/server-everything/dist/index.js", import.meta.url),
);

/** How a server runs the reference server as its child. */
export const EVERYTHING_OVER_STDIO = { type: "stdio", program: process.execPath, arguments: [EVERYTHING, "stdio"] };

/** The tools that the reference server has for a client like ours, and that need no task of the protocol. */
export const EVERYTHING_TOOLS = [
  "echo",
  "get-annotated-message",
  "get-env",
  "get-resource-links",
  "get-resource-reference",
  "get-structured-content",
  "get-sum",
  "get-tiny-image",
  "gzip-file-as-resource",
  "toggle-simulated-logging",
  "toggle-subscriber-updates",
  "trigger-long-running-operation",
];

/** The reference server over streamable HTTP, as a process of its own. */
export interface EverythingServer {
  readonly url: string;
  /** Kills it, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again at the same address; it knows none of its former sessions. */
  start(): Promise<void>;
}

/** Starts the reference server on a free port of the loopback. */
export async function startEverythingServer(): Promise<EverythingServer> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const server = {
    url: `http://127.0.0.1:${port}/mcp`,
    async kill() {
      const running = child;
      child = null;
      if (running === null || running.exitCode !== null) return;
      running.kill("SIGKILL");
      await once(running, "exit");
    },
    async start() {
      child = spawn(process.execPath, [EVERYTHING, "streamableHttp"], {
        env: { PORT: String(port) },
        stdio: ["ignore", "ignore", "pipe"],
      });
      await untilListening(child);
    },
  };
  await server.start();
  return server;
}

function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("listening on port")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`The reference server ended with code ${code}: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
