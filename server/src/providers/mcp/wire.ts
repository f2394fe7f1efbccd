import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { type JSONRPCMessage, JSONRPCMessageSchema, type RequestId } from "@modelcontextprotocol/sdk/types.js";
import { isJsonObject } from "../../lib/json.ts";
import { parseJson } from "../../lib/json-depth.ts";

/** Where a tool call's id stands in the `_meta` of its request. */
export const CALL_ID = "operator/call_id";

/** What is to be known of a tool call's request on its way to the server. */
export class Sending {
  /** Aborted when the request is not to be sent any more if it was not yet. */
  readonly unsent: AbortSignal;
  /** Whether the server may have got it. */
  wasSent = false;
  /** Resolves when nothing more becomes of it on this side; null before it is begun. */
  settled: Promise<unknown> | null = null;

  constructor(unsent: AbortSignal) {
    this.unsent = unsent;
  }
}

/** A transport of the SDK's that tells what became of the tool calls it was to send. */
export interface WatchfulTransport extends Transport {
  /** The tool calls under way, by their ids. */
  readonly sendings: Map<string, Sending>;
  /** The revision of the protocol that was agreed on; null before. */
  readonly protocolVersion: string | null;
  /** Why it ended by itself; null while it goes on, and when it was closed. Set before `onclose` is called. */
  readonly endReason: string | null;
}

/** Reads what a server wrote: a message, or several in a list. Throws a `SyntaxError` for what is neither. */
export function readMessages(text: string, clean: (value: unknown) => unknown): JSONRPCMessage[] {
  const value = clean(parseJson(text));
  return (Array.isArray(value) ? value : [value]).map((message) => {
    const read = JSONRPCMessageSchema.safeParse(message);
    if (read.success) return read.data;
    throw new SyntaxError("It is JSON, but not a message of JSON-RPC 2.0.");
  });
}

/** Returns the id of a request, which is to be answered; null for any other message. */
export function requestIdOf(message: JSONRPCMessage): RequestId | null {
  return "method" in message && "id" in message ? message.id : null;
}

/** Returns the id of the request that a message answers; null for a message that answers none. */
export function answeredIdOf(message: JSONRPCMessage): RequestId | null {
  return "method" in message ? null : (message.id ?? null);
}

/** Returns the id of the request that a message says is not waited for any more; null for any other message. */
export function cancelledIdOf(message: JSONRPCMessage): RequestId | null {
  if (!("method" in message) || message.method !== "notifications/cancelled") return null;
  const id = message.params?.["requestId"];
  return typeof id === "string" || typeof id === "number" ? id : null;
}

/** Returns the id of the tool call that a request makes; null for any other message. */
export function callIdOf(message: JSONRPCMessage): string | null {
  if (!("method" in message) || message.method !== "tools/call") return null;
  const meta: unknown = message.params?._meta;
  const id = isJsonObject(meta) ? meta[CALL_ID] : null;
  return typeof id === "string" ? id : null;
}
