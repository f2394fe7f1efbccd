import { type ApiOperation, isJsonType } from "../lib/openapi/operations.ts";
import type { ApiParameter } from "../lib/openapi/parameters.ts";
import { argumentName } from "./openapi-names.ts";
import { headerNameProblem, isReservedHeader } from "./tool-headers.ts";
import { PARAMETER_STYLES, type ParameterStyle, type RequestParameter } from "./tool-request.ts";
import { placeholdersOf } from "./tool-url.ts";

/** An argument of a tool, as the document describes it. */
export interface PlannedArgument {
  readonly name: string;
  readonly isRequired: boolean;
  /** A schema of the document. */
  readonly schema: unknown;
}

/** Arguments that are parameters, and where they go. */
export interface PlannedParameters {
  readonly arguments: readonly PlannedArgument[];
  readonly parameters: readonly RequestParameter[];
  readonly notes: readonly string[];
}

/** Parts of a plan, or why the operation cannot be a tool. */
export type Planned<Plan> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly reason: string };

/** What is known of how the service lets callers in. */
export interface KnownHeaders {
  /** What carries credentials: `header:x-shop-key` in lower case, `query:key`. */
  readonly credentials: ReadonlySet<string>;
  /** The lower-case names of the headers that every tool of the source sends by itself. */
  readonly fixed: ReadonlySet<string>;
}

/** Headers that say who calls, in documents that do not declare them as security schemes. */
const CREDENTIAL_HEADERS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "api-key",
  "apikey",
  "x-api-key",
  "x-auth-token",
  "x-access-token",
]);

const ORDER = ["path", "query", "header", "cookie"];

/** Plans which parameters of an operation become arguments, and how they are written. */
export function planParameters(operation: ApiOperation, known: KnownHeaders): Planned<PlannedParameters> {
  const placeholders = placeholdersOf(operation.path);
  const given = [...operation.parameters, ...undeclared(operation, placeholders)];
  const sorted = given.toSorted((one, other) => ORDER.indexOf(one.in) - ORDER.indexOf(other.in));
  const planned: { argument: PlannedArgument; parameter: RequestParameter }[] = [];
  const notes: string[] = [];
  const taken = new Set<string>();
  for (const parameter of sorted) {
    const obstacle = obstacleOf(parameter, placeholders, known);
    if (obstacle !== null && obstacle.note !== null) notes.push(obstacle.note);
    if (obstacle?.isFatal === true) return { ok: false, reason: obstacle.note ?? "" };
    if (obstacle !== null) continue;
    const name = argumentName(parameter.name, parameter.in, taken);
    taken.add(name);
    if (name !== parameter.name)
      notes.push(`The argument ${name} is the ${parameter.in} parameter ${shown(parameter.name)}.`);
    planned.push({ argument: argumentOf(parameter, name), parameter: requestParameter(parameter, name) });
  }
  const parameters = planned.map(({ parameter }) => parameter);
  return { ok: true, plan: { arguments: planned.map(({ argument }) => argument), parameters, notes } };
}

/** Placeholders of the path that the document forgets to declare. */
function undeclared({ parameters }: ApiOperation, placeholders: readonly string[]): ApiParameter[] {
  const declared = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name));
  const base = { in: "path", isRequired: true, isDeprecated: false, style: "simple", explode: false } as const;
  return placeholders
    .filter((name) => !declared.has(name))
    .map((name) => ({ ...base, name, description: undefined, schema: { type: "string" }, mediaType: null }));
}

/** Why a parameter is no argument. Without a note nobody needs to know. */
interface Obstacle {
  readonly isFatal: boolean;
  readonly note: string | null;
}

function obstacleOf(parameter: ApiParameter, placeholders: readonly string[], known: KnownHeaders): Obstacle | null {
  const { in: place, name, isRequired } = parameter;
  const what = `The ${place} parameter ${shown(name)}`;
  if (place === "path" && !placeholders.includes(name)) {
    return { isFatal: false, note: `${what} is not in the path, and is left out.` };
  }
  if (place === "query" && known.credentials.has(`query:${name}`)) {
    const note = `${what} is a credential, and is left out: a model must not see it. Add it to the URL of the tool.`;
    return { isFatal: false, note };
  }
  const omission = place === "header" ? headerOmission(name, known) : null;
  if (omission !== null) return { isFatal: false, note: omission.note };
  const why = whyUnwritable(parameter);
  if (why === null) return null;
  return { isFatal: isRequired, note: `${what} ${isRequired ? "is required, and" : "is left out:"} ${why}.` };
}

function whyUnwritable({ in: place, name, style }: ApiParameter): string | null {
  if (place === "cookie") return "tools send no cookies";
  if (name.length > 200 || !name.isWellFormed()) return "its name is too long or not well-formed text";
  if (place === "header" && headerNameProblem(name) !== null) return "no header can have that name";
  return isWritable(place, style) ? null : `tools cannot write the style ${style.slice(0, 40)} in the ${place}`;
}

function isWritable(place: string, style: string): boolean {
  const isKnown = PARAMETER_STYLES.some((known) => known === style);
  return isKnown && (place === "query") === (style !== "simple");
}

/**
 * Why a header is no argument: OpenAPI itself says that Accept, Content-Type and Authorization are no parameters, and
 * some are said by others. Without a note nobody needs to know.
 */
function headerOmission(name: string, known: KnownHeaders): { readonly note: string | null } | null {
  const lower = name.toLowerCase();
  if (lower === "accept" || lower === "content-type" || known.fixed.has(lower)) return { note: null };
  if (CREDENTIAL_HEADERS.has(lower) || known.credentials.has(`header:${lower}`)) {
    return { note: `The header ${shown(name)} is a credential: give it as one of the headers, which are kept secret.` };
  }
  return isReservedHeader(name) ? { note: `The header ${shown(name)} is set by the platform alone.` } : null;
}

function argumentOf(parameter: ApiParameter, name: string): PlannedArgument {
  const { isRequired, isDeprecated, description } = parameter;
  const schema = {
    allOf: [valueSchema(parameter)],
    ...(typeof description === "string" ? { description } : {}),
    ...(isDeprecated ? { deprecated: true } : {}),
  };
  return { name, isRequired, schema };
}

/** A parameter that is itself a document, such as a filter in JSON, is an argument of text. */
function valueSchema({ mediaType, schema }: ApiParameter): unknown {
  if (mediaType === null) return schema ?? {};
  if (!isJsonType(mediaType)) return { type: "string" };
  return { type: "string", contentMediaType: "application/json", title: "JSON text." };
}

function requestParameter(parameter: ApiParameter, argument: string): RequestParameter {
  const { name, style, explode } = parameter;
  return { argument, in: parameter.in as RequestParameter["in"], name, style: style as ParameterStyle, explode };
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
