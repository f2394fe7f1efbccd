import type { ImportNote, ImportTodo } from "./import-note.ts";
import type { ImportResult } from "./project-draft.ts";

/** The notes that ask for the same thing of a person. */
export interface ReportGroup {
  readonly title: string;
  readonly notes: readonly ImportNote[];
}

const TITLES: readonly (readonly [ImportTodo | "none", string])[] = [
  ["secret", "Give these secrets: they were not copied"],
  ["set_up", "Set these up outside the files"],
  ["rebuild", "Build these in another way: the platform has nothing of the kind"],
  ["check", "Look these over: they came out in another form, or are not known"],
  ["none", "Nothing to do"],
];

/** Sorts notes by what a person has to do, the most urgent first; groups without notes are left out. */
export function reportGroups(report: readonly ImportNote[]): ReportGroup[] {
  return TITLES.map(([todo, title]) => ({
    title,
    notes: report.filter((note) => (note.todo ?? "none") === todo),
  })).filter(({ notes }) => notes.length > 0);
}

/** Counts the notes by outcome, in a sentence. */
export function reportSummary({ project, report }: ImportResult): string {
  const count = (outcome: ImportNote["outcome"]) => report.filter((note) => note.outcome === outcome).length;
  const { conversationalAgents, proceduralAgents, tools, transfers } = project;
  const made = [
    several(conversationalAgents.length, "conversational agent"),
    several(proceduralAgents.length, "procedural agent"),
    several(tools.length, "tool"),
    several(transfers.length, "transfer"),
  ].join(", ");
  return `${made}. Of the export ${count("mapped")} parts were taken over, ${count("changed")} changed, ${count("dropped")} left out, ${count("unknown")} not known.`;
}

function several(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Writes the report as a page in Markdown. */
export function reportPage(vendor: string, result: ImportResult): string {
  const groups = reportGroups(result.report).map(({ title, notes }) => [`## ${title}`, table(notes)].join("\n\n"));
  return [`# Import from ${vendor}`, reportSummary(result), ...groups].join("\n\n").concat("\n");
}

function table(notes: readonly ImportNote[]): string {
  const rows = notes.map(
    ({ path, outcome, to, message }) =>
      `| ${[code(path), outcome, to === undefined ? "" : code(to), cell(message)].join(" | ")} |`,
  );
  return ["| In the export | | In the files | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

const LONGEST_CELL = 400;

/** Writes a text from outside so that it can be no more than text in a cell. */
function cell(text: string): string {
  return shortened(text).replace(/[\\`*_{}[\]<>()#|!$]/g, "\\$&");
}

function code(text: string): string {
  return `\`${shortened(text).replaceAll("`", "'").replaceAll("|", "¦")}\``;
}

function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > LONGEST_CELL ? `${line.slice(0, LONGEST_CELL)}…` : line;
}
