import type { RequestMapping } from "../domain/tool-request.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { bracketParts, percentEncode, type QueryPart, queryParts, simpleText, textOf } from "../lib/parameter-style.ts";
import type { HttpTool } from "../ports/tool.ts";

/** Where a call's arguments go. */
export interface RequestParts {
  /** What stands in the URL for each placeholder, percent-encoded; one that is missing has no value to stand there. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly QueryPart[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly contentType: string; readonly text: string } | null;
}

const NO_BODY: readonly HttpTool["method"][] = ["GET", "DELETE"];

/**
 * Distributes arguments by the simple rule: those named in the address go there, the rest become the query of a GET or
 * DELETE and the JSON body of any other method. In a query text stands as it is, anything else as JSON in one
 * parameter; null is left out.
 */
export function plainParts(
  method: HttpTool["method"],
  placeholders: readonly string[],
  args: JsonObject,
): RequestParts {
  const path = new Map(
    placeholders.flatMap((name) => {
      const text = Object.hasOwn(args, name) ? plainPathText(args[name]) : "";
      return text === "" ? [] : [[name, text] as const];
    }),
  );
  const rest = Object.entries(args).filter(([name]) => !placeholders.includes(name));
  if (!NO_BODY.includes(method)) return { path, query: [], headers: {}, body: jsonBody(Object.fromEntries(rest)) };
  const query = rest.flatMap(([name, value]) => {
    const text = value === null || value === undefined ? null : textOf(value);
    return queryParts({ name, style: "form", explode: false }, text);
  });
  return { path, query, headers: {}, body: null };
}

/** Lists and objects have no agreed form in a path, so the simple rule takes none there. */
function plainPathText(value: unknown): string {
  const isSingle = ["string", "number", "boolean"].includes(typeof value);
  return isSingle ? percentEncode(textOf(value)) : "";
}

/** Distributes arguments as a mapping says. An argument that is not given, or null, is left out wherever it may be. */
export function mappedParts(mapping: RequestMapping, args: JsonObject): RequestParts | { readonly problem: string } {
  const path = new Map<string, string>();
  const query: QueryPart[] = [];
  const form: QueryPart[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of mapping.parameters) {
    const value = valueOf(args, parameter.argument);
    if (parameter.in === "query") query.push(...queryParts(parameter, value));
    else if (parameter.in === "form") form.push(...queryParts(parameter, value));
    else if (parameter.in === "path") {
      const text = simpleText(value, parameter.explode, percentEncode);
      if (text) path.set(parameter.name, text);
    } else {
      const text = simpleText(value, parameter.explode, (plain) => plain);
      if (text !== null) headers[parameter.name.toLowerCase()] = headerText(text);
    }
  }
  const body = bodyOf(mapping, args, form);
  return body !== null && "problem" in body ? body : { path, query, headers, body };
}

type Body = NonNullable<RequestParts["body"]>;

function bodyOf(
  mapping: RequestMapping,
  args: JsonObject,
  fields: readonly QueryPart[],
): Body | { readonly problem: string } | null {
  if (mapping.body === null) return null;
  const { type, argument } = mapping.body;
  const content = argument === null ? unmapped(mapping, args) : valueOf(args, argument);
  if (content === null || content === undefined) return null;
  if (type === "json") return jsonBody(content);
  if (!isJsonObject(content)) return { problem: `"${argument}" must be an object, to be sent as a form.` };
  const others = Object.entries(content).flatMap(([name, value]) => bracketParts(name, value));
  const parts = [...fields, ...others];
  return { contentType: "application/x-www-form-urlencoded", text: parts.map(({ text }) => text).join("&") };
}

function unmapped({ parameters }: RequestMapping, args: JsonObject): JsonObject {
  const elsewhere = new Set(parameters.map(({ argument }) => argument));
  return Object.fromEntries(Object.entries(args).filter(([name]) => !elsewhere.has(name)));
}

function jsonBody(content: unknown): Body {
  return { contentType: "application/json", text: JSON.stringify(content) };
}

function valueOf(args: JsonObject, name: string): unknown {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}

/**
 * Makes a text fit for a header: control characters become spaces, so that it can neither end the header nor start
 * another, and what is beyond ASCII travels as its UTF-8 bytes (`obs-text` of RFC 9110, section 5.5).
 */
function headerText(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ").trim();
  return Buffer.from(line, "utf8").toString("latin1");
}
