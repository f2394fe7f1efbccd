import type { JsonObject } from "../lib/json.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";
import { readUrl } from "../lib/read-url.ts";
import { propertyNames } from "../lib/schema-properties.ts";
import { requestProblems } from "./check-tool-request.ts";
import type { Problem } from "./error.ts";
import type { ToolSettings } from "./tool.ts";
import { headerProblems } from "./tool-headers.ts";
import { cutToolUrl, fillTemplate, placeholdersOf, type ToolUrl } from "./tool-url.ts";

/** A tool as it is to be stored, the values of its headers included. */
export type CheckedTool = ToolSettings & { readonly headers: Readonly<Record<string, string>> };

/** What a tool is held against. */
export interface ToolSurroundings {
  /** The names of the platform's own tools, which no other tool may have. */
  readonly platformNames: readonly string[];
  /** Says why an address may not be called as far as one can tell without looking its name up; null when it may. */
  targetProblem(url: string): string | null;
}

/** Names what is wrong with a tool whose fields have the right shape, each with the place in the body. */
export function checkTool(tool: CheckedTool, around: ToolSurroundings): Problem[] {
  return [
    ...nameProblems(tool, around),
    ...schemaProblems("input_schema", tool.input_schema),
    ...(tool.output_schema === null ? [] : schemaProblems("output_schema", tool.output_schema)),
    ...(tool.type === "client" ? clientProblems(tool) : httpProblems(tool, around)),
  ];
}

function* nameProblems({ name }: CheckedTool, { platformNames }: ToolSurroundings): Generator<Problem> {
  if (!platformNames.includes(name)) return;
  yield { param: "name", message: `${name} is the name of one of the platform's own tools. Choose another.` };
}

function* schemaProblems(param: "input_schema" | "output_schema", schema: JsonObject): Generator<Problem> {
  if (param === "input_schema" && schema["type"] !== "object") {
    yield { param: `${param}.type`, message: `${param}.type must be "object": a tool's arguments have names.` };
  }
  try {
    compileSchema(schema);
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    yield { param: error.place === "" ? param : `${param}.${error.place}`, message: `${param}: ${error.message}` };
  }
}

function* clientProblems(tool: CheckedTool): Generator<Problem> {
  for (const field of ["method", "url", "request"] as const) {
    if (tool[field] !== null) yield { param: field, message: `${field} must be null: ${NO_ENDPOINT}` };
  }
  if (Object.keys(tool.headers).length > 0)
    yield { param: "headers", message: `headers must be empty: ${NO_ENDPOINT}` };
}

const NO_ENDPOINT = "a tool of the type client has no endpoint, the connected client carries it out.";

function* httpProblems(tool: CheckedTool, around: ToolSurroundings): Generator<Problem> {
  yield* headerProblems(tool.headers);
  if (tool.method === null) yield { param: "method", message: 'method is required for a tool of the type "http".' };
  if (tool.url === null) yield { param: "url", message: 'url is required for a tool of the type "http".' };
  if (tool.method === null || tool.url === null) return;
  const cut = cutToolUrl(tool.url);
  if (cut === null) {
    yield {
      param: "url",
      message: "url must begin with http:// or https:// and a host that has no placeholder in it.",
    };
    return;
  }
  const wrong = urlProblem(cut, around);
  if (wrong !== null) yield { param: "url", message: `url ${wrong}` };
  const { request, method } = tool;
  const placeholders = placeholdersOf(cut.template);
  const properties = propertyNames(tool.input_schema);
  if (request === null) yield* strayPlaceholders(placeholders, properties);
  else {
    const headers = new Set(Object.keys(tool.headers).map((name) => name.toLowerCase()));
    for (const { place, message } of requestProblems(request, { method, placeholders, properties, headers })) {
      yield { param: `request.${place}`, message };
    }
  }
}

function urlProblem({ host, template }: ToolUrl, { targetProblem }: ToolSurroundings): string | null {
  if (/[\s\p{Cc}]/u.test(host + template))
    return "has a space or a control character in it: write it as %20 or the like.";
  if (host.includes("@")) return "has a user name in it. Put credentials into a header, e.g. Authorization.";
  if (template.includes("#"))
    return "has a #, and what follows one is never sent: write %23 if it belongs to the path.";
  if (/[{}]/.test(template.replace(/\{[^{}]+\}/g, ""))) return "has a brace that is no part of a placeholder {name}.";
  const sample = host + fillTemplate(template, new Map(placeholdersOf(template).map((name) => [name, "x"])));
  return readUrl(sample) === null ? "cannot be read as an address." : targetProblem(sample);
}

function* strayPlaceholders(placeholders: readonly string[], properties: ReadonlySet<string>): Generator<Problem> {
  for (const name of placeholders) {
    if (properties.has(name)) continue;
    const message = `url has the placeholder {${name}}, and input_schema has no property "${name}" to fill it.`;
    yield { param: "url", message };
  }
}
