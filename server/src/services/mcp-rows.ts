import type { McpServerRow } from "../db/mcp-servers.ts";
import type { McpToolRow } from "../db/mcp-tools.ts";
import { sealedPlace } from "../db/sealed-columns.ts";
import type { ToolUserRow } from "../db/tool-users.ts";
import { versionId } from "../domain/ids.ts";
import type { McpServer } from "../domain/mcp-server.ts";
import { fullToolName, type McpTool } from "../domain/mcp-tool.ts";
import type { McpSecrets, OpenTransport } from "../domain/mcp-transport.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { ReachableServer } from "./mcp-connections.ts";

/** Writes how a server is reached as columns of its row, the secrets sealed. */
export function transportColumns(id: string, { transport, secrets }: OpenTransport, box: SecretBox) {
  const sealed = Object.keys(secrets).length === 0 ? null : box.seal(JSON.stringify(secrets), placeOf(id));
  return { transport: JSON.stringify(transport), sealed_secrets: sealed };
}

/** Opens the secrets of a server. Throws `SealedSecretError` when the key they were sealed under is not at hand. */
export function secretsOf(row: Pick<McpServerRow, "id" | "sealed_secrets">, box: SecretBox): McpSecrets {
  if (row.sealed_secrets === null) return {};
  return JSON.parse(box.open(row.sealed_secrets, placeOf(row.id))) as McpSecrets;
}

function placeOf(id: string): string {
  return sealedPlace("mcp_servers", "sealed_secrets", id);
}

type ServerColumns = Pick<McpServerRow, "id" | "revision" | "transport" | "sealed_secrets">;

/** Reads where a server is, with the secrets that open it. Throws `SealedSecretError`. */
export function reachableServer(row: ServerColumns, box: SecretBox): ReachableServer {
  const secrets = secretsOf(row, box);
  const { id, revision, transport } = row;
  if (transport.type === "http") {
    return { id, revision, endpoint: { type: "http", url: transport.url, headers: secrets } };
  }
  const { program, arguments: programArguments } = transport;
  return { id, revision, endpoint: { type: "stdio", program, arguments: programArguments, environment: secrets } };
}

/** Shows a server, in no way its secrets. */
export function serverView(row: McpServerRow, toolCount: number): McpServer {
  const { id, name, transport, is_enabled, disabled_tools, server_info, problems } = row;
  const isUnreachable = row.is_enabled && row.status === "unreachable";
  return {
    id,
    name,
    transport,
    time_limit_sec: row.time_limit / 1_000,
    is_enabled,
    disabled_tools,
    status: is_enabled ? row.status : "disabled",
    error: isUnreachable ? row.error : null,
    server_info,
    problems,
    tool_count: toolCount,
    checked_at: row.checked_at?.toISOString() ?? null,
    synced_at: row.synced_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** Shows a server's tool with the versions that enable it. */
export function toolView(
  { name: server, disabled_tools }: Pick<McpServerRow, "name" | "disabled_tools">,
  row: McpToolRow,
  users: readonly ToolUserRow[],
): McpTool {
  const { name, description, input_schema, output_schema, annotations, runs_in_background, on_interrupt } = row;
  const full_name = fullToolName(server, name);
  return {
    name,
    full_name,
    description,
    input_schema,
    output_schema,
    annotations,
    time_limit_sec: row.time_limit === null ? null : row.time_limit / 1_000,
    runs_in_background,
    on_interrupt,
    is_enabled: !disabled_tools.includes(name),
    is_available: row.is_available,
    used_by: users
      .filter((user) => user.tool === full_name)
      .map((user) => ({
        id: user.agent_id,
        name: user.agent_name,
        version_id: versionId(user.agent_id, user.version),
      })),
  };
}
