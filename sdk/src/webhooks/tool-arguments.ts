import type { JsonSchema } from "./schema-value.ts";
import { isObject } from "./sent-objects.ts";
import type { ToolArguments } from "./tool.ts";
import { ToolError } from "./tool-error.ts";

/** Where the arguments of a call stand. */
export interface ArgumentSources {
  readonly query: URLSearchParams;
  /** Those that are part of the path. */
  readonly path: ReadonlyMap<string, string>;
  readonly body: string;
  readonly contentType: string;
  readonly schema: JsonSchema | undefined;
}

/**
 * Reads the arguments of a call from where the platform puts them: the path; the query of a request without a body; the JSON, or the form, of
 * any other. What stands in a query as text becomes what the schema says. Throws `ToolError` when they do not fit: the
 * platform has checked them, so its description of the tool is another than the receiver's.
 */
export function readArguments(sources: ArgumentSources): ToolArguments {
  const { query, path, body, schema } = sources;
  // The query of a request that signs its body is not covered by the signature.
  const main = body === "" ? textFields(query, schema) : bodyFields(sources);
  const inPath = [...path].map(([name, text]) => [name, valueOf([text], schema?.properties?.[name])] as const);
  const args = Object.fromEntries([...main, ...inPath]);
  const problem = problemOf(args, schema);
  if (problem === null) return args;
  throw new ToolError(`${problem} The tool is described differently on the platform and where it is carried out.`);
}

type Fields = readonly (readonly [string, unknown])[];

function bodyFields({ body, contentType, schema }: ArgumentSources): Fields {
  if (contentType.startsWith("application/x-www-form-urlencoded")) return textFields(new URLSearchParams(body), schema);
  const value = parsed(body);
  if (!isObject(value)) throw new ToolError("The body must be a JSON object.", { status: 400 });
  return Object.entries(value);
}

function textFields(query: URLSearchParams, schema: JsonSchema | undefined): Fields {
  return [...new Set(query.keys())].map((name) => [name, valueOf(query.getAll(name), schema?.properties?.[name])]);
}

function valueOf(texts: readonly string[], schema: JsonSchema | undefined): unknown {
  if (texts.length > 1) return texts.map((text) => valueOf([text], schema?.items));
  const [text = ""] = texts;
  const types = typesOf(schema);
  if (types.length === 0 || types.includes("string")) return text;
  // All others are written as JSON: 1.5, true, ["a"].
  return parsed(text) ?? text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function typesOf(schema: JsonSchema | undefined): readonly string[] {
  const type = schema?.type ?? [];
  return typeof type === "string" ? [type] : type;
}

function problemOf(args: ToolArguments, schema: JsonSchema | undefined): string | null {
  const missing = schema?.required?.find((name) => !Object.hasOwn(args, name));
  if (missing !== undefined) return `"${missing}" is missing.`;
  const wrong = Object.entries(schema?.properties ?? {}).find(
    ([name, property]) => Object.hasOwn(args, name) && !isOfType(args[name], typesOf(property)),
  );
  return wrong === undefined ? null : `"${wrong[0]}" must be of the type ${typesOf(wrong[1]).join(" or ")}.`;
}

const IS_OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
};

function isOfType(value: unknown, types: readonly string[]): boolean {
  return types.length === 0 || types.some((type) => IS_OF_TYPE[type]?.(value) ?? true);
}
