import type { Command } from "commander";
import { completesIds } from "../completion/ids.ts";
import type { CliContext } from "../context.ts";
import { presentableLine } from "../output/presentable.ts";
import { bold, dim } from "../output/style.ts";
import { filterOption, queryOf, readCount } from "../resources/add-resource.ts";
import { cellOf } from "../resources/cell-text.ts";
import { localMoment } from "../resources/moment.ts";
import { column, whole } from "../resources/resource.ts";
import { runList, runShow } from "../resources/verb-runs.ts";
import { LOG_FILTERS } from "../resources/watching.ts";

const COLUMNS = [
  whole("id"),
  column("at"),
  column("kind"),
  column("outcome"),
  column("duration_ms", "ms"),
  column("summary"),
  column("actor.name", "by"),
];

const AFTERWORD = `
Examples:
  operator logs --kind tool_call --outcome failed --at-gte 1h
  operator logs --follow --json | jq .summary
  operator logs show log_000000004Rt`;

/** Adds `operator logs`: what was done, and what is being done. */
export function addLogsCommand(program: Command, context: CliContext): void {
  const logs = program
    .command("logs")
    .alias("log")
    .helpGroup("Watching and access:")
    .description("Shows what was done: requests, deliveries, calls of tools and models, jobs, sign-ins.")
    .addHelpText("after", AFTERWORD);
  const list = logs
    .command("list", { isDefault: true })
    .alias("ls")
    .description("Lists what was done, newest first; with --follow what is being done.")
    .option("-f, --follow", "Stays, and shows what is done from now on.")
    .option("--limit <count>", "How many to show; 50 when nothing is said.", readCount)
    .option("--all", "Shows all there are.");
  for (const filter of LOG_FILTERS) list.addOption(filterOption(filter));
  list.action(async (options: Record<string, unknown>) => {
    const query = queryOf(LOG_FILTERS, options);
    if (options["follow"] === true) return follow(query, context);
    await runList({ context, call: { group: "logs", method: "list" }, ids: [], options }, COLUMNS, query);
  });
  const show = logs
    .command("show")
    .alias("get")
    .description("Shows an entry with its details.")
    .argument("<id>")
    .action((id: string) => runShow({ context, call: { group: "logs", method: "get" }, ids: [id], options: {} }));
  completesIds(show, "logs");
}

async function follow(query: Record<string, string>, context: CliContext): Promise<void> {
  for await (const entry of context.client().logs.stream(query, { signal: context.signal })) {
    if (context.isJson) context.out.jsonLine(entry);
    else context.out.line(lineOf(entry));
  }
}

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly outcome: string;
  readonly duration_ms: number | null;
  readonly summary: string;
}

function lineOf({ id, at, kind, outcome, duration_ms, summary }: Entry): string {
  const { text, style = (plain: string) => plain } = cellOf("outcome", outcome);
  const took = duration_ms === null ? "" : dim(` ${Math.round(duration_ms)} ms`);
  return `${dim(localMoment(at))} ${dim(id)} ${style(text)} ${bold(kind)} ${presentableLine(summary)}${took}`;
}
