import { isJsonObject, type JsonObject } from "../../lib/json.ts";

/** What a value is made from. */
export interface Material {
  /** What was said and done, in a few sentences. */
  summary: string;
  /** All that was said, to look values up in. */
  text: string;
  /** `YYYY-MM-DD` */
  today: string;
  /** Chooses a value for a field by its name; undefined leaves it to the schema. */
  choose(name: string, schema: JsonObject): unknown;
}

const DEEPEST = 20;

interface Writing {
  material: Material;
  root: JsonObject;
  depth: number;
}

/**
 * Makes a value that fits a JSON Schema, as far as rules can: what is required, found in the text where it stands there,
 * else the plainest value allowed. The same material and schema always give the same value.
 */
export function valueFor(schema: JsonObject, material: Material): unknown {
  return write("", schema, { material, root: schema, depth: 0 });
}

function write(name: string, written: unknown, writing: Writing): unknown {
  const { material, root, depth } = writing;
  const schema = settle(written, root);
  if (depth > DEEPEST) return null;
  const chosen = material.choose(name, schema);
  if (chosen !== undefined) return chosen;
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return choice(schema["enum"], material.text);
  if ("default" in schema) return schema["default"];
  return writeTyped(name, schema, { ...writing, depth: depth + 1 });
}

function writeTyped(name: string, schema: JsonObject, writing: Writing): unknown {
  const { material } = writing;
  switch (typeOf(schema)) {
    case "object":
      return objectFor(schema, writing);
    case "array":
      return arrayFor(name, schema, writing);
    case "boolean":
      return mentions(material.text, name);
    case "number":
    case "integer":
      return numberFor(schema, material.text);
    case "null":
      return null;
    default:
      return textFor(name, schema, material);
  }
}

/** Follows a reference within the schema and takes the first of several alternatives, what they share put together. */
function settle(written: unknown, root: JsonObject): JsonObject {
  let schema = isJsonObject(written) ? written : {};
  for (let step = 0; step < DEEPEST; step++) {
    const { $ref, anyOf, oneOf, allOf, ...rest } = schema;
    const parts = [
      typeof $ref === "string" ? lookUp($ref, root) : undefined,
      firstOf(anyOf),
      firstOf(oneOf),
      ...(Array.isArray(allOf) ? allOf : []),
    ].filter(isJsonObject);
    if (parts.length === 0) return schema;
    schema = [rest, ...parts].reduce(joined);
  }
  return schema;
}

/** Puts two schemas together that a value has to fit both. */
function joined(one: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...objectIn(one, "properties"), ...objectIn(other, "properties") };
  const required = [...new Set([...listIn(one, "required"), ...listIn(other, "required")])];
  const isObject = Object.keys(properties).length + required.length > 0;
  return { ...one, ...other, ...(isObject ? { properties, required } : {}) };
}

function firstOf(alternatives: unknown): unknown {
  if (!Array.isArray(alternatives)) return undefined;
  return alternatives.find((one) => isJsonObject(one) && one["type"] !== "null") ?? alternatives[0];
}

function lookUp(reference: string, root: JsonObject): unknown {
  if (!reference.startsWith("#")) return undefined;
  const steps = reference
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce<unknown>((place, step) => (isJsonObject(place) ? place[step] : undefined), root);
}

function typeOf(schema: JsonObject): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((one) => one !== "null") ?? "null";
  if (type !== undefined) return type;
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "string";
}

function objectFor(schema: JsonObject, writing: Writing): JsonObject {
  const properties = objectIn(schema, "properties");
  const required = listIn(schema, "required");
  // Where nothing is required everything is written, for an empty object would say nothing.
  const names = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(names.map((name) => [name, write(name, properties[name] ?? {}, writing)]));
}

function arrayFor(name: string, schema: JsonObject, writing: Writing): unknown[] {
  const count = typeof schema["minItems"] === "number" ? Math.min(schema["minItems"], 100) : 0;
  return Array.from({ length: count }, () => write(name, schema["items"] ?? {}, writing));
}

/** Chooses what was spoken of, else what says that nothing is known, else the first. */
function choice(allowed: readonly unknown[], text: string): unknown {
  const spoken = allowed.find((one) => typeof one === "string" && one.trim() !== "" && mentions(text, one));
  return spoken ?? allowed.find((one) => one === "unknown" || one === "other" || one === "none") ?? allowed[0];
}

/** Whether all words of a name, but those that only ask, are in a text. */
function mentions(text: string, name: string): boolean {
  const asking = new Set(["is", "was", "has", "had", "did", "does", "wants", "wanted", "should", "needs"]);
  const words = name.toLowerCase().match(/\p{L}+/gu) ?? [];
  const telling = words.filter((word) => !asking.has(word));
  const lower = text.toLowerCase();
  return telling.length > 0 && telling.every((word) => lower.includes(word));
}

function numberFor(schema: JsonObject, text: string): number {
  const bound = (name: string, step: number) => (typeof schema[name] === "number" ? schema[name] + step : null);
  const least = bound("minimum", 0) ?? bound("exclusiveMinimum", 1) ?? Number.NEGATIVE_INFINITY;
  const most = bound("maximum", 0) ?? bound("exclusiveMaximum", -1) ?? Number.POSITIVE_INFINITY;
  const found = /(?<![\w.-])\d{1,9}(?![\w.:-])/.exec(text);
  const number = Math.min(most, Math.max(least, found ? Number(found[0]) : 0));
  const step = typeof schema["multipleOf"] === "number" && schema["multipleOf"] > 0 ? schema["multipleOf"] : null;
  return step === null ? number : Math.ceil(number / step) * step;
}

const FORMATS: Readonly<Record<string, (material: Material) => string>> = {
  date: ({ today }) => today,
  "date-time": ({ today }) => `${today}T00:00:00Z`,
  time: () => "00:00:00Z",
  email: ({ text }) => /[\w.+-]+@[\w-]+\.[\w.-]*\w/.exec(text)?.[0] ?? "unknown@example.com",
  uri: ({ text }) => /https?:\/\/[^\s"'<>]+/.exec(text)?.[0] ?? "https://example.com/",
  uuid: () => "00000000-0000-4000-8000-000000000000",
};

function textFor(name: string, schema: JsonObject, material: Material): string {
  const format = typeof schema["format"] === "string" ? FORMATS[schema["format"]] : undefined;
  if (format) return format(material);
  const [example] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  const text = typeof example === "string" ? example : (valueNamed(name, material.text) ?? material.summary);
  const least = typeof schema["minLength"] === "number" ? Math.min(schema["minLength"], 10_000) : 0;
  const most = typeof schema["maxLength"] === "number" ? schema["maxLength"] : 10_000;
  return text.slice(0, most).padEnd(least, ".");
}

/** Finds what was said of something: `my name is Kim`, `order number: A-17`. */
function valueNamed(name: string, text: string): string | null {
  const words = name.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (words === "") return null;
  const said = new RegExp(`\\b${words}(?: is|:)? ([\\p{L}\\p{N}][\\p{L}\\p{N}_-]*)`, "iu").exec(text);
  return said?.[1] ?? null;
}

function objectIn(schema: JsonObject, name: string): JsonObject {
  const value = schema[name];
  return isJsonObject(value) ? value : {};
}

function listIn(schema: JsonObject, name: string): string[] {
  const value = schema[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
