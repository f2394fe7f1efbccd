import { sealedPlace } from "../db/sealed-columns.ts";
import type { ToolRow } from "../db/tools.ts";
import type { ToolUserRow } from "../db/tool-users.ts";
import type { CheckedTool } from "../domain/check-tool.ts";
import { versionId } from "../domain/ids.ts";
import type { Tool, ToolSettings } from "../domain/tool.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { HttpTool } from "../ports/tool.ts";

/** The namespace under which agents enable the tools of a type. */
export const NAMESPACES = { http: "api", client: "client" } as const satisfies Record<Tool["type"], string>;

/** Reads what is set of a tool out of its row, as the wire has it. */
export function settingsOf(row: ToolRow): ToolSettings {
  const { type, name, description, method, url, input_schema, output_schema, on_interrupt, request } = row;
  const { runs_in_background, time_limit } = row;
  const time_limit_sec = time_limit / 1_000;
  const settings = { type, name, description, method, url, input_schema, output_schema };
  return { ...settings, time_limit_sec, runs_in_background, on_interrupt, request };
}

/** Writes a tool as its row, the headers sealed. */
export function columnsOf({ headers, ...tool }: CheckedTool, box: SecretBox) {
  const { time_limit_sec, input_schema, output_schema, request, ...plain } = tool;
  const names = Object.keys(headers);
  return {
    ...plain,
    time_limit: Math.round(time_limit_sec * 1_000),
    input_schema: JSON.stringify(input_schema),
    output_schema: output_schema && JSON.stringify(output_schema),
    request: request && JSON.stringify(request),
    header_names: JSON.stringify(names),
    sealed_headers: names.length === 0 ? null : box.seal(JSON.stringify(headers), placeOf(tool.name)),
  };
}

/** Opens a tool's headers. Throws `SealedSecretError` when the key they were sealed under is not at hand. */
export function headersOf(row: ToolRow, box: SecretBox): Record<string, string> {
  if (row.sealed_headers === null) return {};
  return JSON.parse(box.open(row.sealed_headers, placeOf(row.name))) as Record<string, string>;
}

function placeOf(name: string): string {
  return sealedPlace("tools", "sealed_headers", name);
}

/** Reads an `http` tool ready to be called out of its row. Throws `SealedSecretError`. */
export function httpToolOf(row: ToolRow, box: SecretBox): HttpTool {
  const { name, description, input_schema, request, time_limit } = row;
  // The table demands them of every tool that is not the client's.
  const { method, url } = row as { method: HttpTool["method"]; url: string };
  return { name, description, method, url, input_schema, request, time_limit, headers: headersOf(row, box) };
}

/** Shows a tool with the versions that enable it, in no way its secrets. */
export function viewOf(row: ToolRow, users: readonly ToolUserRow[]): Tool {
  return {
    ...settingsOf(row),
    headers: Object.fromEntries(row.header_names.map((name) => [name, null])),
    used_by: users
      .filter((user) => user.tool === row.name && user.ns === NAMESPACES[row.type])
      .map((user) => ({
        id: user.agent_id,
        name: user.agent_name,
        version_id: versionId(user.agent_id, user.version),
      })),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
