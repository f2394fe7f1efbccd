/** An entity tag as a header names it, without its quotes. */
export interface EntityTag {
  readonly isWeak: boolean;
  readonly tag: string;
}

/** One tag of a list, with the blanks and commas around it: `*etagc` of RFC 9110, section 8.8.3. */
const LISTED = /[ \t,]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)[ \t,]*/y;

/** Reads `If-Match` or `If-None-Match`: the tags it lists, or `any` for `*`; null when it is malformed. */
export function readEntityTags(header: string): readonly EntityTag[] | "any" | null {
  const text = header.trim();
  if (text === "*") return "any";
  const tags: EntityTag[] = [];
  LISTED.lastIndex = 0;
  while (LISTED.lastIndex < text.length) {
    const match = LISTED.exec(text);
    if (match === null) return null;
    tags.push({ isWeak: match[1] !== undefined, tag: match[2] ?? "" });
  }
  return tags.length === 0 ? null : tags;
}
