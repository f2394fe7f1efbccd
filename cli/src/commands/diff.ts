import type { Command } from "commander";
import { EXIT } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { type Difference, findDifferences } from "../files/difference.ts";
import type { DiffLine } from "../files/line-diff.ts";
import { nameOf } from "../files/project-item.ts";
import { itemsNamed } from "../files/selection.ts";
import type { Output } from "../output/output.ts";
import { bold, cyan, dim, green, red } from "../output/style.ts";
import { type FolderOption, openFolder, withFolder } from "./files-place.ts";

const AFTERWORD = `
Lines with - are the server's, lines with + the files'. Ends with 3 when there is a difference.

Examples:
  operator diff
  operator diff front-desk --released`;

interface DiffOptions extends FolderOption {
  released?: boolean;
}

/** Adds `operator diff`. */
export function addDiffCommand(program: Command, context: CliContext): void {
  const command = program
    .command("diff")
    .summary("Shows how files differ from the server.")
    .description("Shows, line by line, how files differ from what the server has.")
    .argument("[names...]", "The folders or files to compare; all when nothing is named.");
  withFolder(command)
    .option("--released", "Compares agents with their released versions, not with their latest.")
    .addHelpText("after", AFTERWORD)
    .action(async (names: string[], { released = false, ...folder }: DiffOptions) => {
      const state = await openFolder(folder, context);
      const items = itemsNamed(state.items, names);
      const differences = await findDifferences(state, items, { released, isWhole: names.length === 0 });
      if (context.isJson) context.out.json({ differences });
      else for (const difference of differences) show(difference, context.out);
      if (differences.length > 0) context.endWith(EXIT.different);
    });
}

function show(difference: Difference, out: Output): void {
  const { state, files } = difference;
  const name = nameOf(difference);
  if (state === "new") out.line(bold(`${name} is not on the server.`));
  if (state === "gone") out.line(bold(`${name} is on the server, and its files are gone.`));
  if (files.length === 0 && state === "different") {
    out.line(bold(`${name}: headers were given other values, or may have been.`));
  }
  for (const { path, lines } of files) {
    out.line(cyan(path));
    for (const line of lines) out.line(styled(line));
  }
}

function styled(line: DiffLine | null): string {
  if (line === null) return dim("  …");
  const text = `${line.sign} ${line.text}`;
  if (line.sign === " ") return text;
  return line.sign === "-" ? red(text) : green(text);
}
