import packageJson from "../../package.json" with { type: "json" };
import { BUILT_PARTS, buildState } from "../start/installation-folder.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** Looks at what runs this command line. */
export function nodeFinding(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [, neededMajor = "0", neededMinor = "0"] = /(\d+)\.(\d+)/.exec(packageJson.engines.node) ?? [];
  const isEnough = major > Number(neededMajor) || (major === Number(neededMajor) && minor >= Number(neededMinor));
  if (isEnough) return ok("Node.js", `v${version}`);
  return wrong("Node.js", `v${version} is too old`, `Install Node.js ${packageJson.engines.node}.`);
}

/** Looks at what is built of the installation's sources. */
export function buildFindings(folder: string | null): Finding[] {
  if (folder === null)
    return [missing("Installation", "none beside this command line", "Clone the platform, and run `npm ci`.")];
  return BUILT_PARTS.map((part) => {
    const name = `Build of ${part.workspace}`;
    const state = buildState(folder, part);
    if (state === "current") return ok(name, part.result);
    const detail = state === "missing" ? "not built" : "older than its sources";
    return missing(name, detail, "`operator start` builds it, and so does `npm run build`.");
  });
}
