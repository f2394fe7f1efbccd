import { isJsonObject, type JsonObject } from "./json.ts";

const IN_PLACE = ["allOf", "anyOf", "oneOf", "if", "then", "else"];
const MOST_VISITED = 1_000;

/**
 * Lists the names of the properties that a JSON Schema of type object describes, also in the parts that it is combined
 * of and those that it refers to within itself.
 */
export function propertyNames(schema: JsonObject): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const open: unknown[] = [schema];
  while (open.length > 0 && seen.size < MOST_VISITED) {
    const part = open.pop();
    if (!isJsonObject(part) || seen.has(part)) continue;
    seen.add(part);
    if (isJsonObject(part["properties"])) for (const name of Object.keys(part["properties"])) names.add(name);
    if (typeof part["$ref"] === "string") open.push(resolve(schema, part["$ref"]));
    for (const keyword of IN_PLACE) open.push(...[part[keyword]].flat());
  }
  return names;
}

/** Finds what a reference into the schema itself means, `#/$defs/a` (RFC 6901); undefined for any other. */
function resolve(schema: JsonObject, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  const parts = reference.slice(1).split("/").slice(1);
  return parts.reduce<unknown>((value, part) => {
    const key = decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? (value as JsonObject)[key]
      : undefined;
  }, schema);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
