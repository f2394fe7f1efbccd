import { PassThrough } from "node:stream";
import { createContext } from "../../src/context.ts";
import { runProgram } from "../../src/program.ts";

/** What a run of the command line came to. */
export interface OperatorRun {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line in this process, with nobody at its keyboard. */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<OperatorRun> {
  const written = { out: "", err: "" };
  const sink = (name: keyof typeof written) => ({
    write: (chunk: string | Uint8Array) => {
      written[name] += String(chunk);
    },
  });
  const stdin = new PassThrough();
  stdin.end();
  const context = createContext({ environment, stdin, stdout: sink("out"), stderr: sink("err") });
  const code = await runProgram(args, context);
  return { code, ...written };
}
