import type { JsonObject } from "../files/agent-project.ts";
import { at, changed, dropped, fieldsAt, isObject, listAt, type Place, says, textAt } from "./place.ts";
import { isSecretField } from "./secrets.ts";
import { entryOf } from "./table-entry.ts";

/** Keywords of JSON Schema whose values are taken as they are. */
const PLAIN = new Set(
  (
    "title description const examples format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf " +
    "minLength maxLength minItems maxItems uniqueItems minProperties maxProperties nullable deprecated readOnly " +
    "writeOnly dependentRequired"
  ).split(" "),
);
const ONE_SCHEMA = new Set(["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"]);
const MANY_SCHEMAS = new Set(["anyOf", "oneOf", "allOf", "prefixItems"]);
const NAMED_SCHEMAS = new Set(["properties", "$defs", "definitions", "patternProperties"]);
const TYPES = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);
/** What vendors write beside the keywords, and what is read of it elsewhere. */
const READ_ELSEWHERE = new Set(["id", "constant_value", "dynamic_variable", "is_omitted", "value"]);

/**
 * Takes over a schema whose values are an object, or a list of its properties; `{type: "object"}` where there is none.
 * Notes what it leaves out.
 */
export function readObjectSchema(place: Place): JsonObject {
  if (Array.isArray(place.value)) {
    const required = requiredOf(place, place);
    return { type: "object", properties: namedSchemas(place), ...(required.length > 0 ? { required } : {}) };
  }
  const schema = isObject(place.value) ? readSchema(place) : {};
  return { ...schema, type: "object", properties: schema["properties"] ?? {} };
}

/** Takes over a JSON Schema as the vendors write it. Notes what it leaves out; the rest is for the caller to note. */
export function readSchema(place: Place): JsonObject {
  const entries = fieldsAt(place).flatMap(([keyword, value]) => {
    const read = says(value) || value.value === 0 ? keywordOf(keyword, value) : undefined;
    return read === undefined ? [] : [[keyword, read] as const];
  });
  const required = requiredOf(place, at(place, "properties"));
  return { ...Object.fromEntries(entries), ...(required.length > 0 ? { required } : {}) };
}

/** Keywords whose values not every vendor writes as JSON Schema has them. */
const SPECIAL: Readonly<Record<string, (value: Place) => unknown>> = {
  type: typeOf,
  pattern: patternOf,
  $ref: referenceOf,
  required: () => undefined,
  enum: ({ value }) => (Array.isArray(value) ? value : undefined),
  default: ({ value }) => (isTemplate(value) ? undefined : value),
};

function keywordOf(keyword: string, value: Place): unknown {
  const special = entryOf(SPECIAL, keyword);
  if (special !== undefined) return special(value);
  return READ_ELSEWHERE.has(keyword) ? undefined : usualKeyword(keyword, value);
}

function usualKeyword(keyword: string, value: Place): unknown {
  if (PLAIN.has(keyword)) return value.value;
  if (NAMED_SCHEMAS.has(keyword)) return namedSchemas(value);
  if (MANY_SCHEMAS.has(keyword)) return listAt(value).map(readSchema);
  if (ONE_SCHEMA.has(keyword)) return isObject(value.value) ? readSchema(value) : value.value;
  dropped(value, "This is no keyword of JSON Schema, and does not change what the model may send.");
  return undefined;
}

function typeOf(place: Place): unknown {
  const types = [place.value].flat().map((type) => String(type).toLowerCase());
  if (types.length > 0 && types.every((type) => TYPES.has(type))) return types.length === 1 ? types[0] : types;
  dropped(place, "There is no such type in JSON Schema, so any value is taken.", "check");
  return undefined;
}

function patternOf(place: Place): unknown {
  try {
    new RegExp(String(place.value));
    return place.value;
  } catch {
    dropped(place, "This is no regular expression, so any text is taken.", "check");
    return undefined;
  }
}

function referenceOf(place: Place): unknown {
  if (typeof place.value === "string" && place.value.startsWith("#")) return place.value;
  dropped(place, "References reach inside the schema only; any value is taken here.", "check");
  return undefined;
}

/** Takes over schemas by their names. Notes what it leaves out. */
export function readProperties(place: Place): JsonObject {
  return namedSchemas(place);
}

/** The properties by their names; some editors write them as a list of which each entry has its name as `id`. */
function namedSchemas(place: Place): JsonObject {
  const named = propertiesOf(place).flatMap(([name, property]) => {
    const schema = readProperty(name, property);
    return schema === null ? [] : [[name, schema] as const];
  });
  return Object.fromEntries(named);
}

function propertiesOf(place: Place): [string, Place][] {
  const listed = listAt(place).flatMap((entry): [string, Place][] => {
    const name = textAt(entry, "id") ?? textAt(entry, "name");
    return name === null ? [] : [[name, entry]];
  });
  return listed.length > 0 ? listed : fieldsAt(place);
}

/** Tells whether a text has a value to be put in: `{{name}}`. */
export function isTemplate(value: unknown): boolean {
  return typeof value === "string" && /\{\{[^{}]*\}\}/.test(value);
}

/** What becomes of a property: where its value comes from, and whether the model is to fill it in. */
type Fate =
  | { kind: "plain" | "omitted" }
  | { kind: "context" | "system" | "constant" | "secret"; source: Place; variable: string };

/** Where vendors write a value that is not for the model to find; a default only where it is a variable. */
const SOURCES = ["dynamic_variable", "constant_value", "value", "default"];

function fateOf(name: string, place: Place): Fate {
  if (at(place, "is_omitted").value === true) return { kind: "omitted" };
  const key = SOURCES.find((one) => says(at(place, one)));
  if (key === undefined) return { kind: "plain" };
  const source = at(place, key);
  const variable = String(source.value).replace(/[{}]/g, "").trim();
  if (key === "dynamic_variable" || isTemplate(source.value)) {
    return { kind: variable.startsWith("system__") ? "system" : "context", source, variable };
  }
  if (key === "default") return { kind: "plain" };
  return { kind: isSecretField(name) ? "secret" : "constant", source, variable };
}

/** Tells whether the model does not fill a property in. */
function isLeftOut(name: string, place: Place): boolean {
  return isObject(place.value) && ["omitted", "system", "secret"].includes(fateOf(name, place).kind);
}

/** Reads one property; null for one that the model is not to fill in, which is noted. */
function readProperty(name: string, place: Place): JsonObject | null {
  if (!isObject(place.value)) return {};
  const fate = fateOf(name, place);
  switch (fate.kind) {
    case "plain":
      return readSchema(place);
    case "context":
      return fromContext(place, fate.source, fate.variable);
    case "constant":
      return constant(place, fate.source);
    case "omitted":
      dropped(place, "The field is left out of the request there, too.");
      return null;
    case "system":
      dropped(place, SYSTEM.replace("NAME", fate.variable.slice(0, 60)), "rebuild");
      return null;
    case "secret":
      dropped(place, SECRET, "secret");
      return null;
  }
}

const SYSTEM =
  "The platform does not fill in NAME. The X-Idempotency-Key of a request is the id of its call, and GET /tool_calls/{id} tells of which conversation.";
const SECRET =
  "A secret in the body or the query was not copied. Have it sent in a header, which keeps secrets sealed.";

function fromContext(place: Place, source: Place, variable: string): JsonObject {
  const told = `The platform fills in no variables here: the model is told to take ${variable.slice(0, 60)} from what it knows.`;
  changed(source, told);
  const schema = readSchema(place);
  const own = typeof schema["description"] === "string" ? `${schema["description"]} ` : "";
  return { ...schema, description: `${own}Give the conversation's value of "${variable}".` };
}

function constant(place: Place, source: Place): JsonObject {
  const { description, type } = readSchema(place) as { description?: string; type?: string };
  changed(source, "The model is made to send this very value; the schema allows no other.");
  return {
    ...(type === undefined || typeof source.value === "object" ? {} : { type }),
    const: source.value,
    description: description ?? `Always ${JSON.stringify(source.value)}.`.slice(0, 300),
  };
}

function requiredOf(place: Place, properties: Place): string[] {
  const { value } = at(place, "required");
  const listed = Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  const inside = propertiesOf(properties).flatMap(([name, property]) =>
    at(property, "required").value === true || hasConstant(property) ? [name] : [],
  );
  const omitted = new Set(
    propertiesOf(properties).flatMap(([name, property]) => (isLeftOut(name, property) ? [name] : [])),
  );
  return [...new Set([...listed, ...inside])].filter((name) => !omitted.has(name));
}

function hasConstant(property: Place): boolean {
  return ["constant_value", "value"].some((key) => {
    const place = at(property, key);
    return says(place) && !isTemplate(place.value);
  });
}
