import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

/** A program of `examples/`, running as a person would run it. */
export interface ExampleProcess {
  /** What it printed so far. */
  printed(): string;
  /** What it complained of so far. */
  complained(): string;
  /** Resolves with its exit code. */
  exited: Promise<number | null>;
  kill(): void;
}

/** Starts `examples/<program>` with those arguments and nothing but those variables in its environment. */
export function startExample(
  program: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): ExampleProcess {
  const child = spawn(process.execPath, ["--import", "tsx", `examples/${program}`, ...args], {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "pipe"],
    env: variables,
  });
  let printed = "";
  let complained = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complained += text;
  });
  return {
    printed: () => printed,
    complained: () => complained,
    exited: new Promise((resolve, reject) => {
      child.once("error", reject);
      // Not at its `exit`: what it printed last may still be on the way then.
      child.once("close", resolve);
    }),
    kill: () => child.kill("SIGKILL"),
  };
}
