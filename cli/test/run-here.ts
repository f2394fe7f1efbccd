import { Readable } from "node:stream";
import type { ServerProcess } from "../../server/src/testing/server-process.ts";
import { createContext } from "../src/context.ts";
import { runProgram } from "../src/program.ts";

/** How the program is run. */
export interface HereOptions {
  server?: Pick<ServerProcess, "url" | "apiKey">;
  input?: string;
  /** Makes the outputs a terminal of so many columns. */
  columns?: number;
  environment?: Readonly<Record<string, string>>;
}

/** Runs the program within this process, which is quicker than a process of its own. */
export async function runHere(args: readonly string[], options: HereOptions = {}) {
  const { server, input = "", columns, environment = {} } = options;
  const ofServer = server === undefined ? {} : { OPERATOR_HOST: server.url(), OPERATOR_API_KEY: server.apiKey };
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({
    write: (chunk: string | Uint8Array) => void (written[name] += chunk.toString()),
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  });
  const context = createContext({
    environment: { ...ofServer, ...environment },
    stdin: Readable.from(input === "" ? [] : [input]),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
  });
  const code = await runProgram(args, context);
  return { code, ...written };
}
