import { STATUS_CODES } from "node:http";
import { isJsonObject } from "../lib/json.ts";
import { nestsDeeperThan } from "../lib/json-depth.ts";
import type { SafeResponse } from "../lib/safe-fetch.ts";

const MAX_MESSAGE_LENGTH = 500;
const MAX_DEPTH = 100;

/** Reads the result of a tool: JSON as its value, nothing as null, anything else (and absurdly deep JSON) as text. */
export function resultOf(response: SafeResponse): unknown {
  if (response.body.trim() === "") return null;
  const json = parseJson(response.body);
  return json === undefined ? response.body : json;
}

/**
 * Says in plain words what a receiver answered instead of a result: the status, and what its body has to say, as
 * found in the usual places of an error object or as short plain text.
 */
export function refusalOf(response: SafeResponse): string {
  const location = response.headers.location;
  if (response.status >= 300 && response.status < 400) {
    const where = location === undefined ? "" : ` to ${shorten(location)}`;
    return `it answered with a redirect${where} (${phrase(response.status)}), which is not followed because the signature covers the address; the tool must be set up with the final address.`;
  }
  const message = shorten(messageIn(response)).replace(/([^.!?…])$/, "$1.");
  return message === "" ? `it answered ${phrase(response.status)}.` : `${message} (${phrase(response.status)})`;
}

function phrase(status: number): string {
  return [status, STATUS_CODES[status]].filter(Boolean).join(" ");
}

function messageIn(response: SafeResponse): string {
  const json = parseJson(response.body);
  if (json !== undefined) return messageOf(json) ?? response.body;
  const isMarkup =
    (response.headers["content-type"] ?? "").includes("html") || response.body.trimStart().startsWith("<");
  return isMarkup ? "" : response.body;
}

/** Where the services in use put it: RFC 9457 (`detail`, `title`), `message`, `error`, and lists of any of these. */
const MESSAGE_FIELDS = ["message", "detail", "error", "msg", "title", "errors", "problems"];

function messageOf(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (Array.isArray(value)) {
    const messages = value.slice(0, 10).map(messageOf);
    return messages.filter((message) => message !== null).join("; ") || null;
  }
  if (!isJsonObject(value)) return null;
  for (const field of MESSAGE_FIELDS) {
    const message = Object.hasOwn(value, field) ? messageOf(value[field]) : null;
    if (message !== null) return message;
  }
  return null;
}

/** The value, or undefined if the text is not JSON that one can work with. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsDeeperThan(MAX_DEPTH, value) ? undefined : value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function shorten(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length <= MAX_MESSAGE_LENGTH ? line : `${line.slice(0, MAX_MESSAGE_LENGTH)}…`;
}
