import { ProblemError } from "./api.ts";

/**
 * Runs a program to its end. A problem that somebody can put right is told in a line; anything else is a bug and shows
 * its stack. Either ends the program with code 1.
 */
export function runProgram(main: () => Promise<void>): void {
  // Whoever reads the output may leave before its end, such as `head`.
  process.stdout.on("error", () => process.exit(1));
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

function explain(error: unknown): string {
  if (error instanceof ProblemError || isArgumentError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Tells whether it is what `parseArgs` throws at an option it does not know. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
