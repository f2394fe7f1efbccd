import { spawnSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

/** A browser that stays on this machine and leaves nothing behind. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium that is installed; null without one, and then the tests that need it are skipped by name. */
export const BROWSER = findBrowser();

/** Starts the Chromium that is installed, with more flags if wanted. Throws when there is none. */
export async function startBrowser(flags: readonly string[] = []): Promise<Browser> {
  if (BROWSER === null)
    throw new Error(`None of ${PROGRAMS.join(", ")} is in PATH. Install one, e.g. apt-get install chromium.`);
  return chromium.launch({ executablePath: BROWSER, args: [...FLAGS, ...flags] });
}

function findBrowser(): string | null {
  const search = PROGRAMS.map((program) => `command -v ${program}`).join(" || ");
  const { status, stdout } = spawnSync("sh", ["-c", search], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
