/** What PostgreSQL's jsonb refuses in a text: the NUL character and halves of surrogate pairs. */
const REFUSED = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const REPLACEMENT = "\uFFFD";

/**
 * Replaces, in every text and field name of a JSON value, the characters that cannot be stored by U+FFFD. Returns the
 * value itself when there are none, which is nearly always.
 */
export function wellFormed<Value>(value: Value): Value {
  return clean(value) as Value;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return isStorable(value) ? value : value.replace(REFUSED, REPLACEMENT);
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? cleanArray(value) : cleanObject(value as Record<string, unknown>);
}

function cleanObject(value: Record<string, unknown>): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  for (const [name, field] of Object.entries(value)) {
    const cleanName = clean(name) as string;
    const cleanField = clean(field);
    if (cleanName === name && cleanField === field) continue;
    copy ??= { ...value };
    if (cleanName !== name) delete copy[name];
    copy[cleanName] = cleanField;
  }
  return copy ?? value;
}

function cleanArray(values: unknown[]): unknown[] {
  const cleaned = values.map(clean);
  return cleaned.some((value, index) => value !== values[index]) ? cleaned : values;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
