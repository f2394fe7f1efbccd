import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { CliError } from "../cli-error.ts";
import type { ExportedDocument } from "./place.ts";

const MOST_FILES = 500;
/** No agent is as long; the largest exports there are have a few hundred kilobytes. */
const LARGEST_FILE = 20 * 1024 * 1024;
const LARGEST_TOGETHER = 100 * 1024 * 1024;
const DEEPEST = 64;
const MOST_VALUES = 500_000;

/** Reads exported files. Throws `CliError` that names the file and what is wrong with it. */
export async function readExportedFiles(paths: readonly string[]): Promise<ExportedDocument[]> {
  if (paths.length > MOST_FILES)
    throw new CliError(`${paths.length} files are too many: at most ${MOST_FILES} at once.`);
  const documents: ExportedDocument[] = [];
  let together = 0;
  for (const path of paths) {
    const text = await readText(path);
    together += text.length;
    if (together > LARGEST_TOGETHER)
      throw new CliError("The files are larger than 100 MB together. Import them in parts.");
    documents.push({ name: nameFor(path, documents), content: parse(path, text) });
  }
  return documents;
}

/** Two files of one name in two folders are told apart in the report. */
function nameFor(path: string, documents: readonly ExportedDocument[]): string {
  const name = basename(path);
  return documents.some((document) => document.name === name) ? path : name;
}

async function readText(path: string): Promise<string> {
  try {
    const chunks: Buffer[] = [];
    // One byte more than there may be, so that a pipe without end is not read to its end.
    for await (const chunk of createReadStream(path, { end: LARGEST_FILE })) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > LARGEST_FILE) throw new CliError(`${path} is larger than 20 MB, which no export is.`);
    return bytes.toString("utf8");
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function parse(path: string, text: string): unknown {
  const content = parseJson(path, text.replace(/^\ufeff/, ""));
  const problem = problemOf(content);
  if (problem !== null) throw new CliError(`${path} ${problem}`);
  return content;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(
      `${path} is not JSON: ${(cause as Error).message.slice(0, 200)}. Save the API's answer, or the dashboard's export, as it is.`,
    );
  }
}

/** Says why no importer can go through a value; counts and measures it without walking deeper than it may. */
function problemOf(content: unknown): string | null {
  let values = 0;
  let level: unknown[] = [content];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > DEEPEST) return `is nested deeper than ${DEEPEST} levels, which no export is.`;
    if (values > MOST_VALUES) return `holds more than ${MOST_VALUES} values, which no export does.`;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return null;
}
