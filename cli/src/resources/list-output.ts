import type { CliContext } from "../context.ts";
import { dim } from "../output/style.ts";
import { table } from "../output/table.ts";
import { cellOf, fieldAt } from "./cell-text.ts";
import type { Column } from "./resource.ts";

/** Shows items under columns; as JSON, whole. */
export function showItems(
  items: readonly Record<string, unknown>[],
  columns: readonly Column[],
  { isJson, out, err }: CliContext,
): void {
  if (isJson) return out.json(items);
  if (items.length === 0) return err.line(dim("There are none."));
  const headings = columns.map(({ field, title, isWhole = false }) => ({
    title: title ?? (field.split(".").at(-1) ?? field).replaceAll("_", " "),
    isWhole,
  }));
  const rows = items.map((item) => columns.map(({ field }) => cellOf(field, fieldAt(item, field))));
  for (const line of table(headings, rows, out.width)) out.line(line);
}
