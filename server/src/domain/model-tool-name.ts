import { createHash } from "node:crypto";

/** What every vendor of models accepts as a function's name. */
const ACCEPTED = /^[A-Za-z0-9_-]{1,64}$/;
const LONGEST = 64;
const HASH_LENGTH = 8;

/**
 * Returns the name under which a model is shown a tool: its own where every vendor accepts that, else one made of it
 * (`calendar/find_slots` becomes `calendar__find_slots`). The same name always gives the same result.
 */
export function modelToolName(name: string): string {
  if (ACCEPTED.test(name)) return name;
  const plain = name.replaceAll("/", "__").replace(/[^A-Za-z0-9_-]/g, "_");
  if (plain.length <= LONGEST) return plain;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  return `${plain.slice(0, LONGEST - HASH_LENGTH - 1)}_${hash}`;
}
