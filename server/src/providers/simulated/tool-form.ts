import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { ModelTool } from "../../ports/language-model.ts";
import { wordsOfName } from "./wording.ts";

/** What an answer is read as. */
export type FieldKind =
  | "choice"
  | "date"
  | "time"
  | "date_time"
  | "email"
  | "phone"
  | "boolean"
  | "integer"
  | "number"
  | "name"
  | "code"
  | "text"
  | "list"
  | "json";

/** One parameter of a tool, as it is asked for. */
export interface Field {
  name: string;
  /** The name in plain words: `confirmation code`. */
  label: string;
  kind: FieldKind;
  isRequired: boolean;
  /** The allowed values of a choice, or of the items of a list. */
  choices: readonly unknown[];
  /** The value when nothing is said. */
  fallback: unknown;
  schema: JsonObject;
}

/** A tool as something to be filled in. */
export interface ToolForm {
  tool: ModelTool;
  fields: readonly Field[];
  /** Whether the call changes something, so that it needs a yes first. */
  isChange: boolean;
}

const LOOKING = new Set(
  "find get list search check look lookup show read fetch query view see count calculate estimate quote track describe lookup verify is are has".split(
    " ",
  ),
);

/** Reads a tool's JSON Schema as a form. References inside the schema are followed; what is fixed is not asked. */
export function readForm(tool: ModelTool): ToolForm {
  const root = resolve(tool.inputSchema, tool.inputSchema);
  const properties = isJsonObject(root["properties"]) ? root["properties"] : {};
  const required = new Set(Array.isArray(root["required"]) ? root["required"] : []);
  const fields = Object.entries(properties).map(([name, schema]) =>
    readField(name, resolve(schema, tool.inputSchema), required.has(name)),
  );
  return { tool, fields, isChange: !LOOKING.has(wordsOfName(tool.name)[0] ?? "") };
}

function readField(name: string, schema: JsonObject, isRequired: boolean): Field {
  const kind = kindOf(name, schema);
  const items = isJsonObject(schema["items"]) ? schema["items"] : {};
  const allowed = kind === "list" ? items["enum"] : schema["enum"];
  return {
    name,
    label: wordsOfName(name).join(" "),
    kind,
    isRequired,
    choices: Array.isArray(allowed) ? allowed.filter((value) => value !== null) : [],
    fallback: schema["const"] ?? schema["default"],
    schema,
  };
}

function kindOf(name: string, schema: JsonObject): FieldKind {
  if (Array.isArray(schema["enum"])) return "choice";
  const type = Array.isArray(schema["type"]) ? schema["type"].find((one) => one !== "null") : schema["type"];
  switch (type) {
    case "boolean":
    case "integer":
    case "number":
      return type;
    case "array":
      return "list";
    case "object":
      return "json";
    default:
      return textKind(name, schema);
  }
}

const FORMATS: Readonly<Record<string, FieldKind>> = {
  date: "date",
  time: "time",
  "date-time": "date_time",
  email: "email",
};
/** What a text is by its name, where the schema does not say. */
const NAMES: readonly [RegExp, FieldKind][] = [
  [/\b(?:e ?mail)\b/, "email"],
  [/\b(?:phone|telephone|mobile|cell|phone no|phone number)\b/, "phone"],
  [/\b(?:date time|datetime)\b/, "date_time"],
  [/\b(?:date|day|birthday)$/, "date"],
  [/\btime$/, "time"],
  [/\b(?:file|user|company|product|business|brand|event|domain|host|item) ?name$/, "text"],
  [/^(?:.* )?(?:(?:full|first|last|family|given|customer|guest) )?(?:name|surname)$/, "name"],
  [/\b(?:code|reference|ref|number|no|id|sku)$/, "code"],
];

function textKind(name: string, schema: JsonObject): FieldKind {
  const byFormat = typeof schema["format"] === "string" ? FORMATS[schema["format"]] : undefined;
  if (byFormat) return byFormat;
  const pattern = typeof schema["pattern"] === "string" ? schema["pattern"] : null;
  const label = wordsOfName(name).join(" ");
  const byName = NAMES.find(([wording]) => wording.test(label))?.[1] ?? (pattern === null ? "text" : "code");
  // A pattern tells more than a name.
  return pattern !== null && isMoment(byName) && !allowsMoment(byName, pattern) ? "code" : byName;
}

const MOMENTS = { date: "2025-06-19", time: "14:30", date_time: "2025-06-19T14:30:00Z" };

function isMoment(kind: FieldKind): kind is keyof typeof MOMENTS {
  return kind in MOMENTS;
}

function allowsMoment(kind: keyof typeof MOMENTS, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(MOMENTS[kind]);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** Follows `$ref`, takes the part of a union that is not null, and joins `allOf`. */
function resolve(schema: unknown, root: Readonly<JsonObject>, depth = 0): JsonObject {
  if (!isJsonObject(schema) || depth > 8) return {};
  const target = typeof schema["$ref"] === "string" ? atPointer(root, schema["$ref"]) : undefined;
  if (target !== undefined) return { ...resolve(target, root, depth + 1), ...without(schema, "$ref") };
  for (const keyword of ["anyOf", "oneOf"]) {
    const options: unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    const option = options.find((one) => isJsonObject(one) && one["type"] !== "null");
    if (option !== undefined) return { ...resolve(option, root, depth + 1), ...without(schema, keyword) };
  }
  if (!Array.isArray(schema["allOf"])) return schema;
  const joined = schema["allOf"].map((part) => resolve(part, root, depth + 1));
  return Object.assign({}, ...joined, without(schema, "allOf")) as JsonObject;
}

function without(schema: JsonObject, keyword: string): JsonObject {
  const { [keyword]: _, ...rest } = schema;
  return rest;
}

function atPointer(root: Readonly<JsonObject>, reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  const keys = reference.slice(2).split("/");
  return keys.reduce<unknown>(
    (place, key) => (isJsonObject(place) ? place[key.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
    root,
  );
}
