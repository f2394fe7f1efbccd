import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { nestsDeeperThan } from "../lib/json-depth.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";
import type { HttpTool } from "../ports/tool.ts";

/** A tool call as it goes over the wire, before it is signed. */
export interface ToolRequest {
  readonly url: string;
  readonly method: HttpTool["method"];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that can be sent, or the problem to tell the model. */
export type PreparedRequest =
  | { readonly ok: true; readonly request: ToolRequest }
  | { readonly ok: false; readonly problem: string };

/** What only the sender itself may say. */
const RESERVED_HEADERS = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "accept-encoding",
  "x-timestamp",
  "x-idempotency-key",
  "x-signature",
  "webhook-id",
  "webhook-timestamp",
  "webhook-signature",
]);

/**
 * Turns a model's arguments into the request that a tool describes. They are checked against its schema; those named
 * in the address go there, percent-encoded; the rest become the query of a GET or DELETE and the JSON body of any
 * other method. In a query text stands as it is, numbers and truth values as JSON writes them, lists and objects as
 * JSON in one parameter; null is left out. A parameter that the address itself fixes stays as it is, so that no key
 * occurs twice and no argument overrides it.
 */
export function prepareRequest(tool: HttpTool, args: unknown): PreparedRequest {
  const problem = problemOf(tool, args);
  if (problem !== null) return { ok: false, problem };
  const filled = fillPath(tool, args as JsonObject);
  if ("problem" in filled) return { ok: false, problem: filled.problem };
  const { url, rest } = filled;
  const headers = { accept: "application/json", ...headersOf(tool) };
  if (tool.method === "GET" || tool.method === "DELETE") {
    for (const [name, value] of Object.entries(rest)) {
      const isLeftOut = value === null || value === undefined || url.searchParams.has(name);
      if (!isLeftOut) url.searchParams.append(name, textOf(value));
    }
    return { ok: true, request: { url: url.href, method: tool.method, headers } };
  }
  const body = JSON.stringify(rest);
  const typed = { ...headers, "content-type": "application/json" };
  return { ok: true, request: { url: url.href, method: tool.method, headers: typed, body } };
}

const MAX_DEPTH = 100;

function problemOf(tool: HttpTool, args: unknown): string | null {
  if (nestsDeeperThan(MAX_DEPTH, args)) return `The arguments of ${tool.name} are nested too deeply. Nothing was sent.`;
  try {
    const verdict = compileSchema(tool.input_schema)(args);
    if (!verdict.ok) {
      const problems = verdict.problems.join(" ");
      return `The arguments of ${tool.name} do not fit, so nothing was sent. ${problems} Correct them and call it again.`;
    }
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    return misconfigured(tool, error.message);
  }
  return isJsonObject(args) ? null : `The arguments of ${tool.name} must be a JSON object. Nothing was sent.`;
}

function headersOf(tool: HttpTool): Record<string, string> {
  const entries = Object.entries(tool.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => !RESERVED_HEADERS.has(name)));
}

type FilledPath = { readonly url: URL; readonly rest: JsonObject } | { readonly problem: string };

function fillPath(tool: HttpTool, args: JsonObject): FilledPath {
  const [, host, template] = /^(https?:\/\/[^/?#{}\\]+)((?:[/?#].*)?)$/is.exec(tool.url) ?? [];
  if (host === undefined || template === undefined) {
    return {
      problem: misconfigured(tool, "its address must start with http:// or https:// and a host without placeholders."),
    };
  }
  const used = new Set([...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""));
  const encoded = new Map<string, string>();
  for (const name of used) {
    const text = Object.hasOwn(args, name) ? pathText(args[name]) : null;
    if (text === null) {
      const demand = `"${name}" is part of its address and must be text or a number, not empty`;
      return { problem: `${tool.name} was not called: ${demand}.` };
    }
    encoded.set(name, text);
  }
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => encoded.get(name) ?? "");
  if (climbs(path)) {
    return { problem: `${tool.name} was not called: an argument must not be "." or ".." in its address.` };
  }
  if (!URL.canParse(host + path)) return { problem: misconfigured(tool, "its address cannot be read.") };
  const rest = Object.fromEntries(Object.entries(args).filter(([name]) => !used.has(name)));
  return { url: new URL(host + path), rest };
}

/** Empty text would name another resource, and half a surrogate pair has no encoding. */
function pathText(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? encodeURIComponent(value.toWellFormed()) : null;
}

/** A `.` or `..` between slashes, which an address would resolve away. */
function climbs(path: string): boolean {
  return /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path.replace(/[?#].*$/s, ""));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function misconfigured(tool: HttpTool, reason: string): string {
  return `${tool.name} cannot be used because it is set up wrongly: ${reason} Nothing was sent.`;
}
