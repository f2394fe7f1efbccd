import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { startServerProcess, type ServerProcess } from "../server/src/testing/server-process.ts";

/**
 * Puts nginx and Caddy before a platform, as examples/deploy/proxy.sh and examples/scale/install.sh have them set up, with the very files that the guides
 * show, and sees that everything comes through: an answer, a WebSocket, a stream of events that is not held back, and whom a request comes
 * from. Only
 * addresses, ports and certificates are other ones. `NGINX` and `CADDY` name the programs where they are not in the PATH.
 */
const SITE = "operator.example.com";
const UP_WITHIN = 15_000;

interface Proxy {
  name: string;
  /** Its settings as the guides show them. */
  file: string;
  /** Writes what is to be run, for a port of 127.0.0.1 and a platform. */
  prepare(setting: Setting): { program: string; args: string[] };
}

interface Setting {
  text: string;
  folder: string;
  port: number;
  /** The platform's `host:port`. */
  platform: string;
}

function prepareNginx({ text, folder, port, platform }: Setting) {
  const site = text
    .replace("listen 443", `listen 127.0.0.1:${port}`)
    .replace("listen 80;", `listen unix:${folder}/plain;`)
    .replace(/server 10\.0\.0\.\d+:4000/g, `server ${platform}`)
    .replaceAll("127.0.0.1:4000", platform)
    .replace(/(ssl_certificate +).*;/, `$1${folder}/site.pem;`)
    .replace(/(ssl_certificate_key +).*;/, `$1${folder}/site.key;`)
    .replace("/var/log/nginx/", `${folder}/`);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const places = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
  const frame = `daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\n`;
  writeFileSync(join(folder, "nginx.conf"), `${frame}http {\n${places}\naccess_log off;\n${site}\n}\n`);
  return { program: process.env["NGINX"] ?? "nginx", args: ["-p", folder, "-c", join(folder, "nginx.conf")] };
}

function prepareCaddy({ text, folder, port, platform }: Setting) {
  const site = text
    .replace(SITE, `${SITE}:${port}`)
    .replace("{", `{\n\ttls ${folder}/site.pem ${folder}/site.key`)
    .replaceAll("127.0.0.1:4000", platform);
  const frame = "{\n\tadmin off\n\tauto_https off\n}\n";
  writeFileSync(join(folder, "Caddyfile"), frame + site);
  const args = ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  return { program: process.env["CADDY"] ?? "caddy", args };
}

const PROXIES: Proxy[] = [
  { name: "nginx", file: "examples/deploy/nginx.conf", prepare: prepareNginx },
  { name: "nginx for several processes", file: "examples/scale/nginx.conf", prepare: prepareNginx },
  { name: "Caddy", file: "examples/deploy/Caddyfile", prepare: prepareCaddy },
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function makeCertificate(folder: string): void {
  const subject = ["-subj", `/CN=${SITE}`, "-addext", `subjectAltName=DNS:${SITE}`];
  const files = ["-keyout", join(folder, "site.key"), "-out", join(folder, "site.pem")];
  const made = spawnSync("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    ...subject,
    ...files,
  ]);
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${String(made.stderr)}`);
}

const TLS = { servername: SITE, rejectUnauthorized: false };

/** Asks for a path through the proxy; resolves when the answer begins. */
async function ask(port: number, path: string, key: string): Promise<IncomingMessage> {
  const headers = { host: SITE, authorization: `Bearer ${key}`, "operator-version": "2025-06-19" };
  const asked = request({ host: "127.0.0.1", port, path, headers, ...TLS }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return answer;
}

async function untilUp(port: number, key: string): Promise<void> {
  for (let left = UP_WITHIN; left > 0; left -= 100) {
    // Until it listens there is nobody to answer.
    const answer = await ask(port, "/health", key).catch(() => null);
    answer?.resume();
    if (answer?.statusCode === 200) return;
    await delay(100);
  }
  throw new Error("It did not begin to answer.");
}

const headersOf = ({ apiKey }: ServerProcess) => ({
  authorization: `Bearer ${apiKey}`,
  "operator-version": "2025-06-19",
});

async function call(server: ServerProcess, path: string, body: unknown): Promise<Record<string, string>> {
  const headers = { ...headersOf(server), "content-type": "application/json" };
  const answer = await fetch(`${server.url()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
}

/** Holds a conversation over a WebSocket through the proxy, while a stream through it is read. */
async function converse(server: ServerProcess, port: number, agentId: string): Promise<void> {
  const made = await call(server, "/conversations", { agent_id: agentId, channel: { type: "chat_realtime" } });
  const { token } = made["channel"] as unknown as { token: string };
  const stream = await ask(port, `/conversations/${made["id"]}/events`, server.apiKey);
  let seen = "";
  stream.setEncoding("utf8").on("data", (text: string) => (seen += text));
  const over = once(stream, "end");
  const url = `wss://127.0.0.1:${port}/conversations/${made["id"]}/session?token=${token}`;
  const socket = new WebSocket(url, { headers: { host: SITE }, ...TLS });
  await once(socket, "open");
  socket.send(JSON.stringify({ payload: { type: "conversation.start" } }));
  for (let left = UP_WITHIN; !seen.includes("agent.message.completed"); left -= 50) {
    // The conversation is open: what was held back would come only with its end.
    if (left <= 0) throw new Error(`The stream is held back. It brought: ${seen}`);
    await delay(50);
  }
  const closed = once(socket, "close") as Promise<[number]>;
  socket.send(JSON.stringify({ payload: { type: "conversation.end" } }));
  const [code] = await closed;
  if (code !== 1000) throw new Error(`The session was closed with ${code}.`);
  await over;
  if (!seen.includes("conversation.ended")) throw new Error("The stream ended before the conversation did.");
}

/** Asks from another address than the proxy's, which is to be in the log, and not the one that the caller invents. */
async function seenAddress(server: ServerProcess, port: number): Promise<void> {
  const headers = { host: SITE, "content-type": "application/json", "x-forwarded-for": "192.0.2.1" };
  const way = { host: "127.0.0.1", localAddress: "127.0.0.2", port, path: "/sign_in", ...TLS };
  const asked = request({ ...way, method: "POST", headers }).end(JSON.stringify({ code: "wrong" }));
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  const wanted = `request_id=${String(answer.headers["x-request-id"])}`;
  for (let left = UP_WITHIN; left > 0; left -= 100) {
    const log = await fetch(`${server.url()}/logs?${wanted}&kind=sign_in`, { headers: headersOf(server) });
    const [entry] = ((await log.json()) as { data: { details: { address: string } }[] }).data;
    if (entry?.details.address === "127.0.0.2") return;
    if (entry !== undefined) throw new Error(`A caller from 127.0.0.2 is taken for one from ${entry.details.address}.`);
    await delay(100);
  }
  throw new Error("The log has no sign-in.");
}

async function prove(proxy: Proxy, server: ServerProcess, agentId: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "operator-proxy-"));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "logs"));
  let child: ChildProcess | undefined;
  let said = "";
  try {
    makeCertificate(folder);
    const port = await freePort();
    const { program, args } = proxy.prepare({
      text: readFileSync(proxy.file, "utf8"),
      folder,
      port,
      platform: new URL(server.url()).host,
    });
    child = spawn(program, args, {
      env: { PATH: process.env["PATH"], HOME: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    await Promise.race([
      untilUp(port, server.apiKey),
      once(child, "exit").then(() => Promise.reject(new Error("It ended."))),
    ]);
    await converse(server, port, agentId);
    await seenAddress(server, port);
  } catch (error) {
    throw new Error(`${proxy.name} (${proxy.file}): ${(error as Error).message}\n${said}`, { cause: error });
  } finally {
    child?.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const server = await startServerProcess({
    environment: { OPERATOR_QUICKSTART: "false", OPERATOR_TRUSTED_PROXIES: "127.0.0.1" },
  });
  try {
    const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Greet." } } };
    const agent = await call(server, "/conversational_agents", { name: "Proof", description: "Proves.", config });
    await call(server, `/conversational_agents/${agent["version_id"]}/release`, {});
    for (const proxy of PROXIES) await prove(proxy, server, agent["id"] as string);
    console.log(
      `proxies: ${PROXIES.map(({ name }) => name).join(", ")} let answers, sessions and streams through, and say who calls.`,
    );
  } finally {
    await server.cleanUp();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
