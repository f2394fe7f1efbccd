import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { type ApiBody, type ApiOperation, isJsonType, type MediaType } from "../lib/openapi/operations.ts";
import { isHidden, type PlainObject, readPlainObject } from "../lib/openapi/plain-object.ts";
import { followToObject } from "../lib/openapi/references.ts";
import { argumentName, isArgumentName } from "./openapi-names.ts";
import type { Planned, PlannedArgument } from "./openapi-parameters.ts";
import type { RequestMapping, RequestParameter } from "./tool-request.ts";

/** The arguments that are the body, or its fields. */
export interface PlannedBody {
  readonly arguments: readonly PlannedArgument[];
  /** Fields of a form that are not simply what the body is made of. */
  readonly parameters: readonly RequestParameter[];
  readonly body: RequestMapping["body"];
  readonly notes: readonly string[];
}

const FORM = "application/x-www-form-urlencoded";
const NONE: PlannedBody = { arguments: [], parameters: [], body: null, notes: [] };

/** Plans how the body of an operation is put together from arguments; `taken` are those that are parameters. */
export function planBody(root: JsonObject, operation: ApiOperation, taken: ReadonlySet<string>): Planned<PlannedBody> {
  const { body, method } = operation;
  if (body === null) return { ok: true, plan: NONE };
  if (method === "GET" || method === "HEAD") return withoutBody(root, operation, body);
  const media = body.content.find(({ type }) => isJsonType(type)) ?? body.content.find(({ type }) => type === FORM);
  if (media === undefined) return unwritable(body);
  return { ok: true, plan: planOf(root, media, { body, taken }) };
}

interface Around {
  readonly body: ApiBody;
  readonly taken: ReadonlySet<string>;
}

function planOf(root: JsonObject, media: MediaType, { body, taken }: Around): PlannedBody {
  const type = media.type === FORM ? "form" : "json";
  const notes = type === "form" ? [] : notesOf(media);
  const whole = readPlainObject(root, media.schema);
  const fields = whole === null ? null : membersOf(root, whole, body);
  if (fields !== null && type === "form") return formOf(root, media, { fields, taken });
  if (fields?.every(({ name }) => isArgumentName(name) && !taken.has(name))) {
    return { arguments: fields, parameters: [], body: { type, argument: null }, notes };
  }
  const name = argumentName("body", "request", taken);
  const argument = { name, isRequired: body.isRequired === true, schema: described(media.schema, body) };
  return { arguments: [argument], parameters: [], body: { type, argument: name }, notes };
}

/** The fields of the body as arguments; null where only the body as one argument can say everything. */
function membersOf(root: JsonObject, whole: PlainObject, { isRequired }: ApiBody): PlannedArgument[] | null {
  const { properties, required, additional } = whole;
  const shown = [...properties].filter(([, schema]) => !isHidden(root, schema, "request"));
  const isWhole =
    [...required].every((name) => properties.has(name)) && (additional === undefined || additional === false);
  const mayBeAbsent = isRequired === false && shown.some(([name]) => required.has(name));
  if (shown.length === 0 || !isWhole || mayBeAbsent) return null;
  return shown.map(([name, schema]) => ({ name, isRequired: required.has(name), schema }));
}

interface Form {
  readonly fields: readonly PlannedArgument[];
  readonly taken: ReadonlySet<string>;
}

/**
 * How the fields of a form are written (OpenAPI 3.1, "Encoding Object"): a list repeats its name, unless the document
 * says otherwise. Objects without a word on them stand in brackets, as receivers read them nearly everywhere.
 */
function formOf(root: JsonObject, { encoding }: MediaType, { fields, taken }: Form): PlannedBody {
  const used = new Set(taken);
  const planned = fields.map((field) => {
    const name = argumentName(field.name, "form", used);
    used.add(name);
    const style = styleOf(root, field, encoding);
    const isPlain = name === field.name && style.style === "deepObject";
    const parameter: RequestParameter = { argument: name, in: "form", name: field.name, ...style };
    return { argument: { ...field, name }, parameter: isPlain ? [] : [parameter] };
  });
  const renamed = planned.flatMap(({ parameter }) => parameter).filter(({ argument, name }) => argument !== name);
  return {
    arguments: planned.map(({ argument }) => argument),
    parameters: planned.flatMap(({ parameter }) => parameter),
    body: { type: "form", argument: null },
    notes: renamed.map(
      ({ argument, name }) => `The argument ${argument} is the field ${name.slice(0, 80)} of the form.`,
    ),
  };
}

const FORM_STYLES = ["form", "deepObject", "spaceDelimited", "pipeDelimited"] as const;

function styleOf(
  root: JsonObject,
  { name, schema }: PlannedArgument,
  encoding: JsonObject,
): Pick<RequestParameter, "style" | "explode"> {
  const own = Object.hasOwn(encoding, name) && isJsonObject(encoding[name]) ? encoding[name] : {};
  const style = FORM_STYLES.find((known) => known === own.style) ?? (mayBeList(root, schema) ? "form" : "deepObject");
  return {
    style,
    explode: typeof own.explode === "boolean" ? own.explode : style === "form" || style === "deepObject",
  };
}

/** The body of a GET has no meaning (RFC 9110, section 9.3.1), and the platform sends none. */
function withoutBody(root: JsonObject, { method }: ApiOperation, body: ApiBody): Planned<PlannedBody> {
  const isEmpty = body.content.every(({ schema }) => readPlainObject(root, schema)?.properties.size === 0);
  if (isEmpty) return { ok: true, plan: NONE };
  if (body.isRequired === true)
    return { ok: false, reason: `It wants a ${method} with a body, which tools do not send.` };
  return { ok: true, plan: { ...NONE, notes: [`Its body is left out: a ${method} has none.`] } };
}

function unwritable({ content, isRequired }: ApiBody): Planned<PlannedBody> {
  if (content.length === 0) return { ok: true, plan: NONE };
  const types = content.map(({ type }) => type.slice(0, 80)).join(", ");
  // Where nothing is said, the body is the point of it, as of an upload.
  if (isRequired !== false) return { ok: false, reason: `Its body is ${types}; tools send JSON and ${FORM}.` };
  return { ok: true, plan: { ...NONE, notes: [`Its body is left out: it is ${types}.`] } };
}

function notesOf({ type }: MediaType): string[] {
  return type === "application/json" || type.includes("*")
    ? []
    : [`Its body is ${type}, and is sent as application/json.`];
}

function described(schema: unknown, { description }: ApiBody): unknown {
  return typeof description === "string" ? { allOf: [schema ?? {}], description } : (schema ?? {});
}

/** Tells whether a value may be a list: by its type, or by that of one of its alternatives. */
function mayBeList(root: JsonObject, schema: unknown, depth = 0): boolean {
  const followed = followToObject(root, schema);
  if (followed === null || depth > 5) return false;
  if ([followed.type].flat().includes("array")) return true;
  const alternatives = [followed.anyOf, followed.oneOf, followed.allOf].filter(Array.isArray).flat() as unknown[];
  return alternatives.some((alternative) => mayBeList(root, alternative, depth + 1));
}
