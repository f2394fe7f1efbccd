import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PARTS = ["src", "public", "index.html", "demo.html", "vite.config.ts", "widget-build.ts"];
const SOURCES = [...PARTS.map((part) => `dashboard/${part}`), "sdk/src"];

/** Builds the page unless the build that is there is newer than everything it is made of. */
export function ensurePageIsBuilt(): void {
  // The last file that a build writes: once it is there, all are.
  const built = join(ROOT, "dashboard/dist/widget-worklet.js");
  const changed = Math.max(...SOURCES.flatMap((path) => changeTimes(join(ROOT, path))));
  if (existsSync(built) && statSync(built).mtimeMs > changed) return;
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  // Built elsewhere and then put in its place: a server that starts meanwhile finds the old one whole, or the new one.
  const fresh = join(ROOT, `node_modules/.page-${process.pid}-${Date.now()}`);
  // Else the page would be built for tests, with all that React does in development, and be another than the one that ships.
  const command = ["NODE_ENV=production", process.execPath, vite, "build", "dashboard", "--logLevel", "warn"];
  execFileSync("env", [...command, "--outDir", fresh], { cwd: ROOT, stdio: "inherit" });
  putInPlace(fresh, join(ROOT, "dashboard/dist"));
}

function putInPlace(fresh: string, place: string): void {
  const former = `${fresh}-former`;
  try {
    if (existsSync(place)) renameSync(place, former);
    renameSync(fresh, place);
  } catch (error) {
    // Another process may have put its own there in the same moment.
    if (!existsSync(place)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  rmSync(former, { recursive: true, force: true });
}

function changeTimes(path: string): number[] {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return [mtimeMs];
  return [mtimeMs, ...readdirSync(path).flatMap((name) => changeTimes(join(path, name)))];
}
