import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Variables } from "../settings.ts";
import { type Finding, missing, wrong } from "./finding.ts";
import type { Installation } from "./server.ts";

/** How long the server's program may look; a database that does not answer takes 5 s of it. */
const LOOK_WITHIN = 30_000;

/** What the server's program says with `--check`. */
interface Check {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly installation: Installation | null;
}

/** Lets the installation's own program look at what this environment sets up, without starting it. */
export async function examineOffline(
  folder: string,
  environment: Variables,
): Promise<{ findings: Finding[]; installation: Installation | null }> {
  const check = await runCheck(`${folder}/server/dist/main.js`, environment);
  if (typeof check === "string") {
    const remedy = "`npm ci` and `npm run build` in the installation's folder may help.";
    return { findings: [wrong("Installation", `its program cannot be run: ${check}`, remedy)], installation: null };
  }
  const findings = [
    ...check.problems.map((problem) => wrong("Environment", problem, "docs/configuration.md says what it may be.")),
    ...check.warnings.map((warning) => missing("Environment", warning, "Correct its name, or take it out.")),
  ];
  return { findings, installation: check.installation };
}

async function runCheck(program: string, environment: Variables): Promise<Check | string> {
  const child = spawn(process.execPath, [program, "--check"], {
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LOOK_WITHIN,
  });
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  try {
    return JSON.parse(said) as Check;
  } catch {
    return complaint.trim().split("\n").at(-1) || "it said nothing";
  }
}
