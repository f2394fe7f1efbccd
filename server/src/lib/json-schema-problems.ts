import type { ErrorObject } from "ajv/dist/2020.js";
import { JSON_FORMATS } from "./json-formats.ts";

const MAX_PROBLEMS = 10;
const MAX_LISTED_CHARACTERS = 300;

/**
 * Puts a validator's errors into plain words, one sentence each, naming the place as a path (`guests[0].name`). At most
 * ten; the last then says how many more there are.
 */
export function describeProblems(found: readonly ErrorObject[]): string[] {
  const sentences = [...new Set(withoutConsequences(found).map(describe))];
  if (sentences.length <= MAX_PROBLEMS) return sentences;
  const shown = sentences.slice(0, MAX_PROBLEMS - 1);
  return [...shown, `There are ${sentences.length - shown.length} more problems.`];
}

/** Drops what each alternative had to say where none fits, and "the then-branch failed" beside what failed in it. */
function withoutConsequences(found: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = found.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const kept = found.filter(
    (error) => !alternatives.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
  const causes = kept.filter(({ keyword }) => keyword !== "if");
  const all = causes.length > 0 ? causes : kept;
  return all.map((error) => {
    const inside = found.filter((other) => isAlternativeTo(error, other));
    return inside.length === 0 ? error : { ...error, params: { alternatives: inside } };
  });
}

function isAlternativeTo(choice: ErrorObject, other: ErrorObject): boolean {
  const isChoice = choice.keyword === "anyOf" || choice.keyword === "oneOf";
  const isInside = other.schemaPath.startsWith(`${choice.schemaPath}/`);
  return isChoice && isInside && other.keyword !== "anyOf" && other.keyword !== "oneOf";
}

function describe(error: ErrorObject): string {
  const place = pathOf(error.instancePath);
  const named = (name: unknown) => (place === "" ? `"${String(name)}"` : `"${place}.${String(name)}"`);
  switch (error.keyword) {
    case "required":
      return `${named(error.params.missingProperty)} is missing.`;
    case "additionalProperties":
      return `${named(error.params.additionalProperty)} is not one of the known fields.`;
    case "unevaluatedProperties":
      return `${named(error.params.unevaluatedProperty)} is not one of the known fields.`;
    default:
      return `${place === "" ? "The value" : `"${place}"`} ${demandOf(error)}.`;
  }
}

/** Writes `/guests/0/name`, a JSON Pointer (RFC 6901), as `guests[0].name`. */
export function pathOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

type Demand = (params: Record<string, unknown>) => string;

const DEMANDS: Readonly<Record<string, Demand>> = {
  type: ({ type }) => `must be ${[type].flat().map(typeWord).join(" or ")}`,
  enum: ({ allowedValues }) => `must be one of ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${listed([allowedValue])}`,
  format: ({ format }) => `must be ${JSON_FORMATS[String(format)]?.wanted ?? String(format)}`,
  pattern: ({ pattern }) => `must match the pattern ${cut(String(pattern))}`,
  minLength: ({ limit }) => (limit === 1 ? "must not be empty" : `must have at least ${String(limit)} characters`),
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minItems: ({ limit }) => (limit === 1 ? "must not be empty" : `must have at least ${String(limit)} entries`),
  maxItems: ({ limit }) => `must have at most ${String(limit)} entries`,
  uniqueItems: () => "must not have the same entry twice",
  minimum: ({ limit }) => `must be ${String(limit)} or more`,
  maximum: ({ limit }) => `must be ${String(limit)} or less`,
  exclusiveMinimum: ({ limit }) => `must be more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  anyOf: ({ alternatives }) => choiceOf(alternatives),
  oneOf: ({ alternatives }) => choiceOf(alternatives),
};

function demandOf(error: ErrorObject): string {
  return DEMANDS[error.keyword]?.(error.params) ?? error.message ?? "does not fit the schema";
}

function choiceOf(alternatives: unknown): string {
  if (!Array.isArray(alternatives)) return "must fit exactly one of the allowed forms";
  const reasons = (alternatives as ErrorObject[]).map((error) => describe(error).slice(0, -1));
  return `fits none of the allowed forms (${cut([...new Set(reasons)].join("; or "))})`;
}

function typeWord(type: unknown): string {
  return TYPE_WORDS[String(type)] ?? String(type);
}

function listed(values: unknown): string {
  return cut((Array.isArray(values) ? values : [values]).map((value) => JSON.stringify(value)).join(", "));
}

function cut(text: string): string {
  return text.length <= MAX_LISTED_CHARACTERS ? text : `${text.slice(0, MAX_LISTED_CHARACTERS)}…`;
}
