import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { etagOf } from "@operator/sdk";
import { CliError, usageError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { details } from "../output/details.ts";
import { presentableLine } from "../output/presentable.ts";
import { dim } from "../output/style.ts";
import { callGroup, type GroupCall, type Listed } from "./call-group.ts";
import { showItems } from "./list-output.ts";
import type { Column } from "./resource.ts";

/** How many items of a list are shown when nobody says. */
const USUAL_LIMIT = 50;
const LARGEST_PAGE = 200;

/** A verb as it was typed. */
export interface Run {
  readonly context: CliContext;
  readonly call: GroupCall;
  readonly ids: readonly string[];
  /** The options, as commander read them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Lists items, as many as are wanted, and says when there are more. */
export async function runList(run: Run, columns: readonly Column[], query: Record<string, string>): Promise<void> {
  const { context, call, ids, options } = run;
  const limit = options["all"] === true ? Number.POSITIVE_INFINITY : ((options["limit"] as number) ?? USUAL_LIMIT);
  const page = { ...query, limit: Math.min(limit + 1, LARGEST_PAGE) };
  const list = callGroup(context, call, [...ids, page, { signal: context.signal }]) as Listed;
  const items: Record<string, unknown>[] = [];
  for await (const item of list) {
    items.push(item);
    if (items.length > limit) break;
  }
  showItems(items.slice(0, limit), columns, context);
  if (items.length > limit) context.err.line(dim(`There are more: --all shows them, --limit ${limit * 2} as many.`));
}

/** Lists what comes all at once. */
export async function runArray(
  { context, call, ids }: Run,
  columns: readonly Column[],
  query: Record<string, string> | null,
): Promise<void> {
  const asked = query === null ? [] : [query];
  const items = await callGroup(context, call, [...ids, ...asked, { signal: context.signal }]);
  showItems(items as Record<string, unknown>[], columns, context);
}

/** Shows one thing. */
export async function runShow({ context, call, ids, options }: Run): Promise<void> {
  const shown = (await callGroup(context, call, [...ids, { signal: context.signal }])) as object;
  if (options["etag"] !== true) return showAnswer(shown, context);
  const etag = etagOf(shown);
  if (etag === undefined) throw new CliError("It has no ETag: it is nothing that people configure.");
  if (context.isJson) context.out.json({ etag });
  else context.out.line(etag);
}

/** Asks in more detail, and shows the answer. */
export async function runAsk({ context, call, ids }: Run, query: Record<string, string>): Promise<void> {
  showAnswer(await callGroup(context, call, [...ids, query, { signal: context.signal }]), context);
}

/** Has something done, and shows the answer. */
export async function runAct({ context, call, ids, options }: Run): Promise<void> {
  showAnswer(await callGroup(context, call, [...ids, callOptions(context, options)]), context);
}

/** Sends something, and shows the answer. */
export async function runSend({ context, call, ids, options }: Run, body: Record<string, unknown>): Promise<void> {
  showAnswer(await callGroup(context, call, [...ids, body, callOptions(context, options)]), context);
}

/** What a person reads when it is done. */
const DONE: Readonly<Record<string, string>> = {
  delete: "Deleted",
  remove: "Removed",
  cancel: "Cancelled",
  revoke: "Revoked",
  withdraw: "Withdrew",
  "delete-recording": "Deleted the recording of",
};

/** Deletes something, after asking a person at a terminal. */
export async function runDelete(run: Run, verb: string, query: Record<string, string> | null): Promise<void> {
  const { context, call, ids, options } = run;
  const what = presentableLine(ids.join(" "));
  if (options["yes"] !== true && !(await isSure(`Really ${verb} ${what}?`, context))) {
    throw new CliError("Nothing was changed.");
  }
  const sent = query === null ? [] : [query];
  const answer = await callGroup(context, call, [...ids, ...sent, callOptions(context, options)]);
  if (context.isJson) context.out.json(answer);
  else context.out.line(`${DONE[verb] ?? "Done:"} ${what}.`);
}

/** Writes a file to where it is wanted; to the standard output when a program reads that. */
export async function runFile(run: Run, query: Record<string, string>): Promise<void> {
  const { context, call, ids, options } = run;
  const target = options["out"] as string | undefined;
  if (target === undefined && context.out.isTerminal) throw usageError("Say where it goes: --out FILE, or > FILE.");
  const response = (await callGroup(context, call, [...ids, query, { signal: context.signal }])) as Response;
  const bytes = Readable.fromWeb((response.body ?? new Blob([]).stream()) as ReadableStream);
  if (target === undefined || target === "-") {
    for await (const piece of bytes) context.out.raw(piece as Uint8Array);
    return;
  }
  await pipeline(bytes, createWriteStream(target)).catch((cause: Error) => {
    throw new CliError(`${target} cannot be written: ${cause.message}`, { cause });
  });
  if (context.isJson) context.out.json({ file: target });
  else context.out.line(`Wrote ${presentableLine(target)}.`);
}

function showAnswer(answer: unknown, { isJson, out }: CliContext): void {
  if (isJson) return out.json(answer);
  for (const line of details(answer)) out.line(line);
}

function callOptions({ signal }: CliContext, { ifMatch }: Run["options"]): object {
  return ifMatch === undefined ? { signal } : { signal, ifMatch };
}

/** Asks at a terminal; programs and scripts are not asked. */
async function isSure(question: string, { stdin, err, isJson }: CliContext): Promise<boolean> {
  if (stdin.isTTY !== true || !err.isTerminal || isJson) return true;
  const questions = createInterface({ input: stdin, output: process.stderr });
  const answer = await questions.question(`${question} [y/N] `);
  questions.close();
  return /^y(es)?$/i.test(answer.trim());
}
