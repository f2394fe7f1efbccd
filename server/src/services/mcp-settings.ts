import type { McpServerRow } from "../db/mcp-servers.ts";
import { invalidFields, OperatorError, type Problem } from "../domain/error.ts";
import type { McpServerChange, NewMcpServer } from "../domain/mcp-server.ts";
import { type McpSecrets, type McpTransportInput, type OpenTransport, readTransport } from "../domain/mcp-transport.ts";
import { canonicalJson } from "../lib/canonical-json.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { secretsOf, transportColumns } from "./mcp-rows.ts";

/** The programs that the installation allows servers of the type `stdio` to run, spelt as they must be. */
export type AllowedPrograms = readonly string[];

interface Options {
  readonly secretBox: SecretBox;
  readonly programs: AllowedPrograms;
}

/** Writes a new server as its row. Throws `invalid_field` naming all that is wrong with it. */
export function columnsOfNew(options: Options, id: string, input: NewMcpServer) {
  const { name, transport, time_limit_sec, is_enabled, disabled_tools } = input;
  return {
    id,
    name,
    time_limit: Math.round(time_limit_sec * 1_000),
    is_enabled,
    disabled_tools: eachOnce(disabled_tools),
    ...transportColumns(id, opened(options, transport, null), options.secretBox),
  };
}

/**
 * Writes what a change comes to as columns of the row. Where it concerns the connection, the revision rises, and the
 * server is to be asked anew. Throws `invalid_field` naming all that would be wrong.
 */
export function changedColumns(options: Options, row: McpServerRow, change: McpServerChange) {
  const { name = row.name, transport, time_limit_sec, is_enabled = row.is_enabled } = change;
  const { disabled_tools = row.disabled_tools } = change;
  const reached = transport === undefined ? null : changedTransport(options, row, transport);
  const isAnew = reached?.isOther === true || is_enabled !== row.is_enabled;
  return {
    name,
    is_enabled,
    disabled_tools: eachOnce(disabled_tools),
    time_limit: time_limit_sec === undefined ? row.time_limit : Math.round(time_limit_sec * 1_000),
    ...reached?.columns,
    ...(isAnew ? { ...UNKNOWN, revision: row.revision + 1 } : {}),
    updated_at: new Date(),
  };
}

function eachOnce(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

/** Where a server stands before it was asked. */
const UNKNOWN = { status: "pending", error: null, failures: 0 } as const;

function changedTransport(options: Options, row: McpServerRow, input: McpTransportInput) {
  const stored = storedSecrets(options, row, input);
  const next = opened(options, input, { transport: row.transport, secrets: stored ?? {} });
  const isOther = canonicalJson(next) !== canonicalJson({ transport: row.transport, secrets: stored });
  return { columns: transportColumns(row.id, next, options.secretBox), isOther };
}

/** Opens what is stored; null when it cannot be opened and nothing of it is wanted. */
function storedSecrets({ secretBox }: Options, row: McpServerRow, input: McpTransportInput): McpSecrets | null {
  try {
    return secretsOf(row, secretBox);
  } catch (cause) {
    if (!(cause instanceof SealedSecretError)) throw cause;
    const given = input.type === "http" ? input.headers : input.environment;
    if (!Object.values(given).includes(null)) return null;
    const message = `The stored secrets of ${row.name} cannot be read, for the key they were sealed under is not at hand. Give every one its value anew.`;
    throw new OperatorError("invalid_field", message, { param: "transport", cause });
  }
}

function opened(options: Options, input: McpTransportInput, stored: OpenTransport | null): OpenTransport {
  const transport = wellFormed(input);
  const read = readTransport(transport, stored);
  const problems = [...programProblems(transport, options.programs), ...("problems" in read ? read.problems : [])];
  if (problems.length > 0) throw invalidFields(problems);
  return read as OpenTransport;
}

function programProblems(input: McpTransportInput, programs: AllowedPrograms): Problem[] {
  if (input.type === "http" || programs.includes(input.program)) return [];
  const message =
    programs.length === 0
      ? "transport.type stdio is switched off on this installation. Whoever runs it allows programs by name in OPERATOR_MCP_PROGRAMS."
      : `transport.program is none of those that this installation allows (${programs.join(", ")}). Whoever runs it adds others to OPERATOR_MCP_PROGRAMS.`;
  return [{ param: programs.length === 0 ? "transport.type" : "transport.program", message }];
}
