import { STATUS_CODES } from "node:http";
import { isJsonObject } from "../../lib/json.ts";

/** A server answered a message with a status that is no success. */
export class HttpRefusalError extends Error {
  readonly status: number;
  /** Whether it says that it does not know the session, so that on a new one the message may be sent again. */
  readonly isSessionGone: boolean;

  constructor(refusal: HttpRefusal) {
    super(wordsFor(refusal));
    this.name = "HttpRefusalError";
    this.status = refusal.status;
    this.isSessionGone = isSessionGone(refusal);
  }
}

/** What a server answered. */
export interface HttpRefusal {
  readonly status: number;
  readonly location: string | undefined;
  /** The beginning of its body. */
  readonly body: string;
  /** Whether the message named a session. */
  readonly hadSession: boolean;
}

/**
 * By the protocol a session that is gone is a 404 (revision 2025-11-25, "Session Management"); many servers answer 400
 * and say so in words. Either way they did not take the message.
 */
function isSessionGone({ status, body, hadSession }: HttpRefusal): boolean {
  return hadSession && (status === 404 || (status === 400 && /session/i.test(body)));
}

function wordsFor({ status, location, body }: HttpRefusal): string {
  const phrase = [status, STATUS_CODES[status]].filter(Boolean).join(" ");
  if (status >= 300 && status < 400) {
    const where = location === undefined ? "" : ` to ${location}`;
    return `It answered with a redirect${where} (${phrase}), which is not followed: set the final address.`;
  }
  const words = messageIn(body);
  const hint = HINTS[status] ?? "";
  return `It answered ${phrase}${words === "" ? "" : `: ${words}`}.${hint}`.replace(/([.!?])\.(?= |$)/, "$1");
}

const HINTS: Readonly<Record<number, string>> = {
  401: " Check the headers that are sent with each request.",
  403: " Check the headers that are sent with each request.",
  404: " Check the address: many servers are reached at /mcp.",
  405: " Check the address: only the streamable HTTP transport is spoken, not the older HTTP with SSE.",
};

function messageIn(body: string): string {
  const text = body.trim();
  if (text.startsWith("<")) return "";
  try {
    const value: unknown = JSON.parse(text);
    const error = isJsonObject(value) ? (value["error"] ?? value["message"]) : value;
    const message = isJsonObject(error) ? error["message"] : error;
    return typeof message === "string" ? message : "";
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}
