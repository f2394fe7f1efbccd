const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
/** What no document may hold, escaped or not (XML 1.0, section 2.2). */
// These are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Writes an element of XML. What is put into it is markup already: see `xmlText`. */
export function xmlElement(name: string, attributes: Readonly<Record<string, string>>, ...content: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  const opening = `${name}${written.join("")}`;
  return content.length === 0 ? `<${opening}/>` : `<${opening}>${content.join("")}</${name}>`;
}

/** Writes text as it may stand in an element or an attribute; characters that XML cannot hold are left out. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, "").replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}
