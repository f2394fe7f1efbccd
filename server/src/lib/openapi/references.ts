import { isJsonObject, type JsonObject } from "../json.ts";

const MOST_HOPS = 20;

/** Where a reference leads: to a value at a place of the document, or nowhere. */
export type Followed =
  | {
      readonly ok: true;
      readonly value: unknown /** The last reference that was followed. */;
      readonly reference: string | null;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Follows the `$ref` of an object, and that of what it leads to, as far as they go. References lead inside the document
 * only: nothing is fetched.
 */
export function follow(root: JsonObject, value: unknown): Followed {
  let current = value;
  let reference: string | null = null;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (!isJsonObject(current) || !Object.hasOwn(current, "$ref")) return { ok: true, value: current, reference };
    const target: unknown = current.$ref;
    if (typeof target !== "string") return { ok: false, problem: "a $ref that is not text" };
    if (!target.startsWith("#")) return { ok: false, problem: `${quoted(target)}, which is outside of the document` };
    const found = valueAt(root, target);
    if (found === undefined) return { ok: false, problem: `${quoted(target)}, which the document does not have` };
    current = found;
    reference = target;
  }
  return { ok: false, problem: `${quoted(reference ?? "")}, which leads in a circle` };
}

/** Follows a reference to an object; null when there is none at its end. */
export function followToObject(root: JsonObject, value: unknown): JsonObject | null {
  const followed = follow(root, value);
  return followed.ok && isJsonObject(followed.value) ? followed.value : null;
}

/** Reads the value that a JSON Pointer in a fragment (RFC 6901, section 6) names; undefined without one. */
export function valueAt(root: unknown, fragment: string): unknown {
  const pointer = decoded(fragment.slice(1));
  if (pointer === "") return root;
  if (pointer === null || !pointer.startsWith("/")) return undefined;
  let current = root;
  for (const part of pointer.slice(1).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as JsonObject)[name];
  }
  return current;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function quoted(target: string): string {
  return target.length > 120 ? `${target.slice(0, 120)}…` : target;
}
