import { execFileSync } from "node:child_process";
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

/** Starts the Chromium that is installed. Throws, naming what to install, when there is none. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findProgram(), args: FLAGS });
}

function findProgram(): string {
  const search = PROGRAMS.map((program) => `command -v ${program}`).join(" || ");
  try {
    return execFileSync("sh", ["-c", search], { encoding: "utf8" }).trim();
  } catch (cause) {
    const message = `The tests of the page need a browser: none of ${PROGRAMS.join(", ")} is in PATH. Install one, e.g. apt-get install chromium.`;
    throw new Error(message, { cause });
  }
}
