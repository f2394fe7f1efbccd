import { type Parameters, readParameters, splitParameters, unquote } from "./quoted-text.ts";

/** An address with a name and parameters, as in From, To, Contact and Route (RFC 3261, section 20.10). */
export interface NameAddress {
  /** Empty when there is none. */
  readonly displayName: string;
  readonly uri: string;
  /** Of the header, not of the address. */
  readonly parameters: Parameters;
}

const TOKENS = /^[A-Za-z0-9\-.!%*_+`'~\s\u0080-\u{10ffff}]*$/u;

/** Reads `"Name" <address>;parameters` or `address;parameters`; null when it is neither. */
export function readNameAddress(text: string): NameAddress | null {
  const [address = "", ...rest] = splitParameters(text);
  const parameters = readParameters(rest);
  if (parameters === null || address === "") return null;
  const open = openingBracket(address);
  if (open < 0) return bareAddress(address, parameters);
  const close = address.indexOf(">", open);
  if (close < 0 || address.slice(close + 1).trim() !== "") return null;
  const name = address.slice(0, open).trim();
  // A blank at either end is against the grammar; RFC 4475, section 3.1.2.14, leaves it to us, and it is common.
  const uri = address.slice(open + 1, close).trim();
  if (uri === "" || /[\s<>]/.test(uri)) return null;
  return isDisplayName(name) ? { displayName: unquote(name), uri, parameters } : null;
}

function openingBracket(text: string): number {
  if (!text.startsWith('"')) return text.indexOf("<");
  const end = /^"(?:[^"\\]|\\.)*"/s.exec(text)?.[0].length;
  return end === undefined ? -1 : text.indexOf("<", end);
}

function isDisplayName(name: string): boolean {
  return TOKENS.test(name) || /^"(?:[^"\\]|\\.)*"$/s.test(name);
}

/** An address without brackets may hold no comma, question mark or semicolon (section 20): they would be the header's. */
function bareAddress(address: string, parameters: Parameters): NameAddress | null {
  const isAddress = /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>",?]+$/.test(address);
  return isAddress ? { displayName: "", uri: address, parameters } : null;
}
