import { OBJECT_EXAMPLES } from "./api-examples.ts";
import { API_VERSION } from "./api-guide.ts";
import { type Conditions, conditionsOf } from "./conditional-routes.ts";
import { componentName, type JsonSchema } from "./document-schemas.ts";
import { CAMPAIGN_EXAMPLES } from "./campaign-examples.ts";
import { PROCEDURE_EXAMPLES } from "./procedure-examples.ts";
import { PROCEDURE_OUTPUT_EXAMPLES } from "./procedure-output-examples.ts";
import { WEBHOOK_EXAMPLES } from "./webhook-examples.ts";

/** An OpenAPI document as far as it is looked at here. */
export interface OpenApiDocument {
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    headers?: Record<string, unknown>;
    parameters?: Record<string, Parameter>;
  };
}

/** One call. */
export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: (Parameter | Reference)[];
  requestBody?: { content: Content; description?: string };
  responses: Record<string, Response>;
}

/** A parameter in the path, the query or a header. */
export interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  description: string;
  required?: boolean;
  schema: JsonSchema;
}

/** A response of one status. */
export interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Content;
}

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;
/** Points to a component of the document. */
export interface Reference {
  $ref: string;
}

/** Components that no call refers to, but the session does, which /asyncapi.json describes. */
const KEPT = ["ClientEvent"];

/**
 * Adds what the route schemas do not say (the headers of requests and answers, the descriptions of answers), and
 * leaves out what nothing refers to: each registered schema arrives twice, as it is sent (`…Input`) and as answered.
 */
export function completeOpenApi(unfinished: unknown): object {
  const document = withoutUnused(unfinished as OpenApiDocument);
  document.components.parameters = PARAMETERS;
  document.components.headers = HEADERS;
  for (const [name, example] of Object.entries({
    ...OBJECT_EXAMPLES,
    ...CAMPAIGN_EXAMPLES,
    ...WEBHOOK_EXAMPLES,
    ...PROCEDURE_OUTPUT_EXAMPLES,
    ...PROCEDURE_EXAMPLES,
  })) {
    const schema = document.components.schemas[name];
    if (schema) schema.examples = [example];
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const conditions = conditionsOf(method.toUpperCase(), path.replaceAll(/\{([^}]+)\}/g, ":$1"));
      completeOperation(operation, headersOf(method, operation, conditions), document);
      if (conditions.takesIfNoneMatch) operation.responses["304"] = unchanged(operation);
      if (conditions.showsTag) showTag(operation);
    }
  }
  return document;
}

function completeOperation(operation: Operation, headers: readonly Reference[], document: OpenApiDocument): void {
  const parameters = [...(operation.parameters ?? []).map(withProperName), ...headers];
  if (parameters.length > 0) operation.parameters = parameters;
  for (const [status, response] of Object.entries(operation.responses)) completeResponse(response, status, document);
}

function unchanged({ responses }: Operation): Response {
  const { headers } = responses["200"] ?? {};
  return {
    description: "What is asked for is what `If-None-Match` names: nothing is sent again.",
    ...(headers ? { headers } : {}),
  };
}

function showTag({ responses }: Operation): void {
  for (const status of ["200", "304"]) {
    const response = responses[status];
    if (response) response.headers = { ...response.headers, ETag: { $ref: "#/components/headers/ETag" } };
  }
}

const PARAMETERS: Record<string, Parameter> = {
  OperatorVersion: {
    in: "header",
    name: "Operator-Version",
    description: "The version of the API that the caller was written for.",
    required: true,
    schema: { type: "string", enum: [API_VERSION] },
  },
  OperatorVersionWithKey: {
    in: "header",
    name: "Operator-Version",
    description: "The version of the API that the caller was written for; required with an API key, not with a token.",
    required: false,
    schema: { type: "string", enum: [API_VERSION] },
  },
  IfMatch: {
    in: "header",
    name: "If-Match",
    description:
      "Carries the call out only while the thing is as it was read: one `ETag` or several, or `*` for whatever it is. " +
      "Otherwise a 412, and nothing is changed.",
    required: false,
    schema: { type: "string", examples: ['"tq5yMZ9xW0n3bA7c.Jx0pQm2sVu4rK8dE"'] },
  },
  IfNoneMatch: {
    in: "header",
    name: "If-None-Match",
    description: "The `ETag` of what the caller has; answered 304 when that is still right.",
    required: false,
    schema: { type: "string" },
  },
  IdempotencyKey: {
    in: "header",
    name: "Idempotency-Key",
    description: "A name of your choice for this request; sent again under the same one, it is not carried out again.",
    required: false,
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
};

const header = (description: string, schema: JsonSchema) => ({ description, schema });
const seconds = { type: "integer", minimum: 0 };
const HEADERS = {
  "X-Request-Id": header("Names this request in the logs.", { type: "string" }),
  "RateLimit-Limit": header("How many requests a minute are allowed.", { type: "integer", minimum: 1 }),
  "RateLimit-Remaining": header("How many are left of them.", { type: "integer", minimum: 0 }),
  "RateLimit-Reset": header("In how many seconds all of them are there again.", seconds),
  ETag: header("Names the state of the thing; send it back in `If-Match` to change the thing only as it was read.", {
    type: "string",
  }),
  "Retry-After": header("After how many seconds another try may succeed.", seconds),
};
/** `ETag` is on the answers that tell of one thing. */
const ON_ALL = Object.keys(HEADERS).filter((name) => name !== "ETag");
const WITH_RETRY = ["429", "503"];

function headersOf(method: string, { security }: Operation, conditions: Conditions): Reference[] {
  const takesKey = security.some((scheme) => "api_key" in scheme);
  if (!takesKey) return [];
  const version = security.length > 1 ? "OperatorVersionWithKey" : "OperatorVersion";
  const names = [
    version,
    ...(method === "post" ? ["IdempotencyKey"] : []),
    ...(conditions.takesIfMatch ? ["IfMatch"] : []),
    ...(conditions.takesIfNoneMatch ? ["IfNoneMatch"] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/** Writes a header's name as people do; Fastify knows them in lower case only. */
function withProperName(parameter: Parameter | Reference): Parameter | Reference {
  if ("$ref" in parameter || parameter.in !== "header") return parameter;
  return { ...parameter, name: parameter.name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) };
}

function completeResponse(response: Response, status: string, { components }: OpenApiDocument): void {
  const names = ON_ALL.filter((name) => name !== "Retry-After" || WITH_RETRY.includes(status));
  response.headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  const [media] = Object.values(response.content ?? {});
  const component = components.schemas[componentName(media?.schema) ?? ""];
  if (response.description === "Default Response" && component?.description) {
    response.description = component.description;
  }
}

function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const { schemas } = document.components;
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of referencedIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit(document.paths);
  for (const name of KEPT) visit({ $ref: `#/components/schemas/${name}Input` });
  const finalName = (name: string) => (used.has(name.replace(/Input$/, "")) ? name : name.replace(/Input$/, ""));
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  document.components.schemas = Object.fromEntries(
    kept.map(([name, schema]) => [finalName(name), schema] as const).sort(([a], [b]) => a.localeCompare(b)),
  );
  const text = JSON.stringify(document);
  return JSON.parse(text.replaceAll(REFERENCE, (_all, name: string) => `"#/components/schemas/${finalName(name)}"`));
}

const REFERENCE = /"#\/components\/schemas\/([A-Za-z0-9]+)"/g;

function referencedIn(value: unknown): string[] {
  return [...(JSON.stringify(value) ?? "").matchAll(REFERENCE)].map((match) => match[1] as string);
}
