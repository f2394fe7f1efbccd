import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const BUILT = join(REPOSITORY, "server/dist");

/** Where the built programs are: the server's, and those of its threads. */
export const BUILT_PROGRAMS = pathToFileURL(`${BUILT}/`);

/**
 * Sees to it that the built server is that of the sources. A process of it starts in a quarter of the time that one of
 * the sources takes, which must be made JavaScript first. Throws with what the build said when it fails.
 */
export function buildServerIfStale(): void {
  buildIfStale("server", ["server/src"]);
}

/** Sees to it that the built command line is that of the sources, its own and the SDK's, which is built into it. Throws likewise. */
export function buildCommandLineIfStale(): void {
  buildIfStale("cli", ["cli/src", "sdk/src"]);
}

function buildIfStale(workspace: string, sources: readonly string[]): void {
  const main = join(REPOSITORY, workspace, "dist/main.js");
  const builtAt = existsSync(main) ? statSync(main).mtimeMs : 0;
  if (Math.max(...sources.map((folder) => newest(join(REPOSITORY, folder)))) < builtAt) return;
  const built = spawnSync("npm", ["run", "--silent", "build", "-w", workspace], { cwd: REPOSITORY, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${workspace} could not be built: ${built.stdout}${built.stderr}`);
}

function newest(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(...names.map((name) => statSync(join(folder, name)).mtimeMs));
}
