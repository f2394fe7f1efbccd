import { OperatorApiError } from "@operator/sdk";

/** With what the program ends, as scripts and CI read it. */
export const EXIT = {
  done: 0,
  /** Failed, or refused by the server. */
  failed: 1,
  /** Called wrongly: an unknown option, a missing key. */
  usage: 2,
  /** Differences were found, by a command that looks for them. */
  different: 3,
  /** Somebody else changed it, or it is not in a state that allows this. */
  conflict: 4,
  /** The server was not reached. */
  unreachable: 5,
  /** Broken off with Ctrl-C. */
  interrupted: 130,
} as const;

/** One of the codes in `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the person at the keyboard can put right. Its message is shown without a stack. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, options: { exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "CliError";
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** Makes the error of a program that was called wrongly. */
export function usageError(message: string): CliError {
  return new CliError(message, { exitCode: EXIT.usage });
}

/** Tells with which code the program ends after an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode;
  if (!(error instanceof OperatorApiError)) return EXIT.failed;
  if (error.status === null) return EXIT.unreachable;
  return error.status === 409 || error.status === 412 ? EXIT.conflict : EXIT.failed;
}

/** Says what went wrong in a line when the person can put it right; anything else is a bug and shows its stack. */
export function explain(error: unknown): string {
  if (error instanceof CliError) return error.message;
  if (error instanceof OperatorApiError) return error.status === null ? `${error.message} ${START_IT}` : error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const START_IT = "Start it with `operator start`, or say where it is with --host or in OPERATOR_HOST.";

/** Returns an error as the document that `--json` shows. */
export function errorDocument(error: unknown): object {
  const exit_code = exitCodeOf(error);
  if (!(error instanceof OperatorApiError)) return { error: { message: explain(error), exit_code } };
  const { type, code, param, status, requestId } = error;
  return { error: { type, code, message: explain(error), param, status, request_id: requestId, exit_code } };
}
