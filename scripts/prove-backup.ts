import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { discardEmbeddedPostgres } from "../server/src/testing/embedded-postgres.ts";
import { readBlocks } from "../server/test/guides/fenced-blocks.ts";

/**
 * Does what docs/guides/backup.md says with an installation of its own: conversations are held, the blocks of
 * examples/backup/commands.sh back it up while one is under way, and restore it elsewhere; then every conversation and
 * every event that was there is compared byte for byte, and a secret opened. Prints one line of result.
 * `--conversations N` says how many are held, 40 by default.
 */
const PAGE = "docs/guides/backup.md";
const BY = "scripts/prove-backup.ts";
const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
const KEY = `op_prod_${randomBytes(18).toString("hex")}`;
const ADDRESS = /running at (http:\/\/127\.0\.0\.1:\d+)\s/;

const { values } = parseArgs({ options: { conversations: { type: "string", default: "40" } } });

interface Platform {
  host: string;
  child: ChildProcess;
}

async function startPlatform(folder: string): Promise<Platform> {
  const { PATH = "", HOME = "" } = process.env;
  const settings = { HOST: "127.0.0.1", PORT: "0", OPERATOR_DATA_DIR: folder, OPERATOR_API_KEY: KEY };
  const child = spawn(process.execPath, ["server/dist/main.js"], {
    cwd: REPOSITORY,
    env: { PATH, HOME, ...settings, LOG_LEVEL: "error", OPERATOR_SUMMARIES: "false" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const piece of child.stdout.setEncoding("utf8")) {
    said += String(piece);
    const host = ADDRESS.exec(said)?.[1];
    if (host !== undefined) {
      child.stdout.resume();
      return { host, child };
    }
  }
  throw new Error(`The platform did not start:\n${said}`);
}

async function stopPlatform({ child }: Platform): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Runs a command in the repository. Throws with what it printed when it fails. */
async function run(file: string, args: readonly string[], settings: Record<string, string>): Promise<string> {
  const child = spawn(file, args, { cwd: REPOSITORY, env: { ...process.env, ...settings } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => (said += piece));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${said}`);
  return said;
}

const converse = (host: string, ...args: string[]) =>
  run("npx", ["tsx", "scripts/prove/conversation.ts", ...args], { OPERATOR_HOST: host, OPERATOR_API_KEY: KEY });

async function get(host: string, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${KEY}`, "operator-version": "2025-06-19" };
  const answer = await fetch(`${host}${path}`, { headers });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.text();
}

/** Reads what is compared: every conversation as the API shows it, without the addresses of the process that answers. */
async function stateOf(host: string, ids: readonly string[]): Promise<Map<string, string>> {
  const state = new Map<string, string>();
  for (const id of ids)
    state.set(id, (await get(host, `/conversations/${id}`)).replaceAll(/"[a-z]+:\/\/127[^"]+"/g, '""'));
  state.set("signing key", await get(host, "/signing_key"));
  return state;
}

/** The blocks of the page: the first backs up, the second restores. */
async function blocksOfPage(): Promise<string[]> {
  const page = readBlocks(await readFile(join(REPOSITORY, PAGE), "utf8"));
  return page.filter(({ by }) => by === BY).map(({ text }) => text);
}

interface Places {
  /** The data directories of the two installations. */
  here: string;
  there: string;
  /** Where the backup goes. */
  backups: string;
}

const bash = (block: string, { here, there, backups }: Places) =>
  run("bash", ["-euo", "pipefail", "-c", block], { OPERATOR_DATA_DIR: here, ELSEWHERE: there, BACKUPS: backups });

async function prove(places: Places): Promise<string> {
  const count = Number(values.conversations);
  const blocks = await blocksOfPage();
  if (blocks.length !== 2) throw new Error(`${PAGE} has ${blocks.length} blocks that name ${BY}, not two.`);
  const source = await startPlatform(places.here);
  let ids: string[];
  let before: Map<string, string>;
  let events: string;
  try {
    ids = (await converse(source.host, "many", String(count))).trim().split("\n");
    [before, events] = [await stateOf(source.host, ids), await converse(source.host, "events", ...ids)];
    // One more goes on while the backup is made; what of it was committed by then is in it.
    const busy = converse(source.host, "talk");
    await bash(blocks[0] as string, places);
    await busy;
  } finally {
    await stopPlatform(source);
  }
  await bash(blocks[1] as string, places);
  const copy = await startPlatform(places.there);
  try {
    const after = await stateOf(copy.host, ids);
    for (const [name, text] of before)
      if (after.get(name) !== text) throw new Error(`${name} differs:\n${text}\n${after.get(name)}`);
    const restored = await converse(copy.host, "events", ...ids);
    if (restored !== events)
      throw new Error(`The events differ:\n${events.slice(0, 2000)}\n---\n${restored.slice(0, 2000)}`);
    return `${ids.length} conversations and ${events.trim().split("\n").length} events are the same byte for byte, and the secrets open.`;
  } finally {
    await stopPlatform(copy);
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "operator-backup-"));
  await chmod(folder, 0o755);
  const places = { here: join(folder, "here"), there: join(folder, "there"), backups: join(folder, "backups") };
  try {
    for (const path of Object.values(places)) await mkdir(path);
    console.log(`backup: made while the platform ran, restored elsewhere: ${await prove(places)}`);
  } finally {
    for (const data of [places.here, places.there]) await discardEmbeddedPostgres(join(data, "postgres"));
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
