import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startTestApp, type TestApp } from "../../server/src/testing/app.ts";
import { environmentOfProcess } from "../src/settings.ts";

const PROGRAM = fileURLToPath(new URL("../bin/operator.js", import.meta.url));
const TAB = "\t";
const ENTER = "\r";
const READY = "READY>";

/** How each shell is told to complete, by the line that `operator completion --help` names, and how it is begun. */
const SHELLS = {
  bash: { file: ".bashrc", setup: "source <(operator completion bash)\nPS1='READY>'\n", begun: "bash --noprofile -i" },
  zsh: {
    file: ".zshrc",
    setup: "autoload -U compinit; compinit -u\nsource <(operator completion zsh)\nPROMPT='READY>'\n",
    begun: "zsh -i",
  },
  fish: {
    file: ".config/fish/config.fish",
    setup: "operator completion fish | source\nfunction fish_prompt; echo -n 'READY>'; end\n",
    begun: "fish -i",
  },
};

let app: TestApp;
let agentId: string;
let home: string;

beforeAll(async () => {
  app = await startTestApp({ OPERATOR_QUICKSTART: "false" });
  agentId = await app.makeAgent("Answer.");
  home = await mkdtemp(join(tmpdir(), "operator-shells-"));
  await mkdir(join(home, ".config/fish"), { recursive: true });
  for (const { file, setup } of Object.values(SHELLS)) await writeFile(join(home, file), setup);
  // What completes is the program itself; what a line says when it is carried out is written down.
  const completing = `completion|complete) exec '${process.execPath}' '${PROGRAM}' "$@" ;;`;
  const program = `#!/bin/sh\ncase "$1" in\n  ${completing}\n  *) printf '%s\\n' "$*" > "$HOME/ran" ;;\nesac\n`;
  await writeFile(join(home, "operator"), program, { mode: 0o755 });
});

afterAll(async () => {
  await app.stop();
  await rm(home, { recursive: true, force: true });
});

/** Types keys into a shell on a terminal of its own and returns the line that it then carried out. */
async function carriedOut(shell: keyof typeof SHELLS, keys: string): Promise<string> {
  await rm(join(home, "ran"), { force: true });
  const { PATH = "" } = environmentOfProcess();
  const env = {
    PATH: `${home}:${PATH}`,
    HOME: home,
    TERM: "xterm",
    OPERATOR_HOST: app.url,
    OPERATOR_API_KEY: app.key,
  };
  const terminal = spawn("script", ["-qefc", SHELLS[shell].begun, "/dev/null"], { cwd: home, env });
  let screen = "";
  for (const stream of [terminal.stdout, terminal.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (screen += text));
  const until = (isSo: () => boolean) =>
    vi.waitUntil(isSo, { timeout: 50_000 }).catch((cause: unknown) => {
      throw new Error(`${shell} shows ${JSON.stringify(screen)}`, { cause });
    });
  try {
    await until(() => screen.includes(READY));
    terminal.stdin.write(keys);
    await until(() => existsSync(join(home, "ran")));
    return (await readFile(join(home, "ran"), "utf8")).trim();
  } finally {
    const ended = new Promise((resolve) => terminal.once("close", resolve));
    terminal.kill("SIGKILL");
    await ended;
  }
}

it.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])(
  "%s completes commands and an id at a terminal",
  async (shell) => {
    const line = await carriedOut(shell, `operator ag${TAB}sho${TAB}ca${TAB}${ENTER}`);
    expect(line).toBe(`agents show ${agentId}`);
  },
);

it.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])("%s completes an option and what it takes", async (shell) => {
  const line = await carriedOut(shell, `operator conv${TAB}lis${TAB}--direc${TAB}inb${TAB}${ENTER}`);
  expect(line).toBe("conversations list --direction inbound");
});
