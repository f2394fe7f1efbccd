import { isJsonObject, type JsonObject } from "./json-object.ts";

/** What an argument may be; `other` is whatever only JSON can say. */
export const FIELD_TYPES = {
  string: "Text",
  number: "Number",
  integer: "Whole number",
  boolean: "Yes or no",
  choice: "One of several texts",
  list: "List of texts",
  other: "Anything else, as JSON",
} as const;

/** What an argument is. */
export type FieldType = keyof typeof FIELD_TYPES;

/** One argument of a tool, as a form holds it. */
export interface SchemaField {
  /** By which the form knows it, also while its name is written. */
  key: number;
  name: string;
  isRequired: boolean;
  /** Its schema, with what no form shows. */
  property: JsonObject;
}

/** What makes a schema one that only JSON can say. */
const BEYOND_FORMS = ["$ref", "oneOf", "anyOf", "allOf", "not", "if"];
const SHAPES: Record<Exclude<FieldType, "other">, JsonObject> = {
  string: { type: "string" },
  number: { type: "number" },
  integer: { type: "integer" },
  boolean: { type: "boolean" },
  choice: { type: "string", enum: [] },
  list: { type: "array", items: { type: "string" } },
};
/** What one type says and another cannot. */
const OF_A_TYPE = ["type", "enum", "items", "properties", "required", ...BEYOND_FORMS];

/** Makes a form of the arguments of a schema; null for a schema that only JSON can say. */
export function fieldsOf(schema: JsonObject): SchemaField[] | null {
  const { type = "object", properties = {}, required = [] } = schema;
  if (type !== "object" || !isJsonObject(properties) || !Array.isArray(required)) return null;
  if (BEYOND_FORMS.some((name) => name in schema)) return null;
  const fields = Object.entries(properties);
  if (!fields.every(([, property]) => isJsonObject(property))) return null;
  return fields.map(([name, property], key) => ({
    key,
    name,
    isRequired: required.includes(name),
    property: property as JsonObject,
  }));
}

/** Makes the schema that a form says; what the form does not show stays as it was. Fields without a name are left out. */
export function schemaOf(schema: JsonObject, fields: readonly SchemaField[]): JsonObject {
  const named = fields.filter(({ name }) => name !== "");
  const { properties: _, required: __, ...others } = schema;
  const required = [...new Set(named.filter(({ isRequired }) => isRequired).map(({ name }) => name))];
  return {
    ...others,
    type: "object",
    properties: Object.fromEntries(named.map(({ name, property }) => [name, property])),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Says why a field cannot be called so; null when it can. */
export function nameProblem(field: SchemaField, fields: readonly SchemaField[]): string | null {
  if (field.name === "") return "Give it a name.";
  const isTwice = fields.some(({ key, name }) => key !== field.key && name === field.name);
  return isTwice ? "There is another of this name." : null;
}

/** Tells what a property is. */
export function typeOf(property: JsonObject): FieldType {
  const { type, enum: choices, items } = property;
  if (BEYOND_FORMS.some((name) => name in property)) return "other";
  if (choices !== undefined) return type === "string" && isTexts(choices) ? "choice" : "other";
  if (type === "array") return isListOfTexts(items) ? "list" : "other";
  return PLAIN_TYPES.find((plain) => plain === type) ?? "other";
}

const PLAIN_TYPES = ["string", "number", "integer", "boolean"] as const;

function isListOfTexts(items: unknown): boolean {
  return isJsonObject(items) && items["type"] === "string" && items["enum"] === undefined;
}

/** Makes a property one of another type; its description and the like stay. */
export function withType(property: JsonObject, type: FieldType): JsonObject {
  if (type === "other" || type === typeOf(property)) return property;
  const kept = Object.entries(property).filter(([name]) => !OF_A_TYPE.includes(name));
  return { ...SHAPES[type], ...Object.fromEntries(kept) };
}

/** Sets a part of a property, or takes it away when there is nothing to say. */
export function withPart(property: JsonObject, name: string, value: unknown): JsonObject {
  if (value !== undefined && value !== "" && value !== false) return { ...property, [name]: value };
  return Object.fromEntries(Object.entries(property).filter(([each]) => each !== name));
}

/** Lists the names of a schema's arguments. */
export function argumentNames(schema: JsonObject): string[] {
  const { properties } = schema;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
