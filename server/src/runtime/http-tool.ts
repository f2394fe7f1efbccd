import { setTimeout as sleep } from "node:timers/promises";
import { linkedAbort } from "../lib/linked-abort.ts";
import { type SafeFetch, SafeFetchError, type SafeResponse } from "../lib/safe-fetch.ts";
import { type SigningKeys, signRequest } from "../lib/signature.ts";
import type { HttpTool, ToolOutcome } from "../ports/tool.ts";
import { refusalOf, resultOf } from "./http-tool-answer.ts";
import { prepareRequest, type ToolRequest } from "./http-tool-request.ts";
import { withoutSecrets } from "./http-tool-secrets.ts";
import { judgeAttempt, parseRetryAfter, retryDelay } from "./http-tool-retry.ts";

const DEFAULT_TIME_LIMIT = 15_000;
const LONGEST_TIME_LIMIT = 5 * 60_000;

/** One call of a first-party tool. */
export interface HttpToolCall {
  readonly tool: HttpTool;
  /** The arguments as the model gave them, read from JSON and not yet checked. */
  readonly arguments: unknown;
  /** The same for every attempt of this call, and for no other call within 24 hours. */
  readonly idempotencyKey: string;
  readonly signingKeys: SigningKeys;
  readonly fetch: Pick<SafeFetch, "send">;
  readonly signal: AbortSignal;
  /** Calls the call off for as long as nothing of it may have been carried out; never if absent. */
  readonly unsent?: AbortSignal;
  /** The most attempts; as many as the time limit allows if absent. */
  readonly attempts?: number;
  /** The time in ms since 1970. */
  readonly now: () => number;
  /** From 0 up to, not including, 1; `Math.random` if absent. */
  readonly random?: () => number;
  /** Waits, and throws when the signal is aborted; a timer if absent. */
  readonly wait?: (duration: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Carries out one tool call: checks the arguments, signs, sends, and repeats what failed without the receiver's word
 * (no connection, 408, 429, 5xx) under the same idempotency key, until the tool's time limit is over. A failure of the
 * tool is an outcome, not an exception; its text is written for the model.
 *
 * `unknown` comes only where the receiver may have got the request and its word on it is missing. A GET changes
 * nothing (RFC 9110, section 9.2.1), so it ends as `failed` then. Once `unsent` is aborted, nothing is sent any more
 * unless an earlier attempt may have been carried out: then the call goes on regardless.
 *
 * @throws TypeError if the idempotency key is not one that `signRequest` takes.
 */
export async function callHttpTool(call: HttpToolCall): Promise<ToolOutcome> {
  const prepared = prepareRequest(call.tool, call.arguments);
  if (!prepared.ok) return { status: "failed", error: prepared.problem };
  const deadline = call.now() + Math.min(call.tool.time_limit ?? DEFAULT_TIME_LIMIT, LONGEST_TIME_LIMIT);
  let maybeDone = false;
  for (let attempts = 1; ; attempts++) {
    const result = await attemptOnce(call, prepared.request, { deadline, maybeDone });
    const verdict = judge(result);
    if (verdict.next === "succeeded") return { status: "succeeded", result: resultOf(result as SafeResponse) };
    if (verdict.next === "refused") return refused(call.tool, result, maybeDone);
    maybeDone ||= verdict.maybeDone;
    const state = { result, attempts, deadline, maybeDone };
    if (verdict.next === "give_up" || !(await pause(call, state))) return givenUp(call, state);
  }
}

/** The answer, or why there is none. */
type Result = SafeResponse | SafeFetchError;

interface AttemptOptions {
  readonly deadline: number;
  /** Whether an earlier attempt may have been carried out. */
  readonly maybeDone: boolean;
}

async function attemptOnce(call: HttpToolCall, request: ToolRequest, options: AttemptOptions): Promise<Result> {
  const now = call.now();
  const signature = signRequest({
    ...request,
    key: call.signingKeys.current,
    nextKey: call.signingKeys.next,
    idempotencyKey: call.idempotencyKey,
    timestampSeconds: Math.floor(now / 1_000),
  });
  const headers = { ...request.headers, ...signature };
  const timeout = Math.max(1, options.deadline - now);
  const unsent = call.unsent && !options.maybeDone ? { unsent: call.unsent } : {};
  try {
    const response = await call.fetch.send({ ...request, ...unsent, headers, timeout, signal: call.signal });
    return withoutSecrets(response, call.tool);
  } catch (error) {
    if (error instanceof SafeFetchError) return error;
    throw error;
  }
}

function judge(result: Result): ReturnType<typeof judgeAttempt> {
  return result instanceof SafeFetchError
    ? judgeAttempt({ kind: "unanswered", reason: result.reason, maybeSent: result.maybeSent })
    : judgeAttempt({ kind: "answered", status: result.status });
}

/** How a call stands after an attempt that failed. */
interface Failed {
  readonly result: Result;
  readonly attempts: number;
  readonly deadline: number;
  /** Whether any attempt may have been carried out. */
  readonly maybeDone: boolean;
}

/** Waits until the next attempt is due; false when there is to be none. */
async function pause(call: HttpToolCall, { result, attempts, deadline, maybeDone }: Failed): Promise<boolean> {
  if (attempts === call.attempts) return false;
  const now = call.now();
  const header = result instanceof SafeFetchError ? undefined : result.headers["retry-after"];
  const delay = retryDelay({
    attempts,
    retryAfter: parseRetryAfter(header, now),
    remaining: deadline - now,
    random: (call.random ?? Math.random)(),
  });
  if (delay === null) return false;
  return waitUnless(call.unsent && !maybeDone ? [call.signal, call.unsent] : [call.signal], (signal) =>
    (call.wait ?? waitByTimer)(delay, signal),
  );
}

/** Waits until one of the signals is aborted, then answers false. */
async function waitUnless(signals: readonly AbortSignal[], wait: (signal: AbortSignal) => Promise<unknown>) {
  const { controller: waiting, release } = linkedAbort(...signals);
  try {
    await wait(waiting.signal);
    return true;
  } catch (error) {
    if (!waiting.signal.aborted) throw error;
    return false;
  } finally {
    release();
  }
}

function waitByTimer(duration: number, signal: AbortSignal): Promise<void> {
  return sleep(duration, undefined, { signal });
}

/** After an attempt that may have been carried out, a refusal may only mean that there is nothing left to do. */
function refused(tool: HttpTool, result: Result, maybeDone: boolean): ToolOutcome {
  const error = `${tool.name} was refused: ${reasonOf(result)}`;
  return maybeDone ? uncertain(tool, `${error} An earlier attempt had no clear answer.`) : { status: "failed", error };
}

function givenUp({ tool, unsent }: HttpToolCall, { result, attempts, maybeDone }: Failed): ToolOutcome {
  if (unsent?.aborted === true && !maybeDone) {
    const again = attempts === 1 && result instanceof SafeFetchError ? "" : " again after it failed";
    const error = `${tool.name} was not sent${again}, because the user interrupted; nothing happened.`;
    return { status: "failed", error };
  }
  const tries = attempts === 1 ? "" : ` It was tried ${attempts} times.`;
  const error = `${tool.name} failed: ${reasonOf(result)}${tries}`;
  return maybeDone ? uncertain(tool, error) : { status: "failed", error };
}

function uncertain(tool: HttpTool, error: string): ToolOutcome {
  if (tool.method === "GET") return { status: "failed", error };
  const warning = "It may or may not have been carried out; do not repeat it without asking.";
  return { status: "unknown", error: `${error} ${warning}` };
}

function reasonOf(result: Result): string {
  return result instanceof SafeFetchError ? result.message : refusalOf(result);
}
