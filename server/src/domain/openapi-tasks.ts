import { isJsonObject } from "../lib/json.ts";
import { jsonProblem } from "../lib/json-depth.ts";
import { type OpenApiDocument, readDocument } from "../lib/openapi/document.ts";
import { InvalidDocumentError } from "../lib/openapi/invalid-document.ts";
import type { Credential } from "../lib/openapi/security.ts";
import { checkTool } from "./check-tool.ts";
import { type ComparedOperation, compareOperations, type ImportedOperation } from "./openapi-comparison.ts";
import { type ReadOperation, type ReadOptions, readSource, type ToolDraft } from "./openapi-tools.ts";
import { cutToolUrl } from "./tool-url.ts";

/** What is done with documents, which may be large, apart from everything else. */
export type OpenApiTask = BodyTask | PreviewTask | CompareTask;

/** Reads a request body, whose `document` becomes text. */
export interface BodyTask {
  readonly type: "body";
  readonly body: Uint8Array;
}

/** A document and how it is to be read. */
interface DocumentTask {
  /** JSON or YAML, as text or as the bytes of UTF-8. */
  readonly document: string | Uint8Array;
  readonly options: ReadOptions;
}

/** Shows what a document offers. */
export interface PreviewTask extends DocumentTask {
  readonly type: "preview";
  /** The names of the tools there are. */
  readonly takenNames: readonly string[];
}

/** Compares what a document offers with what was imported of it before; with nothing at the first time. */
export interface CompareTask extends DocumentTask {
  readonly type: "compare";
  readonly imported: readonly StoredOperation[];
  /** The operations whose tools are wanted, and must be fit to be some. */
  readonly chosen: ChosenOperations;
}

/** Operations by their keys, or all of one kind. */
export type ChosenOperations = readonly string[] | "new" | "changed";

/** An operation as it was imported, its draft as JSON text. */
export type StoredOperation = Omit<ImportedOperation, "draft"> & { readonly draft: string };

/** What a document offers, beside what was imported of it before. */
export interface SourceReading {
  readonly title: string;
  readonly version: string;
  readonly openapi: string;
  readonly credentials: readonly Credential[];
  readonly operations: readonly OperationReading[];
  readonly problems: readonly string[];
}

/**
 * An operation beside what was imported of it. The tool, where there is a use for it, is the JSON text of its draft:
 * one text is handed over at once, a hundred thousand objects are not.
 */
export type OperationReading = Omit<ComparedOperation, "tool"> & {
  readonly is_importable: boolean;
  /** Where the tool is called; null where there is none. */
  readonly url: string | null;
  readonly tool: string | null;
};

/** What a task comes to, or why its input cannot be used. */
export type TaskResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** What a document offers, as the JSON text of an answer that lacks its closing brace. */
export interface PreviewReading {
  readonly text: string;
  readonly problems: readonly string[];
  /** One URL of each origin at which tools would be called. */
  readonly urls: readonly string[];
}

/** What the tasks give. */
export interface TaskValues {
  readonly body: unknown;
  readonly preview: PreviewReading;
  readonly compare: SourceReading;
}

/** Does one task. Expected faults of its input are results. */
export function doOpenApiTask(task: OpenApiTask): TaskResult<unknown> {
  try {
    return { ok: true, value: valueOf(task) };
  } catch (error) {
    if (error instanceof InvalidDocumentError) return { ok: false, problem: error.message };
    // Out of stack, or a text of more than half a gigabyte.
    if (error instanceof RangeError) return { ok: false, problem: "The document is nested too deeply, or too large." };
    throw error;
  }
}

function valueOf(task: OpenApiTask): TaskValues[keyof TaskValues] {
  switch (task.type) {
    case "body":
      return bodyOf(task);
    case "preview":
      return previewOf(task);
    case "compare":
      return comparisonOf(task);
  }
}

function bodyOf({ body }: BodyTask): unknown {
  const value = parse(textOf(body));
  const problem = jsonProblem(value);
  if (problem !== null) throw new InvalidDocumentError(problem);
  if (!isJsonObject(value) || !isJsonObject(value.document)) return value;
  return { ...value, document: JSON.stringify(value.document) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InvalidDocumentError("The body is not valid JSON.", { cause });
  }
}

function textOf(document: string | Uint8Array): string {
  if (typeof document === "string") return document;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(document);
  } catch (cause) {
    throw new InvalidDocumentError("The document is not text in UTF-8.", { cause });
  }
}

function open({ document }: DocumentTask): OpenApiDocument {
  return readDocument(textOf(document));
}

function previewOf(task: PreviewTask): PreviewReading {
  const taken = new Set(task.takenNames);
  const { problems, ...source } = readSource(open(task), task.options);
  const operations = source.operations.map((operation) => {
    const { name, notes, tool } = operation;
    const clash = taken.has(name) ? [`There is a tool ${name} already: choose another name_prefix.`] : [];
    return { ...operation, is_importable: tool !== null, notes: [...notes, ...clash] };
  });
  const text = JSON.stringify({ ...source, operations }).slice(0, -1);
  return { text, problems, urls: urlsOf(source.operations) };
}

function urlsOf(operations: readonly ReadOperation[]): string[] {
  const urls = operations.flatMap(({ tool }) => (tool === null ? [] : [tool.url]));
  return [...new Map(urls.map((url) => [cutToolUrl(url)?.host, url])).values()];
}

function comparisonOf(task: CompareTask): SourceReading {
  const source = readSource(open(task), task.options);
  const imported = task.imported.map((stored) => ({ ...stored, draft: JSON.parse(stored.draft) as ToolDraft }));
  const operations = compareOperations(source.operations, imported);
  return { ...source, operations: operations.map((operation) => readingOf(operation, task)) };
}

function readingOf(operation: ComparedOperation, { chosen, options }: CompareTask): OperationReading {
  const { tool } = operation;
  const base = { ...operation, is_importable: tool !== null, url: tool?.url ?? null, tool: null };
  if (tool === null || !isChosen(operation, chosen)) return base;
  const reason = problemOf(tool, options.headerNames);
  if (reason !== null) return { ...base, is_importable: false, reason };
  return { ...base, tool: JSON.stringify(tool) };
}

/** Tells whether an operation is among the chosen ones, which may name it as it was called when it was imported. */
export function isChosen(
  { operation, imported_as, change }: Pick<ComparedOperation, "operation" | "imported_as" | "change">,
  chosen: ChosenOperations,
): boolean {
  if (typeof chosen === "string") return change === chosen;
  return chosen.includes(operation) || (imported_as !== null && chosen.includes(imported_as));
}

/** Holds what is to become a tool against what every tool has to be. */
function problemOf(tool: ToolDraft, headerNames: readonly string[]): string | null {
  const headers = Object.fromEntries(headerNames.map((name) => [name, ""]));
  const settings = { time_limit_sec: 15, runs_in_background: false, on_interrupt: "finish" } as const;
  const checked = { type: "http" as const, ...settings, ...tool, headers };
  const [problem] = checkTool(checked, { platformNames: [], targetProblem: () => null });
  return problem?.message ?? null;
}
