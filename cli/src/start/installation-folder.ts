import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A part of the repository that is built before it runs. */
export interface BuiltPart {
  /** The name of its workspace. */
  readonly workspace: string;
  /** What the build makes last. */
  readonly result: string;
  /** Of what it is built. */
  readonly sources: readonly string[];
}

/** What `operator start` runs and serves. */
export const BUILT_PARTS: readonly BuiltPart[] = [
  { workspace: "server", result: "server/dist/main.js", sources: ["server/src"] },
  { workspace: "dashboard", result: "dashboard/dist/index.html", sources: ["dashboard/src", "sdk/src"] },
];

/**
 * Finds the folder of the installation that this command line belongs to: sources and what is built of them lie equally
 * deep in it. Null where there is no server beside it, as when only the command line was installed.
 */
export function installationFolder(): string | null {
  for (const up of ["../..", "../../.."]) {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    if (existsSync(join(folder, "server/package.json"))) return folder;
  }
  return null;
}

/** How the built files of a part are. */
export type BuildState = "current" | "missing" | "stale";

/** Tells how the built files of a part are, by the times of files. Without sources what is built is current. */
export function buildState(folder: string, { result, sources }: BuiltPart): BuildState {
  const built = join(folder, result);
  if (!existsSync(built)) return "missing";
  const builtAt = statSync(built).mtimeMs;
  return sources.every((source) => newest(join(folder, source)) <= builtAt) ? "current" : "stale";
}

function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(0, ...names.map((name) => statSync(join(folder, name)).mtimeMs));
}
