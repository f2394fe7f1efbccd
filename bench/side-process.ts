import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a side process can be asked to do. Inputs and outputs travel as JSON. */
export type Calls = Record<string, (input: never) => unknown>;

interface Question {
  number: number;
  name: string;
  input: unknown;
}

interface Answer {
  number: number;
  output?: unknown;
  error?: string;
}

/** A process of the benchmark's own that does what it is asked. */
export interface SideProcess<Available extends Calls> {
  readonly pid: number;
  call<Name extends keyof Available & string>(
    name: Name,
    input: Parameters<Available[Name]>[0],
  ): Promise<Awaited<ReturnType<Available[Name]>>>;
  /** Ends the process and waits until it is gone. */
  end(): Promise<void>;
}

/** As `npm start` runs the platform. */
const NODE_ARGUMENTS = ["--max-semi-space-size=32", "--heap-growing-percent=100", "--v8-pool-size=1"];

/**
 * Starts a TypeScript file as a process that answers calls with `answerCalls`. It ends when this process does. It has a
 * session of its own, by which Linux shares the machine out (autogroup): callers whose machine is taken by the server
 * would measure their own delay.
 */
export function startSideProcess<Available extends Calls>(file: URL): SideProcess<Available> {
  const child = fork(fileURLToPath(file), {
    execArgv: [...NODE_ARGUMENTS, "--import", "tsx"],
    detached: true,
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  child.on("message", (answer: Answer) => {
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void gone.then(() => {
    for (const [number, settle] of waiting) settle({ number, error: `${file.pathname} has ended.` });
  });
  const call = (name: string, input: unknown) =>
    new Promise((resolve, reject) => {
      const number = count++;
      waiting.set(number, ({ output, error }) => (error === undefined ? resolve(output) : reject(new Error(error))));
      child.send({ number, name, input } satisfies Question);
    });
  return { pid: pidOf(child), call: call as SideProcess<Available>["call"], end: () => endOf(child, gone) };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error("A process of the benchmark could not be started.");
  return child.pid;
}

async function endOf(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill("SIGKILL");
  await gone;
}

/** Answers the calls of the process that started this one, until that one ends. */
export function answerCalls<Available extends Calls>(calls: Available): void {
  process.on("message", (question: Question) => {
    void answer(calls, question).then((result) => process.send?.(result));
  });
  process.once("disconnect", () => process.exit());
}

async function answer(calls: Calls, { number, name, input }: Question): Promise<Answer> {
  try {
    const call = calls[name] as ((input: unknown) => unknown) | undefined;
    if (call === undefined) throw new Error(`There is no call ${name}.`);
    return { number, output: await call(input) };
  } catch (error) {
    return { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
