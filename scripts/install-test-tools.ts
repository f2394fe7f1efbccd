import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What the tests need beyond npm: a program under one of its names, or a file, and the Debian package that brings it. */
const TOOLS: readonly { programs: readonly string[]; package: string }[] = [
  { programs: ["chromium", "chromium-browser", "google-chrome"], package: "chromium" },
  { programs: ["flite"], package: "flite" },
  { programs: ["espeak-ng"], package: "espeak-ng" },
  { programs: ["sox"], package: "sox" },
  { programs: ["pocketsphinx_continuous"], package: "pocketsphinx" },
  { programs: ["/usr/share/pocketsphinx/model/en-us/en-us/mdef"], package: "pocketsphinx-en-us" },
  { programs: ["sipp"], package: "sip-tester" },
  { programs: ["baresip"], package: "baresip-core" },
  { programs: ["zsh"], package: "zsh" },
  { programs: ["fish"], package: "fish" },
];

function isInstalled(program: string): boolean {
  if (program.startsWith("/")) return existsSync(program);
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}

function install(packages: readonly string[]): boolean {
  const mayInstall = process.getuid?.() === 0 && isInstalled("apt-get");
  if (!mayInstall) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (command: string[]) =>
    spawnSync("apt-get", command, { stdio: ["ignore", "ignore", "inherit"], env: environment }).status === 0;
  return run(["update", "-qq"]) && run(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

const missing = TOOLS.filter((tool) => !tool.programs.some(isInstalled)).map((tool) => tool.package);
if (missing.length > 0 && !install(missing)) {
  console.warn(`Tests that need these are skipped: ${missing.join(", ")}. Install them to run all tests.`);
}
