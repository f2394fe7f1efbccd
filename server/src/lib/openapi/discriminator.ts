import { isJsonObject, type JsonObject } from "../json.ts";
import { readPlainObject } from "./plain-object.ts";
import { follow } from "./references.ts";

const FIXING = ["const", "enum"];

/**
 * Says in each alternative of a `oneOf` or `anyOf` which value of the discriminating field belongs to it (OpenAPI 3.1,
 * "Discriminator Object"), where the alternative itself leaves that open: JSON Schema does not know discriminators.
 */
export function alternativesOf(root: JsonObject, schema: JsonObject): JsonObject {
  const { discriminator } = schema;
  if (!isJsonObject(discriminator) || typeof discriminator.propertyName !== "string") return {};
  const field = discriminator.propertyName;
  const mapping = isJsonObject(discriminator.mapping) ? discriminator.mapping : {};
  const named = (alternative: unknown) => {
    const values = isJsonObject(alternative) ? valuesOf(alternative.$ref, mapping) : [];
    if (values.length === 0 || isFixed(root, alternative, field)) return alternative;
    return { allOf: [alternative, { type: "object", properties: { [field]: { enum: values } }, required: [field] }] };
  };
  const lists = ["oneOf", "anyOf"].filter((keyword) => Array.isArray(schema[keyword]));
  return Object.fromEntries(lists.map((keyword) => [keyword, (schema[keyword] as unknown[]).map(named)]));
}

/** The mapping names references or the names of components; without it the component's own name is the value. */
function valuesOf(reference: unknown, mapping: JsonObject): string[] {
  if (typeof reference !== "string") return [];
  const name = reference.split("/").at(-1) ?? "";
  const mapped = Object.entries(mapping).filter(([, target]) => target === reference || target === name);
  return mapped.length === 0 ? [name] : mapped.map(([value]) => value);
}

function isFixed(root: JsonObject, alternative: unknown, field: string): boolean {
  const whole = readPlainObject(root, alternative);
  // Of what is not a list of fields nobody knows what it leaves open.
  if (whole === null) return true;
  const followed = follow(root, whole.properties.get(field));
  return (
    followed.ok &&
    isJsonObject(followed.value) &&
    FIXING.some((word) => Object.hasOwn(followed.value as JsonObject, word))
  );
}
