import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import type { JsonSchema } from "../../src/http/document-schemas.ts";
import type { OpenApiDocument, Operation } from "../../src/http/open-api-completion.ts";
import { codesIn } from "../../src/http/reference-endpoints.ts";
import { ApiKeys } from "../../src/services/api-keys.ts";
import type { Seams } from "../../src/start/started.ts";
import { type Answer, startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";

/** A platform whose every answer is held against its own `/openapi.json`. */
export interface DescribedApp extends TestApp {
  document: OpenApiDocument;
  /** Holds an answer to a call against the document; `call` does so by itself. */
  check(method: string, path: string, answer: Answer): void;
  /** The operations, and for each the statuses, that were seen. */
  seen: Map<string, Set<number>>;
  /** Makes a key of test mode and returns the headers that carry it. */
  testKeyHeaders(): Promise<Record<string, string>>;
}

/** The headers that carry a key and the version. */
export function headersOf(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, ...VERSION_HEADER };
}

/** Starts the platform for tests of its HTTP side. */
export async function startDescribedApp(
  variables: Record<string, string> = {},
  seams: Seams = {},
): Promise<DescribedApp> {
  const app = await startTestApp(variables, seams);
  const { body } = await app.call("GET", "/openapi.json");
  const document = body as OpenApiDocument;
  const validators = validatorsOf(document);
  const seen = new Map<string, Set<number>>();
  const check = (method: string, path: string, answer: Answer) => {
    const operation = findOperation(document, method, path);
    if (operation === null) return;
    const { operationId } = operation;
    seen.set(operationId, (seen.get(operationId) ?? new Set()).add(answer.status));
    assertDescribed(operation, answer, validators);
  };
  return {
    ...app,
    document,
    check,
    seen,
    async call(method, path, ...rest) {
      const answer = await app.call(method, path, ...rest);
      check(method, path, answer);
      return answer;
    },
    testKeyHeaders: () => installTestKey(app.databaseUrl),
  };
}

/** Makes a key of test mode and returns the headers that carry it. */
export async function installTestKey(databaseUrl: string): Promise<Record<string, string>> {
  const database = openDatabase(databaseUrl, { connections: 1, onError: () => undefined });
  try {
    return headersOf(await new ApiKeys(database).create("test mode", false));
  } finally {
    await database.destroy();
  }
}

type Validators = (operation: Operation, status: number) => ValidateFunction | null;

/** Compiles the schemas of a document's answers, in which a field that is not described is an error. */
function validatorsOf(document: OpenApiDocument): Validators {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { "date-time": isDateTime, email: true } });
  ajv.addSchema(closed(document) as object, "openapi");
  const compiled = new Map<object, ValidateFunction>();
  return (operation, status) => {
    const schema = operation.responses[String(status)]?.content?.["application/json"]?.schema;
    if (!schema) return null;
    const known = compiled.get(schema);
    if (known) return known;
    const validate = ajv.compile(absolute(closed(schema)) as object);
    compiled.set(schema, validate);
    return validate;
  };
}

function isDateTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Allows no fields beside those that are described, where the schema does not say that there may be any. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  const schema = value as JsonSchema;
  const isObject = schema.type === "object" && typeof schema.properties === "object";
  return isObject && schema["additionalProperties"] === undefined ? { ...copy, additionalProperties: false } : copy;
}

function absolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components'));
}

/** Finds the operation that answers a call; null when the document has none. */
function findOperation({ paths }: OpenApiDocument, method: string, path: string): Operation | null {
  const [wanted = ""] = path.split("?");
  for (const [template, methods] of Object.entries(paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
    const operation = pattern.test(wanted) ? methods[method.toLowerCase()] : undefined;
    if (operation) return operation;
  }
  return null;
}

function assertDescribed(operation: Operation, { status, headers, body }: Answer, validators: Validators): void {
  const what = `${operation.operationId} ${status}`;
  const response = operation.responses[String(status)];
  expect(response, `${what} is described; it was ${JSON.stringify(body)}`).toBeDefined();
  for (const name of Object.keys(response?.headers ?? {})) expect(headers.has(name), `${what} has ${name}`).toBe(true);
  const validate = validators(operation, status);
  expect(validate?.(body) ?? true, `${what}: ${JSON.stringify(validate?.errors)} in ${JSON.stringify(body)}`).toBe(
    true,
  );
  if (status >= 400) expect(codesIn(response?.description ?? ""), what).toContain(body["error"].code);
}
