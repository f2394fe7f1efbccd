import { isJsonObject } from "../lib/json.ts";
import { DEEPEST_JSON, nestsDeeperThan } from "../lib/json-depth.ts";
import { type OpenApiDocument, readDocument } from "../lib/openapi/document.ts";
import { InvalidDocumentError } from "../lib/openapi/invalid-document.ts";
import type { Credential } from "../lib/openapi/security.ts";
import { checkTool } from "./check-tool.ts";
import { type ComparedOperation, compareOperations, type ImportedOperation } from "./openapi-comparison.ts";
import { type ReadOptions, readSource, type ToolDraft } from "./openapi-tools.ts";

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
  /** The operations that are to become tools, and must be fit to be some; null for every one that can be. */
  readonly chosen: readonly string[] | null;
}

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

/** An operation beside what was imported of it; what nobody reads on its way to the database is JSON text. */
export type OperationReading = Omit<ComparedOperation, "tool"> & { readonly tool: ToolTexts | null };

/** A draft of a tool, its schemas and mapping as JSON text. */
export type ToolTexts = Pick<ToolDraft, "name" | "description" | "method" | "url"> & {
  readonly input_schema: string;
  readonly output_schema: string | null;
  readonly request: string;
  /** All of it. */
  readonly draft: string;
};

/** What a task comes to, or why its input cannot be used. */
export type TaskResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** What the tasks give: the body; the JSON text of the answer; the reading. */
export interface TaskValues {
  readonly body: unknown;
  readonly preview: string;
  readonly compare: SourceReading;
}

/** Does one task. Expected faults of its input are results. */
export function doOpenApiTask(task: OpenApiTask): TaskResult<unknown> {
  try {
    return { ok: true, value: valueOf(task) };
  } catch (error) {
    if (error instanceof InvalidDocumentError) return { ok: false, problem: error.message };
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
  if (nestsDeeperThan(DEEPEST_JSON, value)) {
    throw new InvalidDocumentError(`The JSON is nested deeper than ${DEEPEST_JSON} levels.`);
  }
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

function previewOf(task: PreviewTask): string {
  const taken = new Set(task.takenNames);
  const source = readSource(open(task), task.options);
  const operations = source.operations.map((operation) => {
    const { name, notes, tool } = operation;
    const clash = taken.has(name) ? [`There is a tool ${name} already: choose another name_prefix.`] : [];
    return { ...operation, is_importable: tool !== null, notes: [...notes, ...clash] };
  });
  return JSON.stringify({ ...source, operations });
}

function comparisonOf(task: CompareTask): SourceReading {
  const source = readSource(open(task), task.options);
  const imported = task.imported.map((stored) => ({ ...stored, draft: JSON.parse(stored.draft) as ToolDraft }));
  const compared = compareOperations(source.operations, imported);
  return { ...source, operations: compared.map((operation) => asReading(checked(operation, task))) };
}

/** Holds what is to become a tool against what every tool has to be. */
function checked(operation: ComparedOperation, { chosen, options }: CompareTask): ComparedOperation {
  const { tool } = operation;
  const isChosen = chosen === null ? operation.change !== "unchanged" : chosen.includes(operation.operation);
  if (tool === null || !isChosen) return operation;
  const headers = Object.fromEntries(options.headerNames.map((name) => [name, null]));
  const settings = {
    type: "http" as const,
    time_limit_sec: 15,
    runs_in_background: false,
    on_interrupt: "finish" as const,
  };
  const [problem] = checkTool({ ...settings, ...tool, headers }, { platformNames: [], targetProblem: () => null });
  return problem === undefined ? operation : { ...operation, tool: null, reason: problem.message };
}

function asReading(operation: ComparedOperation): OperationReading {
  const { tool } = operation;
  if (tool === null) return { ...operation, tool };
  const { name, description, method, url, input_schema, output_schema, request } = tool;
  const texts = {
    input_schema: JSON.stringify(input_schema),
    output_schema: output_schema === null ? null : JSON.stringify(output_schema),
    request: JSON.stringify(request),
    draft: JSON.stringify(tool),
  };
  return { ...operation, tool: { name, description, method, url, ...texts } };
}
