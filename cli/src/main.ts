import { createContext } from "./context.ts";
import { runProgram } from "./program.ts";
import { environmentOfProcess } from "./settings.ts";

/** How long a command that was broken off may take to put things in order. */
const STOP_WITHIN = 500;

/** Whoever reads along has gone: `operator logs | head -1`. There is nobody left to tell. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

process.stdout.on("error", endQuietly);
process.stderr.on("error", endQuietly);

const { stdin, stdout, stderr } = process;
const context = createContext({ environment: environmentOfProcess(), stdin, stdout, stderr });

process.on("SIGINT", () => {
  if (context.signal.aborted) process.exit(context.exitCode);
  if (context.interrupt()) setTimeout(() => process.exit(context.exitCode), STOP_WITHIN).unref();
});

process.exitCode = await runProgram(process.argv.slice(2), context);
