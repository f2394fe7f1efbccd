/** A piece of HTML that is safe to put into a page. Only `html` makes one. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Part[];

/**
 * Writes HTML from a template. What is put in is escaped, in element content and in quoted attributes alike, unless it
 * is HTML itself; lists are joined, `null` is nothing.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = "", ...rest] = template;
  return { markup: rest.reduce((text, piece, index) => text + markupOf(parts[index] ?? null) + piece, first) };
}

function markupOf(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return "markup" in part ? part.markup : part.map(markupOf).join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes a text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
