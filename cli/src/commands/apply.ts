import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Command } from "commander";
import { CliError, EXIT, usageError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { applyPlan } from "../files/apply.ts";
import { changesOf, describeStep, makePlan, type Plan } from "../files/plan.ts";
import type { SyncState } from "../files/sync-state.ts";
import { yellow } from "../output/style.ts";
import { openFolder } from "./files-place.ts";
import { type PlanCommandOptions, planDocument, planOptions, showPlan, withPlanOptions } from "./plan.ts";

const AFTERWORD = `
Nothing is written over that somebody has changed on the server since you pulled it: then nothing more is done, and the
program ends with 4. What was done by then is done, and written down in operator.lock.json; apply again to go on.

Examples:
  operator apply
  operator apply --release --yes`;

interface ApplyOptions extends PlanCommandOptions {
  yes?: boolean;
}

/** Adds `operator apply`. */
export function addApplyCommand(program: Command, context: CliContext): void {
  const command = program
    .command("apply")
    .summary("Makes the server as the files say.")
    .description(
      "Makes agents, tools and transfers on the server as the files say. Nothing is deleted without --prune.",
    );
  withPlanOptions(command)
    .option("--yes", "Asks nothing.")
    .addHelpText("after", AFTERWORD)
    .action((options: ApplyOptions) => apply(options, context));
}

async function apply(options: ApplyOptions, context: CliContext): Promise<void> {
  const isAsked = options.yes !== true;
  if (isAsked && (context.isJson || context.stdin.isTTY !== true)) {
    throw usageError("Nobody is there to be asked. Say --yes to apply without a question; `operator plan` shows what.");
  }
  const state = await openFolder(options, context);
  const plan = await makePlan(state, planOptions(options));
  if (!context.isJson) showPlan(plan, context);
  if (plan.conflicts.length > 0) return refuse(plan, context);
  const count = changesOf(plan).length;
  if (isAsked && count > 0) await assertWanted(count, context);
  await carryOut(state, plan, context);
}

function refuse(plan: Plan, context: CliContext): void {
  if (context.isJson) context.out.json(planDocument(plan));
  else context.err.line("Nothing was applied.");
  context.endWith(EXIT.conflict);
}

async function carryOut(state: SyncState, plan: Plan, { isJson, out, err }: CliContext): Promise<void> {
  const done: object[] = [];
  const warnings: string[] = [];
  await applyPlan(state, plan, {
    done(step, { id, versionId: version_id }) {
      const { kind, slug, action, isReleased } = step;
      done.push({ kind, slug, action: action === "same" ? "release" : action, release: isReleased, id, version_id });
      if (!isJson) out.line(`${describeStep(step)}: ${version_id ?? id}`);
    },
    warned({ slug }, message) {
      warnings.push(`${slug}: ${message}`);
      if (!isJson) err.line(yellow(`${slug}: ${message}`));
    },
  });
  if (isJson) out.json({ done, warnings });
  else if (done.length > 0) out.line("Done.");
}

async function assertWanted(count: number, { stdin, err, signal }: CliContext): Promise<void> {
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: muted, terminal: false });
  try {
    err.write(`Apply ${count === 1 ? "this change" : `these ${count} changes`}? [y/N] `);
    const answer = await lines.question("", { signal });
    if (!/^y(es)?$/i.test(answer.trim())) throw new CliError("Nothing was applied.");
  } finally {
    lines.close();
  }
}
