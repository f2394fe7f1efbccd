import { z } from "zod";

const PATTERN = /^(\*|\*@[^\s@*]+|[^\s@*]+@[^\s@*]+|\+[1-9][0-9]{0,14}\*?)$/;

/** To whom, beside its customer, an agent may write: an address, or a pattern of some. */
export const recipientPatternSchema = z
  .string()
  .max(320)
  .regex(PATTERN, "must be a number, a mail address, a beginning such as +41*, a domain such as *@example.com, or *");

/** Whom an agent wants to write to, and whom it may. Numbers are in E.164 form. */
export interface Recipient {
  readonly address: string;
  /** The customer's own addresses. */
  readonly own: readonly string[];
  /** To whom else it may write. */
  readonly patterns: readonly string[];
}

/**
 * Tells whether an agent may write to somebody: its own customer always, others only as its configuration lists them.
 * Whatever a user or a document talks a model into, nobody else is written to.
 */
export function mayWriteTo({ address, own, patterns }: Recipient): boolean {
  const wanted = address.toLowerCase();
  return (
    own.some((one) => one.toLowerCase() === wanted) || patterns.some((pattern) => fits(wanted, pattern.toLowerCase()))
  );
}

function fits(address: string, pattern: string): boolean {
  if (pattern === "*") return true;
  // The last @: what stands before it may be quoted and hold another.
  if (pattern.startsWith("*@")) return address.slice(address.lastIndexOf("@")) === pattern.slice(1);
  return pattern.endsWith("*") ? address.startsWith(pattern.slice(0, -1)) : address === pattern;
}
