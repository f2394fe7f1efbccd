import { isJsonObject } from "./json.ts";
import { PERSONAL_KEYWORD } from "./personal-fields.ts";

/**
 * Marks as personal in one schema what another marks at the same place. Returns the schema itself when there is nothing
 * to mark. What is no longer there, or stands elsewhere, is not marked.
 */
export function withMarksOf<Schema>(marked: unknown, schema: Schema): Schema {
  return merge(marked, schema) as Schema;
}

function merge(marked: unknown, schema: unknown): unknown {
  if (Array.isArray(marked) && Array.isArray(schema)) {
    const merged = schema.map((part: unknown, index) => merge(marked[index], part));
    return merged.some((part, index) => part !== schema[index]) ? merged : (schema as unknown);
  }
  if (!isJsonObject(marked) || !isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).map(([name, part]) => {
    return [name, Object.hasOwn(marked, name) ? merge(marked[name], part) : part] as const;
  });
  const isMarked = marked[PERSONAL_KEYWORD] === true && schema[PERSONAL_KEYWORD] !== true;
  if (!isMarked && entries.every(([name, part]) => part === schema[name])) return schema;
  return { ...Object.fromEntries(entries), ...(isMarked ? { [PERSONAL_KEYWORD]: true } : {}) };
}
