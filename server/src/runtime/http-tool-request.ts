import { isReservedHeader } from "../domain/tool-headers.ts";
import { cutToolUrl, fillTemplate, placeholdersOf, type ToolUrl } from "../domain/tool-url.ts";
import type { JsonObject } from "../lib/json.ts";
import { readUrl } from "../lib/read-url.ts";
import type { HttpTool } from "../ports/tool.ts";
import { mappedParts, plainParts, type RequestParts } from "./http-tool-parts.ts";
import { argumentsProblem, misconfigured } from "./tool-schemas.ts";

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

/**
 * Turns a model's arguments into the request that a tool describes. They are checked against its schema, then go where
 * its mapping says, or without one by the simple rule (`plainParts`). A parameter that the address itself fixes stays as
 * it is, and so does a header of the tool's own, so that nothing is there twice and no argument overrides it.
 */
export function prepareRequest(tool: HttpTool, args: unknown): PreparedRequest {
  const problem = argumentsProblem(tool, args);
  if (problem !== null) return { ok: false, problem };
  const cut = cutToolUrl(tool.url);
  if (cut === null) {
    const demand = "its address must start with http:// or https:// and a host without placeholders.";
    return { ok: false, problem: misconfigured(tool.name, demand) };
  }
  const placeholders = placeholdersOf(cut.template);
  const parts = tool.request
    ? mappedParts(tool.request, args as JsonObject)
    : plainParts(tool.method, placeholders, args as JsonObject);
  if ("problem" in parts) return { ok: false, problem: `${tool.name} was not called: ${parts.problem}` };
  const missing = placeholders.find((name) => !parts.path.has(name));
  if (missing !== undefined) {
    const demand = `"${missing}" is part of its address and must be text or a number, not empty`;
    return { ok: false, problem: `${tool.name} was not called: ${demand}.` };
  }
  return assemble(tool, cut, parts);
}

function assemble(tool: HttpTool, { host, template }: ToolUrl, parts: RequestParts): PreparedRequest {
  const path = fillTemplate(template, parts.path);
  if (climbs(path)) {
    return { ok: false, problem: `${tool.name} was not called: an argument must not be "." or ".." in its address.` };
  }
  const address = readUrl(host + path);
  if (address === null) return { ok: false, problem: misconfigured(tool.name, "its address cannot be read.") };
  const url = withQuery(address, parts.query);
  const typed = parts.body === null ? {} : { "content-type": parts.body.contentType };
  const headers = { accept: "application/json", ...typed, ...parts.headers, ...headersOf(tool) };
  const { method } = tool;
  return { ok: true, request: { url, method, headers, ...(parts.body === null ? {} : { body: parts.body.text }) } };
}

/** Written by hand, for `searchParams` would write what is there already anew, with other characters encoded. */
function withQuery(url: URL, query: RequestParts["query"]): string {
  const added = query.filter(({ name }) => !url.searchParams.has(name)).map(({ text }) => text);
  url.search = [...(url.search.length > 1 ? [url.search.slice(1)] : []), ...added].join("&");
  return url.href;
}

function headersOf(tool: HttpTool): Record<string, string> {
  const entries = Object.entries(tool.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => !isReservedHeader(name)));
}

/** A `.` or `..` between slashes, which an address would resolve away. */
function climbs(path: string): boolean {
  return /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path.replace(/[?#].*$/s, ""));
}
