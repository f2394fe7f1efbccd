import { isJsonObject, type JsonObject } from "../json.ts";
import type { OpenApiDocument } from "./document.ts";
import { type ApiParameter, parametersOf } from "./parameters.ts";
import { follow, followToObject } from "./references.ts";

/** One operation of a document, as far as it is needed to call it; references to its parts are followed. */
export interface ApiOperation {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId: string | null;
  readonly summary: unknown;
  readonly description: unknown;
  readonly isDeprecated: boolean;
  readonly parameters: readonly ApiParameter[];
  readonly body: ApiBody | null;
  /** The JSON schema of the first answer of success that has one; undefined without one. */
  readonly answer: unknown;
  /** The servers that apply, nearest first: those of the operation, else of the path, else of the document. */
  readonly servers: readonly unknown[];
  /** Parts that cannot be read, each as a sentence; the operation cannot be called without them. */
  readonly problems: readonly string[];
}

/** What a request carries. */
export interface ApiBody {
  /** Null where nothing is said; OpenAPI takes that for false, those who write documents mostly do not. */
  readonly isRequired: boolean | null;
  readonly description: unknown;
  readonly content: readonly MediaType[];
}

/** One form a body can have. */
export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string;
  readonly schema: unknown;
  /** How the fields of a form are written. */
  readonly encoding: JsonObject;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Lists a document's operations in its order. Paths that cannot be read are named in `problems`. */
export function operationsOf(document: OpenApiDocument): { operations: ApiOperation[]; problems: string[] } {
  const { root } = document;
  const operations: ApiOperation[] = [];
  const problems: string[] = [];
  for (const [path, given] of Object.entries(isJsonObject(root.paths) ? root.paths : {})) {
    if (path.startsWith("x-")) continue;
    const followed = follow(root, given);
    if (!followed.ok) problems.push(`The path ${shown(path)} refers to ${followed.problem}.`);
    else if (!isJsonObject(followed.value)) problems.push(`The path ${shown(path)} is not an object.`);
    else operations.push(...operationsAt(document, path, { ...followed.value, ...besideReference(given) }));
  }
  return { operations, problems };
}

/** OpenAPI 3.1 allows a path to refer to another and to say more. */
function besideReference(given: unknown): JsonObject {
  const { $ref: _, ...beside } = given as JsonObject;
  return beside;
}

function shown(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}

function operationsAt(document: OpenApiDocument, path: string, item: JsonObject): ApiOperation[] {
  return METHODS.flatMap((method) => {
    const operation = item[method];
    return isJsonObject(operation) ? [readOperation(document, { method, path, item, operation })] : [];
  });
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

function readOperation({ root }: OpenApiDocument, { method, path, item, operation }: Found): ApiOperation {
  const { parameters, problems } = parametersOf(root, item.parameters, operation.parameters);
  const body = bodyOf(root, operation.requestBody);
  const { operationId } = operation;
  return {
    method: method.toUpperCase(),
    path,
    operationId: typeof operationId === "string" && operationId.trim() !== "" ? operationId : null,
    summary: operation.summary ?? item.summary,
    description: operation.description ?? item.description,
    isDeprecated: operation.deprecated === true,
    parameters,
    body: body.ok ? body.body : null,
    answer: answerOf(root, operation.responses),
    servers: [operation.servers, item.servers, root.servers].find(isFilled) ?? [],
    problems: body.ok ? problems : [...problems, body.problem],
  };
}

function isFilled(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

type ReadBody = { readonly ok: true; readonly body: ApiBody | null } | { readonly ok: false; readonly problem: string };

function bodyOf(root: JsonObject, given: unknown): ReadBody {
  if (given === undefined || given === null) return { ok: true, body: null };
  const followed = follow(root, given);
  if (!followed.ok) return { ok: false, problem: `Its body refers to ${followed.problem}.` };
  if (!isJsonObject(followed.value)) return { ok: false, problem: "Its body is not described by an object." };
  const { required, description, content } = followed.value;
  const isRequired = typeof required === "boolean" ? required : null;
  return { ok: true, body: { isRequired, description, content: mediaTypesOf(root, content) } };
}

function mediaTypesOf(root: JsonObject, content: unknown): MediaType[] {
  return Object.entries(isJsonObject(content) ? content : {}).map(([name, given]) => {
    const media = followToObject(root, given) ?? {};
    const type = name.split(";")[0]?.trim().toLowerCase() ?? "";
    return { type, schema: media.schema, encoding: isJsonObject(media.encoding) ? media.encoding : {} };
  });
}

/** Tells whether a media type is JSON: `application/json`, `text/json`, `…+json`, or any. */
export function isJsonType(type: string): boolean {
  return /^(application|text)\/json$|\+json$|^(\*|application)\/\*$/.test(type);
}

function answerOf(root: JsonObject, responses: unknown): unknown {
  const entries = Object.entries(isJsonObject(responses) ? responses : {});
  const ofSuccess = entries
    .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, given] of ofSuccess) {
    const response = followToObject(root, given);
    const media = mediaTypesOf(root, response?.content).find(
      ({ type, schema }) => isJsonType(type) && schema !== undefined,
    );
    if (media) return media.schema;
  }
  return undefined;
}
