import type { JsonObject } from "../lib/json.ts";

/** Where an MCP server is, with the secrets that open it. */
export type McpEndpoint =
  | { readonly type: "http"; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly type: "stdio";
      readonly program: string;
      readonly arguments: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
    };

/** What the server says of itself. */
export interface McpServerInfo {
  readonly name: string;
  readonly version: string;
  /** The revision of the protocol that is spoken, e.g. `2025-06-18`. */
  readonly protocolVersion: string;
}

/** Is told what happens on a connection beside its calls. Nothing here may throw. */
export interface McpListener {
  /** The server's tools changed, or may have changed while it could not be heard. */
  toolsChanged(): void;
  /** The connection broke, or the server forgot it: it cannot be used any more. Not told after `close`; at most once. */
  lost(reason: string): void;
  /** The server wrote a line for people, or did something odd; without secrets, and not too often. */
  said(line: string): void;
}

/** Opens connections to MCP servers (https://modelcontextprotocol.io/specification). */
export interface McpConnector {
  /**
   * Connects and greets the server, within `timeLimit`. Throws `McpConnectError` when that fails, with what may be told
   * to whoever set the server up.
   */
  connect(endpoint: McpEndpoint, options: McpConnectOptions): Promise<McpConnection>;
}

/** How a connection is opened. */
export interface McpConnectOptions {
  readonly timeLimit: number;
  readonly listener: McpListener;
  /** Gives the attempt up. */
  readonly signal: AbortSignal;
}

/** An open connection to one MCP server; several calls may be under way at once. */
export interface McpConnection {
  readonly server: McpServerInfo;
  /**
   * Lists what the server calls its tools, page after page, as it gives it and unchecked, until there are more than
   * `most`. Throws `McpConnectError` when there is no such list within `timeLimit`.
   */
  listTools(limits: { readonly most: number; readonly timeLimit: number }): Promise<readonly unknown[]>;
  /** Sends one call, once, and tells how it ended. Throws only for a fault of ours. */
  callTool(call: McpCall): Promise<McpCallEnd>;
  /** Takes leave of the server, and ends its process with all that it started. Calls under way end as `lost`. */
  close(): Promise<void>;
}

/** One call of a server's tool. */
export interface McpCall {
  /** The server's own name of the tool. */
  readonly name: string;
  readonly arguments: JsonObject;
  /** Goes to the server in the request's `_meta`. */
  readonly callId: string;
  /** How long the answer is waited for; then the server is told that it is not wanted any more. */
  readonly timeLimit: number;
  /** Aborted when the call is not to be sent any more if it was not yet. */
  readonly unsent: AbortSignal;
  /** Aborted when nobody waits for the answer any more. */
  readonly stopping: AbortSignal;
}

/** How a call ended, as far as this side can know. */
export type McpCallEnd =
  | {
      readonly type: "answered";
      /** The content blocks, unchecked. */
      readonly content: readonly unknown[];
      readonly structuredContent: JsonObject | null;
      /** Whether the tool says that it failed. */
      readonly isError: boolean;
    }
  /** The server refused to carry it out. */
  | { readonly type: "refused"; readonly reason: string }
  /** The server refused it because it does not know the session any more; on a new connection it may be called again. */
  | { readonly type: "forgotten"; readonly reason: string }
  /** Nothing reached the server. */
  | { readonly type: "not_sent"; readonly reason: string }
  /** It may or may not have been carried out: the time was over, or the connection broke. */
  | { readonly type: "lost"; readonly reason: string };

/** A server could not be reached, or did not speak as MCP demands. The message may be shown to people. */
export class McpConnectError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "McpConnectError";
  }
}
