import type { HandChanges, OpenApiOperationRow } from "../db/openapi-operations.ts";
import type { OpenApiSourceItem as SourceRow } from "../db/openapi-sources.ts";
import { sealedPlace } from "../db/sealed-columns.ts";
import { DRAFT_FIELDS, type DraftField } from "../domain/openapi-differences.ts";
import type { OpenApiSource, OpenApiSourceItem } from "../domain/openapi-source.ts";
import type { ToolDraft } from "../domain/openapi-tools.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { columnsOf } from "./tool-rows.ts";

/** Shows a source, in no way its secrets. */
export function itemOf(row: SourceRow): OpenApiSourceItem {
  const { id, name, url, base_url, name_prefix, openapi, title, version, tool_count } = row;
  return {
    ...{ id, name, url, base_url, name_prefix, openapi, title, version, tool_count },
    headers: Object.fromEntries(row.header_names.map((header) => [header, null])),
    time_limit_sec: row.time_limit / 1_000,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** Shows a source with its tools. */
export function sourceOf(row: SourceRow, operations: readonly OpenApiOperationRow[]): OpenApiSource {
  const tools = operations.map(({ operation, method, path, tool_name }) => ({
    operation,
    method,
    path,
    name: tool_name,
  }));
  return { ...itemOf(row), tools };
}

/** What every new tool of a source is given beside its draft. */
export interface ToolDefaults {
  readonly headers: Readonly<Record<string, string>>;
  readonly time_limit_sec: number;
}

/** Writes a new tool as its row. */
export function toolColumns(draft: ToolDraft, { headers, time_limit_sec }: ToolDefaults, box: SecretBox) {
  const settings = { time_limit_sec, runs_in_background: false, on_interrupt: "finish" } as const;
  return columnsOf({ type: "http", ...settings, ...draft, headers }, box);
}

/** Writes those fields of a draft as columns of its tool. */
export function draftColumns(draft: ToolDraft, fields: readonly DraftField[]) {
  const all = {
    description: draft.description,
    method: draft.method,
    url: draft.url,
    input_schema: JSON.stringify(draft.input_schema),
    output_schema: draft.output_schema === null ? null : JSON.stringify(draft.output_schema),
    request: JSON.stringify(draft.request),
  } satisfies Record<DraftField, string | null>;
  return Object.fromEntries(fields.map((field) => [field, all[field]])) as Partial<typeof all>;
}

/** Names the fields of a tool that were changed by hand. */
export function handChangedFields(changes: HandChanges | undefined): DraftField[] {
  return changes === undefined ? [] : DRAFT_FIELDS.filter((field) => changes[field]);
}

/** Writes a source's headers as its columns, sealed. */
export function headerColumns(id: string, headers: Readonly<Record<string, string>>, box: SecretBox) {
  const names = Object.keys(headers);
  return {
    header_names: JSON.stringify(names),
    sealed_headers: names.length === 0 ? null : box.seal(JSON.stringify(headers), placeOf(id)),
  };
}

/** Opens a source's headers. Throws `SealedSecretError` when the key they were sealed under is not at hand. */
export function headersOf(
  { id, sealed_headers }: Pick<SourceRow, "id" | "sealed_headers">,
  box: SecretBox,
): Record<string, string> {
  return sealed_headers === null ? {} : (JSON.parse(box.open(sealed_headers, placeOf(id))) as Record<string, string>);
}

function placeOf(id: string): string {
  return sealedPlace("openapi_sources", "sealed_headers", id);
}
