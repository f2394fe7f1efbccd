import type { Command } from "commander";
import { EXIT } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { changesOf, describeStep, makePlan, type Plan, type PlanOptions } from "../files/plan.ts";
import { nameOf } from "../files/project-item.ts";
import { red } from "../output/style.ts";
import { type FolderOption, openFolder, withFolder } from "./files-place.ts";

const AFTERWORD = `
Ends with 0 when there is nothing to do, 3 when there is, and 4 when somebody has changed on the server what would be
written over.

Examples:
  operator plan
  operator plan --release --json`;

/** The options of `plan` and `apply`. */
export interface PlanCommandOptions extends FolderOption, Partial<PlanOptions> {}

/** Lets a command say what is planned. */
export function withPlanOptions(command: Command): Command {
  return withFolder(command)
    .option("--release", "Releases each agent whose latest version is a draft.")
    .option("--prune", "Deletes what the folder once held and holds no more.")
    .option("--secrets", "Writes tools anew whose headers have values, which no server shows.");
}

/** Returns the options of a plan, with what was not said. */
export function planOptions({ release = false, prune = false, secrets = false }: PlanCommandOptions): PlanOptions {
  return { release, prune, secrets };
}

/** Adds `operator plan`. */
export function addPlanCommand(program: Command, context: CliContext): void {
  const command = program
    .command("plan")
    .summary("Says what apply would do.")
    .description("Says what `operator apply` would do, and changes nothing.");
  withPlanOptions(command)
    .addHelpText("after", AFTERWORD)
    .action(async (options: PlanCommandOptions) => {
      const plan = await makePlan(await openFolder(options, context), planOptions(options));
      if (context.isJson) context.out.json(planDocument(plan));
      else showPlan(plan, context);
      if (plan.conflicts.length > 0) context.endWith(EXIT.conflict);
      else if (changesOf(plan).length > 0) context.endWith(EXIT.different);
    });
}

/** Shows a plan for people. */
export function showPlan(plan: Plan, { out, err }: CliContext): void {
  const changes = changesOf(plan);
  for (const step of changes) out.line(`  ${describeStep(step)}`);
  for (const { message } of plan.conflicts) err.line(red(message));
  for (const thing of plan.leftAlone) {
    err.line(`${nameOf(thing)} is in the folder no more, and stays on the server: --prune deletes it.`);
  }
  if (changes.length === 0 && plan.conflicts.length === 0) out.line("The server is as the files say.");
}

/** Returns a plan as the document that `--json` shows. */
export function planDocument(plan: Plan): object {
  const steps = changesOf(plan).map(({ kind, slug, action, isReleased }) => ({
    kind,
    slug,
    action: action === "same" ? "release" : action,
    release: isReleased,
  }));
  return { steps, conflicts: plan.conflicts, left_alone: plan.leftAlone };
}
