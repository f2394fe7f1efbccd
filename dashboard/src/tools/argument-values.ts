import { isJsonObject, type JsonObject } from "./json-object.ts";

/** The arguments of a call, by name; those that are not given are not in it. */
export type ArgumentValues = JsonObject;

/** Makes arguments with which a tool may be tried: what its schema gives as default, example or only choice. */
export function sampleArguments(schema: JsonObject): ArgumentValues {
  const { properties } = schema;
  if (!isJsonObject(properties)) return {};
  const samples = Object.entries(properties).flatMap(([name, property]) => {
    const value = isJsonObject(property) ? sampleOf(property) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(samples);
}

function sampleOf(property: JsonObject): unknown {
  const { default: usual, example, examples, const: only } = property;
  if (only !== undefined) return only;
  if (usual !== undefined) return usual;
  return example ?? (Array.isArray(examples) ? examples[0] : undefined);
}

/** Gives an argument a value, or takes it away: undefined is not given. */
export function withArgument(values: ArgumentValues, name: string, value: unknown): ArgumentValues {
  const others = Object.entries(values).filter(([each]) => each !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

/** Reads what was written into the field of a number. Undefined when nothing was. */
export function numberIn(text: string): number | undefined {
  const read = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(read) ? read : undefined;
}
