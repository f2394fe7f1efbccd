import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import type { SafeFetch } from "../../lib/safe-fetch.ts";
import {
  McpConnectError,
  type McpConnection,
  type McpConnector,
  type McpConnectOptions,
  type McpEndpoint,
  type McpListener,
} from "../../ports/mcp.ts";
import { reasonOf, SdkConnection } from "./connection.ts";
import { HttpTransport } from "./http-transport.ts";
import { SaidLines } from "./said-lines.ts";
import { type SecretMask, secretMask } from "./secret-mask.ts";
import { StdioTransport } from "./stdio-transport.ts";
import type { WatchfulTransport } from "./wire.ts";

const CLIENT = { name: "operator", version: "0.1.0" };

interface ConnectorOptions {
  /** Calls servers over HTTP. */
  readonly fetch: SafeFetch;
  /** The programs that may be run, spelt as they must be. */
  readonly programs: readonly string[];
  /** What programs are given beside their own settings: where to look for programs, the home directory. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes the connector to MCP servers over streamable HTTP and over the standard streams of programs. */
export function createMcpConnector(options: ConnectorOptions): McpConnector {
  return { connect: (endpoint, how) => connect(options, endpoint, how) };
}

async function connect(
  options: ConnectorOptions,
  endpoint: McpEndpoint,
  how: McpConnectOptions,
): Promise<McpConnection> {
  if (endpoint.type === "stdio" && !options.programs.includes(endpoint.program)) {
    const hint = "Whoever runs the installation allows programs in OPERATOR_MCP_PROGRAMS.";
    throw new McpConnectError(`The program ${endpoint.program} is not allowed on this installation. ${hint}`);
  }
  const mask = secretMask(endpoint);
  const lines = new SaidLines((line) => how.listener.said(mask.words(line)));
  const listener: McpListener = {
    toolsChanged: () => how.listener.toolsChanged(),
    lost: (reason) => how.listener.lost(reason),
    said: (line) => lines.take(line),
  };
  const transport = transportTo(options, endpoint, { mask, listener });
  const client = new Client(CLIENT, { capabilities: {} });
  client.onerror = (error) => listener.said(error.message);
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => listener.toolsChanged());
  try {
    await client.connect(transport, { timeout: how.timeLimit, signal: how.signal });
    if (transport.endReason !== null) throw new Error(transport.endReason);
  } catch (error) {
    await transport.close();
    throw new McpConnectError(mask.words(transport.endReason ?? reasonOf(error, mask)), error);
  }
  return new SdkConnection({ client, transport, listener, mask });
}

function transportTo(
  { fetch, environment }: ConnectorOptions,
  endpoint: McpEndpoint,
  { mask, listener }: { mask: SecretMask; listener: McpListener },
): WatchfulTransport {
  if (endpoint.type === "http") {
    const { url, headers } = endpoint;
    return new HttpTransport({ fetch, url, headers, mask, onGap: () => listener.toolsChanged() });
  }
  return new StdioTransport({
    program: endpoint.program,
    arguments: endpoint.arguments,
    environment: { ...environment, ...endpoint.environment },
    mask,
    onSaid: (line) => listener.said(line),
  });
}
