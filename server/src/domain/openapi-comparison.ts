import { changedFields, type Difference, type DraftField, differencesBetween } from "./openapi-differences.ts";
import { toolNames } from "./openapi-names.ts";
import type { ReadOperation, ToolDraft } from "./openapi-tools.ts";

/** An operation as it was imported. */
export interface ImportedOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The name of the tool that was made of it. */
  readonly tool: string;
  readonly draft: ToolDraft;
}

/** How an operation of a document stands to what was imported. */
export const OPERATION_CHANGES = ["new", "unchanged", "changed", "removed"] as const;

/** An operation of a document beside what was imported of it. */
export interface ComparedOperation extends ReadOperation {
  readonly change: (typeof OPERATION_CHANGES)[number];
  /** The key under which it was imported; null for a new one. */
  readonly imported_as: string | null;
  readonly differences: readonly Difference[];
  /** The fields of the tool that the document describes otherwise than before. */
  readonly changed_fields: readonly DraftField[];
}

/**
 * Compares the operations of a document with those that were imported from it before. They are the same when they have
 * the same key, else the same method and path. The names of tools stay; those of new ones are different from them.
 */
export function compareOperations(
  read: readonly ReadOperation[],
  imported: readonly ImportedOperation[],
): ComparedOperation[] {
  const matches = matchOperations(read, imported);
  const fresh = read.filter((operation) => !matches.has(operation));
  const names = newNames(fresh, imported);
  const compared = read.map((operation): ComparedOperation => {
    const known = matches.get(operation);
    if (known !== undefined) return beside(operation, known);
    const name = names.get(operation) ?? operation.name;
    return { ...named(operation, name), change: "new", imported_as: null, differences: [], changed_fields: [] };
  });
  const kept = new Set(matches.values());
  return [...compared, ...imported.filter((operation) => !kept.has(operation)).map(removed)];
}

function newNames(fresh: readonly ReadOperation[], imported: readonly ImportedOperation[]): Map<ReadOperation, string> {
  const wanted = fresh.map((operation) => ({ ...operation, operationId: operation.name }));
  const taken = imported.map(({ tool }) => tool);
  return new Map(toolNames(wanted, "", taken).map((name, index) => [fresh[index] as ReadOperation, name]));
}

function matchOperations(
  read: readonly ReadOperation[],
  imported: readonly ImportedOperation[],
): Map<ReadOperation, ImportedOperation> {
  const byKey = new Map(imported.map((operation) => [operation.operation, operation]));
  const matches = new Map<ReadOperation, ImportedOperation>();
  for (const operation of read) {
    const known = byKey.get(operation.operation);
    if (known !== undefined) matches.set(operation, known);
  }
  const matched = new Set(matches.values());
  const left = imported.filter((operation) => !matched.has(operation));
  const byPlace = new Map(left.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  for (const operation of read) {
    const known = matches.has(operation) ? undefined : byPlace.get(`${operation.method} ${operation.path}`);
    if (known !== undefined) matches.set(operation, known);
  }
  return matches;
}

function named(operation: ReadOperation, name: string): ReadOperation {
  return { ...operation, name, tool: operation.tool === null ? null : { ...operation.tool, name } };
}

function beside(operation: ReadOperation, known: ImportedOperation): ComparedOperation {
  const { tool } = operation;
  const differences = [...renamed(operation, known), ...(tool === null ? [] : differencesBetween(known.draft, tool))];
  const change = tool !== null && differences.length === 0 ? "unchanged" : "changed";
  const changed_fields = tool === null ? [] : changedFields(known.draft, tool);
  return { ...named(operation, known.tool), change, imported_as: known.operation, differences, changed_fields };
}

function renamed({ operation }: ReadOperation, known: ImportedOperation): Difference[] {
  if (operation === known.operation) return [];
  const message = `The operation is now called ${operation}; it was ${known.operation}.`;
  return [{ field: "operation", before: known.operation, after: operation, message }];
}

function removed({ operation, method, path, tool }: ImportedOperation): ComparedOperation {
  return {
    operation,
    method,
    path,
    summary: null,
    is_deprecated: false,
    name: tool,
    reason: "The document does not describe it any more.",
    notes: [],
    tool: null,
    change: "removed",
    imported_as: operation,
    differences: [],
    changed_fields: [],
  };
}
