import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SERVER = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = join(SERVER, "dist");

/** Where the built programs are: the server's, and those of its threads. */
export const BUILT_PROGRAMS = pathToFileURL(`${BUILT}/`);

/**
 * Sees to it that the built server is that of the sources. A process of it starts in a quarter of the time that one of
 * the sources takes, which must be made JavaScript first. Throws with what the build said when it fails.
 */
export function buildServerIfStale(): void {
  buildIfStale(SERVER, [join(SERVER, "src")]);
}

/** Does so with the command line, into which the SDK is built. */
export function buildCommandLineIfStale(): void {
  const workspace = join(SERVER, "../cli");
  buildIfStale(workspace, [join(workspace, "src"), join(SERVER, "../sdk/src")]);
}

function buildIfStale(workspace: string, sources: readonly string[]): void {
  const main = join(workspace, "dist/main.js");
  const builtAt = existsSync(main) ? statSync(main).mtimeMs : 0;
  if (sources.every((folder) => newest(folder) < builtAt)) return;
  const built = spawnSync("npm", ["run", "--silent", "build"], { cwd: workspace, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${workspace} could not be built: ${built.stdout}${built.stderr}`);
}

function newest(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(...names.map((name) => statSync(join(folder, name)).mtimeMs));
}
