import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Variables } from "../settings.ts";

/** Signals that ask a program to end, and what the server understands of them. */
const PASSED_ON = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM", SIGQUIT: "SIGTERM" } as const;

/** A program to run in this one's place. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Variables;
}

/**
 * Runs a program on this one's terminal, passes on the signals that end programs, and resolves with its exit code; of one
 * that a signal ended with 128 and the signal's number, as shells do. Rejects when it cannot be run.
 */
export function runInPlace({ command, args, cwd, environment }: Program): Promise<number> {
  return new Promise((resolve, reject) => {
    // In a group of its own: a terminal sends Ctrl-C to the whole group, and the program would get it twice.
    const child = spawn(command, args, { cwd, env: { ...environment }, stdio: "inherit", detached: true });
    const passing = Object.entries(PASSED_ON).map(([signal, sent]) => {
      const pass = () => void child.kill(sent);
      process.on(signal, pass);
      return () => process.off(signal, pass);
    });
    const stopPassing = () => passing.forEach((stop) => stop());
    child.on("error", (error) => {
      stopPassing();
      reject(error);
    });
    child.on("exit", (code, signal) => {
      stopPassing();
      resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]);
    });
  });
}
