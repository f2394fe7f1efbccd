import type { JsonObject } from "../lib/json.ts";
import { type LinkedAbort, linkedAbort } from "../lib/linked-abort.ts";
import { McpConnectError, type McpCallEnd, type McpConnection } from "../ports/mcp.ts";
import type { ToolCall, ToolOutcome } from "../ports/tool.ts";
import { type AnsweringTool, outcomeOf } from "./mcp-answer.ts";
import { argumentsProblem } from "./tool-schemas.ts";

/** A tool of an MCP server, ready to be called. */
export interface McpTool extends AnsweringTool {
  /** The server's own name of it. */
  readonly name: string;
  readonly inputSchema: JsonObject;
  /** How long its answer is waited for, the way to the server included. */
  readonly timeLimit: number;
  /**
   * Does something with a connection to its server, after opening one where there is none; `signal` gives the wait for
   * it up. Throws `McpConnectError`.
   */
  connected<Result>(signal: AbortSignal, work: (connection: McpConnection) => Promise<Result>): Promise<Result>;
}

/** What a call has to say to the tool. */
export type McpToolCall = Pick<ToolCall, "arguments" | "callId" | "stopping" | "unsent">;

/**
 * Carries out one call of an MCP server's tool: checks the arguments, then sends it, once. Only a server that refused it
 * because it does not know the session any more is asked a second time, on a new one. A failure of the tool is an
 * outcome, not an exception; its text is written for the model.
 *
 * `unknown` comes where the server may have got the call and its word on it is missing, unless it says that the tool
 * changes nothing.
 */
export async function callMcpTool(tool: McpTool, call: McpToolCall): Promise<ToolOutcome> {
  const problem = argumentsProblem({ name: tool.fullName, input_schema: tool.inputSchema }, call.arguments);
  if (problem !== null) return { status: "failed", error: problem };
  const deadline = performance.now() + tool.timeLimit;
  let end = await send(tool, call, deadline);
  if (end.type === "forgotten") end = await send(tool, call, deadline);
  return outcomeOf(end, tool);
}

async function send(tool: McpTool, call: McpToolCall, deadline: number): Promise<McpCallEnd> {
  const { callId, unsent, stopping } = call;
  const patience = new Patience([unsent, stopping], deadline);
  try {
    return await tool.connected(patience.signal, async (connection) => {
      patience.end();
      const timeLimit = Math.max(1, Math.round(deadline - performance.now()));
      const args = call.arguments as JsonObject;
      return connection.callTool({ name: tool.name, arguments: args, callId, timeLimit, unsent, stopping });
    });
  } catch (error) {
    if (!(error instanceof McpConnectError)) throw error;
    const reason = unsent.aborted ? "The call was cancelled before it was sent." : error.message;
    return { type: "not_sent", reason };
  } finally {
    patience.end();
  }
}

/** How long the way to the server may take: until one of the signals is aborted, or the time is over. */
class Patience {
  readonly #abort: LinkedAbort;
  readonly #timer: NodeJS.Timeout;

  constructor(signals: readonly AbortSignal[], deadline: number) {
    this.#abort = linkedAbort(...signals);
    this.#timer = setTimeout(() => this.#abort.controller.abort(), Math.max(1, deadline - performance.now()));
  }

  get signal(): AbortSignal {
    return this.#abort.controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#abort.release();
  }
}
