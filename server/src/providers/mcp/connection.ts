import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import {
  type McpCall,
  type McpCallEnd,
  McpConnectError,
  type McpConnection,
  type McpListener,
  type McpServerInfo,
} from "../../ports/mcp.ts";
import { HttpRefusalError } from "./http-refusal.ts";
import type { SecretMask } from "./secret-mask.ts";
import { CALL_ID, Sending, type WatchfulTransport } from "./wire.ts";

/** Longer than any time limit, which is kept by a timer of the call's own. */
const NO_LIMIT = 2_147_483_647;
const MOST_PAGES = 200;

/** What is read here; the rest is looked at, field by field, by whoever wants it. */
const toolPage = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().nullish() });
const toolAnswer = z.looseObject({
  content: z.array(z.unknown()).default([]),
  structuredContent: z.record(z.string(), z.unknown()).nullish(),
  isError: z.boolean().nullish(),
});

/** What a connection is made of, once the server was greeted. */
export interface ConnectionParts {
  readonly client: Client;
  readonly transport: WatchfulTransport;
  readonly listener: McpListener;
  readonly mask: SecretMask;
}

/** A connection over the SDK's client. */
export class SdkConnection implements McpConnection {
  readonly server: McpServerInfo;
  readonly #parts: ConnectionParts;
  /** Why the connection is over; null while it is not. */
  #over: string | null = null;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const { client, transport, mask } = parts;
    const { name = "", version = "" } = client.getServerVersion() ?? {};
    const protocolVersion = transport.protocolVersion ?? "";
    this.server = { name: mask.words(name), version: mask.words(version), protocolVersion };
    client.onclose = () => this.#end(transport.endReason ?? "The connection was closed.");
  }

  async listTools({ most, timeLimit }: { most: number; timeLimit: number }): Promise<readonly unknown[]> {
    const { client, mask } = this.#parts;
    if (!client.getServerCapabilities()?.tools) return [];
    try {
      return await this.#listPages(most, performance.now() + timeLimit);
    } catch (error) {
      if (error instanceof HttpRefusalError && error.isSessionGone) this.#forget(error);
      throw new McpConnectError(`The tools could not be listed. ${this.#over ?? reasonOf(error, mask)}`, error);
    }
  }

  async #listPages(most: number, deadline: number): Promise<unknown[]> {
    const tools: unknown[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES && tools.length <= most; page++) {
      const answer: z.output<typeof toolPage> = await this.#listPage(cursor, deadline);
      for (const tool of answer.tools) tools.push(tool);
      cursor = answer.nextCursor ?? null;
      if (cursor === null) break;
    }
    return tools;
  }

  #listPage(cursor: string | null, deadline: number): Promise<z.output<typeof toolPage>> {
    const params = cursor === null ? {} : { cursor };
    const timeout = Math.max(1, Math.round(deadline - performance.now()));
    return this.#parts.client.request({ method: "tools/list", params }, toolPage, { timeout });
  }

  async callTool(call: McpCall): Promise<McpCallEnd> {
    const { client, transport } = this.#parts;
    const sending = new Sending(call.unsent);
    const giveUp = new AbortController();
    const late = () => giveUp.abort(`The answer was not there within ${call.timeLimit / 1_000} s.`);
    const timer = setTimeout(late, call.timeLimit);
    const stop = () => giveUp.abort("Nobody waits for the answer any more.");
    call.stopping.addEventListener("abort", stop);
    if (call.stopping.aborted) stop();
    transport.sendings.set(call.callId, sending);
    try {
      const params = { name: call.name, arguments: call.arguments, _meta: { [CALL_ID]: call.callId } };
      const options = { signal: giveUp.signal, timeout: NO_LIMIT };
      const answer = await client.request({ method: "tools/call", params }, toolAnswer, options);
      const { content, structuredContent = null, isError } = answer;
      return { type: "answered", content, structuredContent, isError: isError === true };
    } catch (error) {
      const wasGivenUp = giveUp.signal.aborted;
      // Lets the SDK forget the request.
      giveUp.abort("It failed.");
      await sending.settled;
      return this.#endOf(error, sending, wasGivenUp);
    } finally {
      clearTimeout(timer);
      call.stopping.removeEventListener("abort", stop);
      transport.sendings.delete(call.callId);
    }
  }

  async close(): Promise<void> {
    this.#over ??= "The connection was closed.";
    await this.#parts.client.close();
  }

  /** Marks the connection as over, and says so unless it was closed from this side. */
  #end(reason: string): void {
    if (this.#over !== null) return;
    this.#over = this.#parts.mask.words(reason);
    this.#parts.listener.lost(this.#over);
  }

  #endOf(error: unknown, sending: Sending, wasGivenUp: boolean): McpCallEnd {
    const isOurs = error instanceof McpError && wasGivenUp;
    const reason = this.#over ?? (isOurs ? wordsOf(error) : reasonOf(error, this.#parts.mask));
    if (!sending.wasSent) return { type: "not_sent", reason };
    if (wasGivenUp || this.#over !== null) return { type: "lost", reason };
    if (error instanceof HttpRefusalError) return this.#afterRefusal(error, reason);
    return { type: error instanceof McpError ? "refused" : "lost", reason };
  }

  #afterRefusal(error: HttpRefusalError, reason: string): McpCallEnd {
    if (error.isSessionGone) {
      this.#forget(error);
      return { type: "forgotten", reason };
    }
    // Behind a gateway, or in the middle of it, the server may have carried it out all the same.
    return { type: error.status < 500 || error.status === 503 ? "refused" : "lost", reason };
  }

  #forget(error: HttpRefusalError): void {
    this.#end(error.message);
    // A transport that ends takes its session's other calls with it: they are as lost as this one.
    void this.close().catch(() => undefined);
  }
}

/** Says why something failed, in words without secrets. */
export function reasonOf(error: unknown, mask: SecretMask): string {
  if (error instanceof z.core.$ZodError) return "Its answer has not the form that MCP demands.";
  if (error instanceof McpError && error.code === ErrorCode.RequestTimeout) return "It did not answer in time.";
  if (error instanceof McpError) return mask.words(`The server said: ${wordsOf(error)}`);
  if (error instanceof SyntaxError) return mask.words(`Its answer cannot be read: ${error.message}`);
  return mask.words(error instanceof Error ? error.message : String(error));
}

/** Leaves out what the SDK puts before the server's words. */
function wordsOf(error: McpError): string {
  return error.message.replace(/^(MCP error -?\d+: )+/, "");
}
