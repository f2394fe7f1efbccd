/** A place in a text outside quotes and angle brackets, and the character there. */
type Visit = (character: string, index: number) => boolean;

/**
 * Visits each character of a header's value that stands outside quoted strings and angle brackets, until `visit`
 * returns true. Returns false when a quoted string does not end.
 */
function visitOutside(text: string, visit: Visit): boolean {
  let isBracketed = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"' && !isBracketed) {
      index = endOfQuotes(text, index);
      if (index < 0) return false;
    } else if (character === "<" || character === ">") isBracketed = character === "<";
    else if (!isBracketed && visit(character, index)) return true;
  }
  return true;
}

/** Returns where the quoted string ends that begins at `start`; -1 when it does not. */
function endOfQuotes(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === '"') return index;
  }
  return -1;
}

function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  visitOutside(text, (character, index) => {
    if (character !== separator) return false;
    parts.push(text.slice(start, index).trim());
    start = index + 1;
    return false;
  });
  parts.push(text.slice(start).trim());
  return parts;
}

/**
 * Takes a list apart at the commas outside quoted strings and angle brackets (RFC 3261, section 7.3.1); empty places are
 * left out.
 */
export function splitList(text: string): string[] {
  return text.includes(",")
    ? splitAt(text, ",").filter((part) => part !== "")
    : text.trim() === ""
      ? []
      : [text.trim()];
}

/** Takes a value apart at the semicolons outside quoted strings and angle brackets (RFC 3261, section 7.3.1). */
export function splitParameters(text: string): string[] {
  return splitAt(text, ";");
}

/** Tells whether each quoted string of a text ends. */
export function isBalanced(text: string): boolean {
  return visitOutside(text, () => false);
}

/**
 * Takes the quotes from a quoted string, and the backslashes from what they precede (RFC 3261, section 25.1); another text
 * stays.
 */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}

/** Puts a text into quotes (RFC 3261, section 25.1). What could end the line is left out. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n\0]/g, "").replace(/["\\]/g, "\\$&")}"`;
}

/** Parameters of a header's value or an address, by their names in lower case; those without a value have "". */
export type Parameters = ReadonlyMap<string, string>;

/** Reads `name=value` parts; a name that comes again counts the first time. Null when one has no name. */
export function readParameters(parts: readonly string[]): Parameters | null {
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (name === "") return null;
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? "" : unquote(part.slice(equals + 1).trim()));
  }
  return parameters;
}
