/**
 * Characters that a terminal acts upon, and those that turn the direction of what stands around them (Unicode's
 * bidirectional controls), so that a name shows itself as something else. Line feed and tab are left alone.
 */
const ACTED_UPON = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Rewrites a text from outside so that it can do nothing to a terminal: what it would obey is shown as `\u001b`. */
export function presentable(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(ACTED_UPON, escaped);
}

/** Does so, and joins lines to one. */
export function presentableLine(text: string): string {
  return presentable(text.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("\t", " "));
}

/** Writes a value as JSON in which nothing is left that a terminal would obey; it reads back as the same value. */
export function presentableJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? "null";
  // Within JSON such characters stand in strings only, where an escape means the same; line feeds are its layout.
  return text.replace(ACTED_UPON, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
