import { type Command, InvalidArgumentError, Option } from "commander";
import { completesIds } from "../completion/ids.ts";
import type { CliContext } from "../context.ts";
import { bodyOf, optionOf } from "./body.ts";
import { readMoment } from "./moment.ts";
import type { Filter, GroupName, Resource, Verb } from "./resource.ts";
import { type Run, runAct, runArray, runAsk, runDelete, runFile, runList, runSend, runShow } from "./verb-runs.ts";

type AnyVerb = Verb<GroupName>;

/** Adds the command of a resource, with what can be done with it. */
export function addResource(program: Command, described: Resource, context: CliContext): void {
  const command = program
    .command(described.name)
    .aliases([...(described.aliases ?? [])])
    .description(described.about)
    .helpGroup(described.section);
  for (const verb of described.verbs) addVerb(command, { described, verb, context });
  described.extra?.(command, context);
}

interface About {
  readonly described: Resource;
  readonly verb: AnyVerb;
  readonly context: CliContext;
}

function addVerb(parent: Command, { described, verb, context }: About): void {
  const command = parent
    .command(verb.name)
    .aliases([...(verb.aliases ?? [])])
    .description(verb.about);
  const ids = idsOf(described, verb);
  for (const id of ids) command.argument(`<${id}>`);
  if (ids.length > 0) completesIds(command, described.name);
  addOptions(command, verb);
  command.action(async (...args: unknown[]) => {
    const options = args[ids.length] as Record<string, unknown>;
    const call = { group: described.group, method: verb.method };
    await runVerb({ context, call, ids: args.slice(0, ids.length) as string[], options }, verb);
  });
}

/** Lists and what makes things name none; the rest names one. */
function idsOf({ idField }: Resource, { kind, name, ids }: AnyVerb): readonly string[] {
  if (ids !== undefined) return ids;
  return kind === "list" || name === "create" ? [] : [idField];
}

function addOptions(command: Command, verb: AnyVerb): void {
  if ("filters" in verb) for (const filter of verb.filters ?? []) command.addOption(filterOption(filter));
  if (verb.kind === "send") for (const option of verb.options ?? []) command.addOption(optionOf(option));
  for (const [flags, about] of OPTIONS[verb.kind] ?? []) command.option(flags, about);
  if (verb.kind === "list") command.option("--limit <count>", "How many to show; 50 when nothing is said.", readCount);
  addCondition(command, verb);
}

/** The options of every verb of a kind. */
const OPTIONS: Readonly<Partial<Record<AnyVerb["kind"], readonly (readonly [flags: string, about: string])[]>>> = {
  list: [["--all", "Shows all there are."]],
  send: [["--data <body>", "What is sent, as JSON or YAML; @file reads a file, - the standard input."]],
  delete: [["--yes", "Does not ask."]],
  file: [["--out <file>", "Where it goes."]],
  show: [["--etag", "Shows only its ETag, for --if-match."]],
};

const CONDITIONAL = ["update", "change", "delete", "release"];

function addCondition(command: Command, { method }: AnyVerb): void {
  if (!CONDITIONAL.includes(method)) return;
  command.option("--if-match <etag>", "Refuses when it was changed since its ETag was this.");
}

async function runVerb(run: Run, verb: AnyVerb): Promise<void> {
  switch (verb.kind) {
    case "list":
      return runList(run, verb.columns, queryOf(verb.filters, run.options));
    case "array":
      return runArray(run, verb.columns, optionalQuery(verb.filters, run));
    case "ask":
      return runAsk(run, queryOf(verb.filters, run.options));
    case "show":
      return runShow(run);
    case "act":
      return runAct(run);
    case "send":
      return runSend(run, { ...verb.base, ...(await bodyOf(run.options, verb.options ?? [], run.context)) });
    case "delete":
      return runDelete(run, verb.name, optionalQuery(verb.filters, run));
    case "file":
      return runFile(run, queryOf(verb.filters, run.options));
  }
}

/** Calls that take no query are given none. */
function optionalQuery(filters: readonly Filter[] | undefined, { options }: Run): Record<string, string> | null {
  return filters === undefined ? null : queryOf(filters, options);
}

/** Makes commander's option of a filter of the API. */
export function filterOption({ name, about, choices, isMoment, isRequired = false }: Filter): Option {
  const value = isMoment ? "moment" : choices ? "value" : "text";
  const option = new Option(`--${name.replaceAll("_", "-")} <${value}>`, about);
  if (choices !== undefined) option.choices([...choices]);
  option.makeOptionMandatory(isRequired);
  return isMoment ? option.argParser((text) => readMoment(text)) : option;
}

/** Returns the filters that were given, by the names of the API. */
export function queryOf(
  filters: readonly Filter[] | undefined,
  options: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const given = (filters ?? []).map((filter) => [filter.name, options[filterOption(filter).attributeName()]] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** Reads how many are wanted. */
export function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It must be a number, 1 or more.");
}
