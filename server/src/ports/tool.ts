import type { ChannelType } from "../domain/conversation.ts";
import type { RequestMapping } from "../domain/tool-request.ts";

/**
 * A first-party tool: an HTTP endpoint of the customer's own, which the platform calls signed (the contract's section
 * 6) when the model asks for it.
 */
export interface HttpTool {
  readonly name: string;
  readonly description: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Absolute; `{name}` in the part after the host stands for the argument of that name, percent-encoded. */
  readonly url: string;
  /** A JSON Schema of type object that the arguments must fit before anything is sent. */
  readonly input_schema: Readonly<Record<string, unknown>>;
  /** Sent with each call; the signature's own headers and those of the connection cannot be set. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where each argument goes; null or absent: the address first, then the query of a GET or DELETE, else the body. */
  readonly request?: RequestMapping | null;
  /** How long a live turn waits for the tool, retries included; 15 s if absent, at most 5 minutes. */
  readonly time_limit?: number;
}

/**
 * How a tool call ended, as the model is told. `failed`: it had no effect that the caller knows of, and `error` says
 * what can be done about it. `unknown`: it may or may not have been carried out, and must not be repeated unasked.
 */
export type ToolOutcome =
  | { readonly status: "succeeded"; readonly result: unknown }
  | { readonly status: "failed"; readonly error: string }
  | { readonly status: "unknown"; readonly error: string };

/** Who carries a tool out. Of the platform's own tools (`syscall`) only those that reach beyond the conversation have a place on a shelf. */
export type ShelfName = "syscall" | "api" | "mcp" | "procedure" | "client";

/** A tool that an agent can be given, whoever carries it out. */
export interface AgentTool {
  readonly ns: ShelfName;
  /** The name by which configurations enable it: `book_appointment`, `server/tool`. */
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Whether the agent goes on talking while it runs, and is told of the answer when it is there. */
  readonly runsInBackground: boolean;
  /**
   * What becomes of a call under way when the user interrupts: `finish` carries it through, and the agent is told;
   * `cancel` gives it up as long as nothing of it was sent.
   */
  readonly onInterrupt: "finish" | "cancel";
  /** Carries one call out, validating its arguments first. A failure is an outcome; throws only for a fault of ours. */
  call(call: ToolCall): Promise<ToolOutcome>;
}

/** One call of a tool. */
export interface ToolCall {
  /** The arguments as the model gave them, read from JSON and not yet checked. */
  readonly arguments: unknown;
  /** Names the call; the same for every attempt of it, and for no other call within 24 hours. */
  readonly callId: string;
  /** The conversation in which, or about which, it is made; the run's own id where a run is about none. */
  readonly conversationId: string;
  /** Aborted when the process stops: what is under way is given up, its outcome unknown. */
  readonly stopping: AbortSignal;
  /** Aborted when a call that was not sent yet is not to be sent any more; what was sent goes on. */
  readonly unsent: AbortSignal;
  /**
   * Waits for the client that holds the session to answer this call, at most `timeLimit`. For tools of the client; it
   * has been shown the call already, by `agent.tool_call.created`.
   */
  awaitClient(timeLimit: number): Promise<ToolOutcome>;
}

/** Where tools are to be used. */
export interface ToolUse {
  /** How the user is talked with; null where nobody is. */
  readonly channel: ChannelType | null;
  /** The ids of the destinations that the agent may transfer calls to. */
  readonly transfers: readonly string[];
}

/** The tools of one kind that this installation has. */
export interface ToolShelf {
  /** Lists the names of all tools, in alphabetical order. */
  names(): Promise<readonly string[]>;
  /**
   * Finds the tools of those names; one that is not there (any more), or is of no use where it would be used, is left
   * out.
   */
  find(names: readonly string[], use?: ToolUse): Promise<readonly AgentTool[]>;
}
