import type { JsonObject } from "../lib/json.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { type ApiOperation, operationsOf } from "../lib/openapi/operations.ts";
import { prose } from "../lib/openapi/prose.ts";
import { makeSchema } from "../lib/openapi/schema.ts";
import { type Credential, credentialsOf } from "../lib/openapi/security.ts";
import { baseUrlOf } from "../lib/openapi/servers.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { planBody } from "./openapi-body.ts";
import { operationKeys, toolNames } from "./openapi-names.ts";
import { type KnownHeaders, type Planned, type PlannedArgument, planParameters } from "./openapi-parameters.ts";
import { TOOL_METHODS } from "./tool.ts";
import type { RequestMapping } from "./tool-request.ts";

/** A tool as an OpenAPI document describes it. */
export interface ToolDraft {
  readonly name: string;
  readonly description: string;
  readonly method: (typeof TOOL_METHODS)[number];
  readonly url: string;
  readonly input_schema: JsonObject;
  readonly output_schema: JsonObject | null;
  readonly request: RequestMapping;
}

/** An operation of a document, with the tool it makes; or why it makes none. */
export interface ReadOperation {
  /** By which it is known from one import to the next. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string | null;
  readonly is_deprecated: boolean;
  /** What its tool would be called. */
  readonly name: string;
  readonly reason: string | null;
  /** What people should know who use the tool. */
  readonly notes: readonly string[];
  readonly tool: ToolDraft | null;
}

/** How a document is read. */
export interface ReadOptions {
  /** Where it was read from; relative addresses of servers are relative to this. */
  readonly documentUrl: string | null;
  /** Where the service is called, instead of at the servers of the document; without a slash at the end. */
  readonly baseUrl: string | null;
  readonly namePrefix: string;
  /** The names of the headers that every tool sends by itself. */
  readonly headerNames: readonly string[];
}

/** What a document offers. */
export interface ReadSource {
  readonly title: string;
  readonly version: string;
  readonly openapi: string;
  readonly credentials: readonly Credential[];
  readonly operations: readonly ReadOperation[];
  readonly problems: readonly string[];
}

/** Turns a document into tools, one for each operation that can be one. Texts are such as can be stored. */
export function readSource(document: OpenApiDocument, options: ReadOptions): ReadSource {
  const { operations, problems } = operationsOf(document);
  const credentials = credentialsOf(document);
  const keys = operationKeys(operations);
  const names = toolNames(operations, options.namePrefix);
  const known = knownHeaders(credentials, options.headerNames);
  const read = operations.map((operation, index) =>
    readOperation({ document, options, known }, operation, { key: keys[index] ?? "", name: names[index] ?? "" }),
  );
  const { title, version, openapi } = document;
  return wellFormed({ title, version, openapi, credentials, operations: read, problems: problemsOf(read, problems) });
}

function problemsOf(operations: readonly ReadOperation[], problems: readonly string[]): string[] {
  return operations.length === 0 ? [...problems, "The document describes no operations."] : [...problems];
}

function knownHeaders(credentials: readonly Credential[], headerNames: readonly string[]): KnownHeaders {
  const keys = credentials.map(({ in: place, name }) => `${place}:${place === "header" ? name.toLowerCase() : name}`);
  return { credentials: new Set(keys), fixed: new Set(headerNames.map((name) => name.toLowerCase())) };
}

interface Reading {
  readonly document: OpenApiDocument;
  readonly options: ReadOptions;
  readonly known: KnownHeaders;
}

interface Labels {
  readonly key: string;
  readonly name: string;
}

const LONGEST_SUMMARY = 200;

function readOperation(reading: Reading, operation: ApiOperation, { key, name }: Labels): ReadOperation {
  const drafted = draft(reading, operation, name);
  return {
    operation: key,
    method: operation.method,
    path: operation.path,
    summary: prose(operation.summary, LONGEST_SUMMARY) || null,
    is_deprecated: operation.isDeprecated,
    name,
    reason: drafted.ok ? null : drafted.reason,
    notes: drafted.ok ? drafted.plan.notes : [],
    tool: drafted.ok ? drafted.plan.tool : null,
  };
}

/** A model has to read the schema of every tool in sight; what the service answers it sees only when it calls. */
const LONGEST_INPUT_SCHEMA = 64 * 1024;
const LONGEST_OUTPUT_SCHEMA = 16 * 1024;
const MOST_PARAMETERS = 200;

function draft(reading: Reading, operation: ApiOperation, name: string): Planned<{ tool: ToolDraft; notes: string[] }> {
  const { document } = reading;
  const method = TOOL_METHODS.find((known) => known === operation.method);
  if (method === undefined)
    return refuse(`Tools are called with ${TOOL_METHODS.join(", ")}, not with ${operation.method}.`);
  const [problem] = operation.problems;
  if (problem !== undefined) return refuse(problem);
  const address = addressOf(reading, operation);
  if (!address.ok) return address;
  const parameters = planParameters(operation, reading.known);
  if (!parameters.ok) return parameters;
  const taken = new Set(parameters.plan.arguments.map((argument) => argument.name));
  const body = planBody(document.root, operation, taken);
  if (!body.ok) return body;
  const count = parameters.plan.parameters.length + body.plan.parameters.length;
  if (count > MOST_PARAMETERS) return refuse(`It has more than ${MOST_PARAMETERS} parameters.`);
  const input = inputSchema(document, [...parameters.plan.arguments, ...body.plan.arguments]);
  if (input === null) return refuse(`Its arguments take more than ${LONGEST_INPUT_SCHEMA / 1024} KiB to describe.`);
  const output = outputSchema(document, operation);
  const request = { parameters: [...parameters.plan.parameters, ...body.plan.parameters], body: body.plan.body };
  const description = describe(operation);
  const schemas = { input_schema: input.schema, output_schema: output };
  const notes = [...address.plan.notes, ...parameters.plan.notes, ...body.plan.notes, ...input.notes];
  return { ok: true, plan: { tool: { name, description, method, url: address.plan.url, ...schemas, request }, notes } };
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

const LONGEST_URL = 4_096;
/** It may be the key of the operation, which the database keeps an index of. */
const LONGEST_PATH = 1_000;

function addressOf({ options }: Reading, { servers, path }: ApiOperation): Planned<{ url: string; notes: string[] }> {
  const ofDocument = baseUrlOf(servers, options.documentUrl);
  const base = options.baseUrl ?? (ofDocument.ok ? ofDocument.url : null);
  if (base === null)
    return refuse(`${ofDocument.ok ? "" : ofDocument.problem} Give the address of the service as base_url.`);
  const url = base + (path.startsWith("/") ? path : `/${path}`);
  if (path.length > LONGEST_PATH) return refuse(`Its path is longer than ${LONGEST_PATH} characters.`);
  if (url.length > LONGEST_URL) return refuse(`Its URL is longer than ${LONGEST_URL} characters.`);
  if (/[\s#\p{Cc}]/u.test(path)) return refuse("Its path has a space, a # or a control character in it.");
  if (/[{}]/.test(path.replace(/\{[^{}]+\}/g, "")))
    return refuse("Its path has a brace that is no part of a {placeholder}.");
  return { ok: true, plan: { url, notes: [] } };
}

const LONGEST_DESCRIPTION = 1_024;

/** All that a model knows of the tool beside the schema; some vendors take no more than 1,024 characters. */
function describe({ summary, description, isDeprecated, method, path }: ApiOperation): string {
  const short = prose(summary, LONGEST_DESCRIPTION);
  const long = prose(description, LONGEST_DESCRIPTION);
  const parts = long.toLowerCase().startsWith(short.toLowerCase()) ? [long] : [sentence(short), long];
  const text = [...(isDeprecated ? ["Deprecated."] : []), ...parts].filter((part) => part !== "").join(" ");
  return prose(text, LONGEST_DESCRIPTION) || `${method} ${path}`.slice(0, LONGEST_DESCRIPTION);
}

function sentence(text: string): string {
  return text === "" || /[.!?…]$/.test(text) ? text : `${text}.`;
}

function inputSchema(document: OpenApiDocument, planned: readonly PlannedArgument[]) {
  return makeSchema({ document, direction: "request", longest: LONGEST_INPUT_SCHEMA }, (write) => {
    const properties = Object.fromEntries(planned.map(({ name, schema }) => [name, write(schema)]));
    const required = planned.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    const demanded = required.length === 0 ? {} : { required };
    return { type: "object", properties, ...demanded, additionalProperties: false };
  });
}

/** Null where the document says nothing of the answer, or too much. */
function outputSchema(document: OpenApiDocument, { answer }: ApiOperation): JsonObject | null {
  if (answer === undefined) return null;
  const options = { document, direction: "response" as const, longest: LONGEST_OUTPUT_SCHEMA };
  const schema = makeSchema(options, (write) => write(answer))?.schema ?? {};
  return Object.keys(schema).length === 0 ? null : schema;
}
