import { readdir } from "node:fs/promises";
import { Argument, type Command } from "commander";
import { CliError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { writeProject } from "../files/agent-project.ts";
import { writeTextFile } from "../files/folder.ts";
import { readExportedFiles } from "../import/exported-files.ts";
import type { ImportNote } from "../import/import-note.ts";
import { reportGroups, reportPage, reportSummary } from "../import/import-report.ts";
import { takeOver, VENDORS, type Vendor } from "../import/importers.ts";
import type { ImportOptions, ImportResult } from "../import/project-draft.ts";
import { bold, dim, red, yellow } from "../output/style.ts";
import { table } from "../output/table.ts";

const AFTERWORD = `
Give an agent together with all that it names: its tools, the other members of its squad, its Retell LLM or flow, its
MCP servers. What was taken over, changed, left out or not known is shown, and stands in IMPORT.md in the folder.
No secret is copied: where one was, the files have \${env:NAME}, a variable that you set when you apply.

Examples:
  operator import vapi assistant.json tools.json --out agents
  operator import retell agent.json --out agents --model anthropic/claude-sonnet-4-5
  operator import elevenlabs agent.json tool-1.json tool-2.json --out agents --own-voices
  operator apply --folder agents`;

interface ImportCommandOptions {
  out: string;
  model?: string;
  ownVoices?: boolean;
  force?: boolean;
}

/** Adds `operator import`. */
export function addImportCommand(program: Command, context: CliContext): void {
  program
    .command("import")
    .summary("Makes files of agents that another platform exported.")
    .description("Makes files of agents that Vapi, Retell or ElevenLabs exported, to be applied with `operator apply`.")
    .addArgument(new Argument("<platform>", "Where the agents come from.").choices(VENDORS))
    .argument("<files...>", "What was exported, as JSON.")
    .requiredOption("--out <folder>", "The folder that the files are written to.")
    .option("--model <vendor/model>", "The model of every agent, instead of those that the export names.")
    .option("--own-voices", "Takes the platform's own voices, which need no key of a vendor.")
    .option("--force", "Writes into a folder that has something in it.")
    .addHelpText("after", AFTERWORD)
    .action((platform: Vendor, files: string[], options: ImportCommandOptions) =>
      importAgents(platform, files, { options, context }),
    );
}

interface Run {
  readonly options: ImportCommandOptions;
  readonly context: CliContext;
}

async function importAgents(platform: Vendor, files: readonly string[], { options, context }: Run): Promise<void> {
  const { out: folder, force = false } = options;
  const result = takeOver(platform)(await readExportedFiles(files), importOptions(options));
  if (!force) await assertEmpty(folder);
  await writeProject(folder, result.project);
  await writeTextFile(folder, ["IMPORT.md"], reportPage(platform, result));
  if (context.isJson) context.out.json(documentOf(result, folder));
  else show(result, folder, context);
}

function importOptions({ model, ownVoices }: ImportCommandOptions): ImportOptions {
  if (model !== undefined && !/^[a-z0-9_-]+\/.+$/.test(model)) {
    throw new CliError(`--model ${model} is no model: write vendor/model, e.g. openai/gpt-4o.`, { exitCode: 2 });
  }
  return { ...(model === undefined ? {} : { model }), hasOwnVoices: ownVoices === true };
}

async function assertEmpty(folder: string): Promise<void> {
  const there = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return [];
    throw new CliError(`${folder} cannot be written to: ${cause.message}`, { cause });
  });
  if (there.length === 0) return;
  throw new CliError(`${folder} has something in it. Name an empty folder, or write into this one with --force.`);
}

function documentOf({ project, report }: ImportResult, folder: string): object {
  return {
    folder,
    conversational_agents: project.conversationalAgents.map(({ slug }) => slug),
    procedural_agents: project.proceduralAgents.map(({ slug }) => slug),
    tools: project.tools.map(({ name }) => name),
    transfers: project.transfers.map(({ slug }) => slug),
    report,
  };
}

const OUTCOMES: Readonly<Record<ImportNote["outcome"], (text: string) => string>> = {
  mapped: (text) => text,
  changed: yellow,
  dropped: dim,
  unknown: red,
};

function show(result: ImportResult, folder: string, { out }: CliContext): void {
  out.line(`Wrote ${folder}: ${reportSummary(result)}`);
  for (const { title, notes } of reportGroups(result.report)) {
    out.line();
    const isAsked = notes.some(({ todo }) => todo !== undefined);
    if (!isAsked) {
      out.line(`${bold(title)}: ${notes.length} parts, see ${folder}/IMPORT.md.`);
      continue;
    }
    out.line(bold(title));
    const rows = notes.map(({ path, outcome, message }) => [
      { text: path },
      { text: outcome, style: OUTCOMES[outcome] },
      { text: message },
    ]);
    const headings = [{ title: "in the export" }, { title: "" }, { title: "what" }];
    for (const line of table(headings, rows, out.width)) out.line(line);
  }
  out.line();
  out.line(`Everything stands in ${folder}/IMPORT.md. Go on with: operator apply --folder ${folder}`);
}
