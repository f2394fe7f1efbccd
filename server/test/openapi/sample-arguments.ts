import { isJsonObject, type JsonObject } from "../../src/lib/json.ts";
import { compileSchema } from "../../src/lib/json-schema.ts";

/** Whether to give everything a schema knows, or only what it demands. */
export type Fullness = "everything" | "the least";

const DEEPEST = 6;

/** Characters that every place of a request has to encode somehow. */
const TEXT = "ä /?&=%+#;";

const OF_FORMAT: Record<string, string> = {
  date: "2025-06-19",
  time: "14:30",
  "date-time": "2025-06-19T14:30:00Z",
  email: "kim@example.com",
  uri: "https://example.com/a?b=c",
  uuid: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
};

/** One of these fits the patterns of the documents. */
const CANDIDATES = [
  TEXT,
  "text",
  "a",
  "7",
  "2025-06-19",
  "A1",
  "a".repeat(40),
  "#a0b1c2",
  "x/y",
  ...Object.values(OF_FORMAT),
];

/** Makes a value that fits a schema which stands on its own. Throws when it finds none. */
export function sampleOf(schema: JsonObject, fullness: Fullness): unknown {
  const value = new Sampler(schema, fullness).sample(schema, 0);
  const verdict = compileSchema(schema)(value);
  if (!verdict.ok)
    throw new Error(`${verdict.problems.join(" ")} ${JSON.stringify(value)} for ${JSON.stringify(schema)}`);
  return value;
}

class Sampler {
  readonly #root: JsonObject;
  readonly #fullness: Fullness;

  constructor(root: JsonObject, fullness: Fullness) {
    this.#root = root;
    this.#fullness = fullness;
  }

  sample(given: unknown, depth: number): unknown {
    if (!isJsonObject(given)) return TEXT;
    const schema = this.#resolved(given);
    if (Object.hasOwn(schema, "const")) return schema.const;
    if (Array.isArray(schema.enum))
      return schema.enum.find((choice) => choice !== null && choice !== "") ?? schema.enum[0];
    const alternatives = (schema.oneOf ?? schema.anyOf) as JsonObject[] | undefined;
    if (alternatives !== undefined) return this.#fitting(schema, alternatives, depth);
    return this.#ofType(schema, depth);
  }

  #resolved(given: JsonObject): JsonObject {
    let schema = given;
    while (typeof schema.$ref === "string") {
      const name = schema.$ref.slice("#/$defs/".length);
      const { $ref: _, ...beside } = schema;
      schema = { ...((this.#root.$defs as JsonObject)[name] as JsonObject), ...beside };
    }
    if (!Array.isArray(schema.allOf)) return schema;
    const parts = [schema, ...schema.allOf.map((part) => this.#resolved(part as JsonObject))];
    const { allOf: _, ...merged } = Object.assign({}, ...parts) as JsonObject;
    return {
      ...merged,
      properties: Object.assign({}, ...parts.map((part) => part.properties)) as JsonObject,
      required: parts.flatMap((part) => (part.required as string[] | undefined) ?? []),
    };
  }

  /** The alternative that goes with what stands around it, and that no other one fits where only one may. */
  #fitting(schema: JsonObject, alternatives: readonly JsonObject[], depth: number): unknown {
    const { oneOf: _, anyOf: __, ...around } = schema;
    for (const alternative of alternatives) {
      const own = this.#resolved(alternative);
      const isObject = Object.hasOwn(around, "properties");
      const value = this.sample(isObject ? this.#resolved({ allOf: [around, own] }) : own, depth + 1);
      if (value !== null && compileSchema({ ...schema, $defs: this.#root.$defs ?? {} })(value).ok) return value;
    }
    return null;
  }

  #ofType(schema: JsonObject, depth: number): unknown {
    switch ([schema.type ?? "string"].flat().find((type) => type !== "null")) {
      case "object":
        return this.#object(schema, depth);
      case "array":
        return this.#list(schema, depth);
      case "boolean":
        return true;
      case "integer":
      case "number":
        return Math.max(Number(schema.minimum ?? 1), Number(schema.exclusiveMinimum ?? 0) + 1);
      case undefined:
        return null;
      default:
        return textFor(schema);
    }
  }

  #object(schema: JsonObject, depth: number): JsonObject {
    const required = new Set((schema.required as string[] | undefined) ?? []);
    const isWanted = (name: string) => required.has(name) || (this.#fullness === "everything" && depth < DEEPEST);
    const fields = Object.entries((schema.properties as JsonObject | undefined) ?? {}).filter(([name]) =>
      isWanted(name),
    );
    const others = [...required].filter((name) => !fields.some(([known]) => known === name));
    const own = fields.map(([name, field]) => [name, this.sample(field, depth + 1)] as const);
    const values = [...own, ...others.map((name) => [name, TEXT] as const)];
    if (values.length < Number(schema.minProperties ?? 0)) {
      values.push(["key", this.sample(schema.additionalProperties ?? {}, depth + 1)]);
    }
    return Object.fromEntries(values);
  }

  #list(schema: JsonObject, depth: number): unknown[] {
    const count = Math.max(Number(schema.minItems ?? 0), this.#fullness === "everything" && depth < DEEPEST ? 2 : 0);
    const length = Math.min(count, Number(schema.maxItems ?? count), schema.uniqueItems === true ? 1 : count);
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
    return Array.from({ length }, (_, index) => this.sample(first[index] ?? schema.items ?? {}, depth + 1));
  }
}

function textFor({ format, pattern, minLength, maxLength }: JsonObject): string {
  if (typeof format === "string" && OF_FORMAT[format] !== undefined) return OF_FORMAT[format];
  const fits = (text: string) =>
    (typeof pattern !== "string" || new RegExp(pattern).test(text)) &&
    text.length >= Number(minLength ?? 0) &&
    text.length <= Number(maxLength ?? 1_000);
  const text = [...CANDIDATES, "a".repeat(Number(minLength ?? 1))].find(fits);
  if (text === undefined) throw new Error(`No sample fits the pattern ${String(pattern)}.`);
  return text;
}
