import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PARTS = ["src", "public", "index.html", "demo.html", "vite.config.ts", "widget-build.ts"];
const SOURCES = [...PARTS.map((part) => `dashboard/${part}`), "sdk/src"];

/** Builds the page unless the build that is there is newer than everything it is made of. */
export function ensurePageIsBuilt(): void {
  const built = join(ROOT, "dashboard/dist/index.html");
  const changed = Math.max(...SOURCES.flatMap((path) => changeTimes(join(ROOT, path))));
  if (existsSync(built) && statSync(built).mtimeMs > changed) return;
  const vite = join(ROOT, "node_modules/vite/bin/vite.js");
  // Else the page would be built for tests, with all that React does in development, and be another than the one that ships.
  const build = ["NODE_ENV=production", process.execPath, vite, "build", "dashboard", "--logLevel", "warn"];
  execFileSync("env", build, { cwd: ROOT, stdio: "inherit" });
}

function changeTimes(path: string): number[] {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return [mtimeMs];
  return [mtimeMs, ...readdirSync(path).flatMap((name) => changeTimes(join(path, name)))];
}
