/** A part of an agent as lines of text, to be compared. */
export interface TextPart {
  title: string;
  text: string;
}

/** Puts fields in alphabetical order, so that two versions of one thing read alike. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
