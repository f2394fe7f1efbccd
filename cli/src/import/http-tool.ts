import type { JsonObject } from "../files/agent-project.ts";
import { changed, fieldsAt, isObject, mapped, type Place } from "./place.ts";
import { addTool, type ProjectDraft } from "./project-draft.ts";
import { variableName } from "./prompt-text.ts";
import { appendQueryValues } from "./query-values.ts";
import { entryOf } from "./table-entry.ts";
import { readHeaders } from "./tool-headers.ts";
import { readObjectSchema, readProperties } from "./tool-schema.ts";
import { readToolUrl } from "./tool-url.ts";

/** A tool that calls an endpoint, as a vendor describes it; `null` for what it has not. */
export interface HttpToolSpec {
  readonly name: string;
  readonly description: string;
  readonly method: string;
  readonly url: Place;
  /** Headers by name. */
  readonly headers: Place | null;
  /** Schemas by the names of the placeholders in the path. */
  readonly pathSchemas: Place | null;
  /** A schema of type object whose properties go into the query. */
  readonly querySchema: Place | null;
  /** Texts that go into the query, by name. */
  readonly queryValues: Place | null;
  /** A schema of type object whose properties go into the body, or the query of a GET or DELETE. */
  readonly bodySchema: Place | null;
  readonly isForm: boolean;
  readonly timeLimitSec: number | null;
  readonly isInBackground: boolean;
}

type Home = "path" | "query" | "header" | "body";

interface Argument {
  readonly name: string;
  readonly schema: unknown;
  readonly isRequired: boolean;
  readonly home: Home;
  /** Its name in the request. */
  readonly wire: string;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Adds a tool that calls an endpoint, and notes each part of it. Returns its name; null, noted, where it cannot be one. */
export function addHttpTool(project: ProjectDraft, spec: HttpToolSpec): string | null {
  const read = readToolUrl(spec.url, spec.name);
  if (read === null) return null;
  const method = METHODS.includes(spec.method.toUpperCase()) ? spec.method.toUpperCase() : "POST";
  const { headers, fromContext } =
    spec.headers === null ? { headers: {}, fromContext: [] } : readHeaders(spec.headers, spec.name);
  const paths = pathValues(spec.pathSchemas, read.url);
  const query =
    spec.queryValues === null
      ? { url: paths.url, variables: [] }
      : appendQueryValues(paths.url, spec.queryValues, spec.name);
  const body = spec.bodySchema === null ? { type: "object", properties: {} } : readObjectSchema(spec.bodySchema);
  const placeholders = read.placeholders.filter((name) => paths.url.includes(`{${name}}`));
  const args = argumentsOf({ method, body, placeholders, paths: paths.schemas, querySchema: spec.querySchema });
  args.push(...query.variables.map((name) => contextArgument(name, "query", name)));
  args.push(...fromContext.map(({ header, variable }) => contextArgument(variable, "header", header)));
  noteSchemas(spec);
  noteAdded(spec.url, args, [...Object.keys(paths.schemas), ...Object.keys(body["properties"] as JsonObject)]);
  return addTool(project, {
    type: "http",
    name: spec.name,
    description: describe(spec),
    method,
    url: query.url,
    input_schema: schemaOf(body, args),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...settingsOf(spec),
    ...requestOf(args, { method, isForm: spec.isForm }),
  });
}

function describe({ name, description }: HttpToolSpec): string {
  return (description.trim() || `Calls ${name}.`).slice(0, 10_000);
}

/** Writes the time limit and whether the agent goes on meanwhile, as far as a vendor says it. */
export function settingsOf({
  timeLimitSec,
  isInBackground,
}: Pick<HttpToolSpec, "timeLimitSec" | "isInBackground">): JsonObject {
  return {
    ...(timeLimitSec === null ? {} : { time_limit_sec: Math.min(300, Math.max(1, timeLimitSec)) }),
    ...(isInBackground ? { runs_in_background: true } : {}),
  };
}

function noteSchemas({ pathSchemas, querySchema, queryValues, bodySchema }: HttpToolSpec): void {
  for (const place of [pathSchemas, querySchema, bodySchema]) if (place !== null) mapped(place, "input_schema");
  if (queryValues !== null) mapped(queryValues, "url");
}

/** Says what became an argument that was none: the platform puts nothing but arguments into an address. */
function noteAdded(url: Place, args: readonly Argument[], described: readonly string[]): void {
  for (const { name, home } of args) {
    if (home !== "path" || described.includes(name)) continue;
    changed(url, `The model is told to give the conversation's value of "${name}", for the address.`, { to: "url" });
  }
}

/** Puts path parameters that never change into the address. */
function pathValues(place: Place | null, url: string): { url: string; schemas: JsonObject } {
  const schemas = place === null ? {} : readProperties(place);
  let filled = url;
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isObject(schema) || !("const" in schema)) continue;
    filled = filled.replaceAll(`{${name}}`, encodeURIComponent(String(schema["const"])));
  }
  return { url: filled, schemas };
}

interface Sources {
  readonly method: string;
  readonly body: JsonObject;
  readonly placeholders: readonly string[];
  readonly paths: JsonObject;
  readonly querySchema: Place | null;
}

function argumentsOf({ method, body, placeholders, paths, querySchema }: Sources): Argument[] {
  const own = body["properties"] as JsonObject;
  const required = (body["required"] ?? []) as readonly string[];
  const home = method === "GET" || method === "DELETE" ? "query" : "body";
  const args: Argument[] = Object.entries(own).map(([name, schema]) => ({
    name,
    schema,
    isRequired: required.includes(name),
    home: placeholders.includes(name) ? "path" : home,
    wire: name,
  }));
  const taken = new Set(Object.keys(own));
  for (const name of placeholders) {
    if (taken.has(name)) continue;
    taken.add(name);
    args.push({
      name,
      schema: entryOf(paths, name) ?? placeholderSchema(name),
      isRequired: true,
      home: "path",
      wire: name,
    });
  }
  return [...args, ...queryArguments(querySchema, taken)];
}

function queryArguments(place: Place | null, taken: Set<string>): Argument[] {
  if (place === null) return [];
  const schema = readObjectSchema(place);
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries(schema["properties"] as JsonObject).map(([wire, property]) => {
    const name = taken.has(wire) ? `${wire}_in_query` : wire;
    taken.add(name);
    return { name, schema: property, isRequired: required.includes(wire), home: "query", wire };
  });
}

function placeholderSchema(name: string): JsonObject {
  return { type: "string", description: `The conversation's value of "${name}".` };
}

function contextArgument(variable: string, home: Home, wire: string): Argument {
  const name = variableName(variable);
  return { name, schema: placeholderSchema(variable), isRequired: true, home, wire };
}

function schemaOf(body: JsonObject, args: readonly Argument[]): JsonObject {
  const required = [...new Set(args.filter(({ isRequired }) => isRequired).map(({ name }) => name))];
  const { required: _, properties: __, ...rest } = body;
  const properties = Object.fromEntries(args.map(({ name, schema }) => [name, schema]));
  return { ...rest, properties, ...(required.length > 0 ? { required } : {}) };
}

/** Says where the arguments go, where the platform's own rule does not put them there. */
function requestOf(args: readonly Argument[], { method, isForm }: { method: string; isForm: boolean }): JsonObject {
  const usual = method === "GET" || method === "DELETE" ? "query" : "body";
  const isUsual = args.every(({ home, name, wire }) => (home === "path" || home === usual) && name === wire);
  const hasBody = args.some(({ home }) => home === "body");
  if (isUsual && !(isForm && hasBody)) return {};
  const parameters = args
    .filter(({ home }) => home !== "body")
    .map(({ name, home, wire }) => {
      const isQuery = home === "query";
      return { argument: name, in: home, name: wire, style: isQuery ? "form" : "simple", explode: isQuery };
    });
  const body = hasBody ? { type: isForm ? "form" : "json", argument: null } : null;
  return { request: { parameters, body } };
}

/** Tells whether a header of the tool says that the body is a form. */
export function isFormByHeader(headers: Place): boolean {
  const type = fieldsAt(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1].value;
  return typeof type === "string" && type.startsWith("application/x-www-form-urlencoded");
}
