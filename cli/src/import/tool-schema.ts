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

/** Reads one property; null for one that the model is not to fill in, which is noted. */
function readProperty(name: string, place: Place): JsonObject | null {
  if (!isObject(place.value)) return {};
  if (at(place, "is_omitted").value === true) {
    dropped(place, "The field is left out of the request there, too.");
    return null;
  }
  const source = ["dynamic_variable", "constant_value", "value", "default"].map((key) => at(place, key)).find(says);
  if (source === undefined) return readSchema(place);
  const isDynamic = isTemplate(source.value) || source.path.endsWith(".dynamic_variable");
  if (isDynamic) return fromContext(place, source);
  return source.path.endsWith(".default") ? readSchema(place) : constant(name, place, source);
}

function fromContext(place: Place, source: Place): JsonObject | null {
  const variable = String(source.value).replace(/[{}]/g, "").trim();
  if (variable.startsWith("system__")) {
    dropped(
      place,
      `The platform does not fill in ${variable}. Each call carries its conversation's id in a signed header.`,
      "rebuild",
    );
    return null;
  }
  changed(source, `The platform fills in no variables here: the model is told to take ${variable} from what it knows.`);
  const schema = readSchema(place);
  const own = typeof schema["description"] === "string" ? `${schema["description"]} ` : "";
  return { ...schema, description: `${own}Give the conversation's value of "${variable}".` };
}

function constant(name: string, place: Place, source: Place): JsonObject | null {
  if (isSecretField(name)) {
    const message =
      "A secret in the body or the query was not copied. Have it sent in a header, which keeps secrets sealed.";
    dropped(place, message, "secret");
    return null;
  }
  const { description, type } = readSchema(place) as { description?: string; type?: string };
  changed(source, "The model is made to send this very value; the schema allows no other.", { todo: "check" });
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

/** Tells whether `readProperty` answers null, without a note. */
function isLeftOut(name: string, property: Place): boolean {
  if (!isObject(property.value)) return false;
  return readProperty(name, { ...property, notes: [] }) === null;
}
