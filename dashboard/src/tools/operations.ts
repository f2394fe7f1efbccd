import type { Schemas } from "@operator/sdk";

/** One operation of a document held against what was imported of it. */
export type ComparedOperation = Schemas["OpenApiComparison"]["operations"][number];

/** What both have, by which lists of operations are shown. */
export interface ListedOperation {
  operation: string;
  method: string;
  path: string;
  name: string;
  summary: string | null;
  is_deprecated: boolean;
  is_importable: boolean;
  reason: string | null;
  notes: readonly string[];
}

/** Keeps the operations in which all words are found. */
export function foundOperations<Operation extends ListedOperation>(all: readonly Operation[], q: string): Operation[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ method, path, name, summary }) => {
    const text = `${method} ${path} ${name} ${summary ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** How an operation stands to what was imported. */
export const CHANGES = {
  new: { title: "New", tone: "good" },
  changed: { title: "Changed", tone: "warning" },
  removed: { title: "Removed", tone: "danger" },
  unchanged: { title: "As it was", tone: "neutral" },
} as const satisfies Record<ComparedOperation["change"], object>;

/** Tells whether an operation can be brought up to date. */
export function canBeImported({ change, is_importable }: ComparedOperation): boolean {
  return change === "removed" || (change !== "unchanged" && is_importable);
}

/** Which operations are chosen before anybody has: those that have changed. */
export function usualChoice(operations: readonly ComparedOperation[]): Set<string> {
  const usual = operations.filter((one) => one.change === "changed" && canBeImported(one));
  return new Set(usual.map(({ operation }) => operation));
}

/** Says in a sentence what an import did. */
export function importText({ created, updated, removed, skipped }: Schemas["OpenApiImportResult"]): string {
  const parts = [
    [created.length, "made"],
    [updated.length, "updated"],
    [removed.length, "deleted"],
    [skipped.length, "left as they are"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.length === 0 ? "There was nothing to do." : `Tools: ${said.join(", ")}.`;
}
