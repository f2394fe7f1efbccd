import { utf8 } from "./signed-bytes.ts";

/**
 * Writes query parameters as a request without a body signs them: one JSON object, keys sorted by code point, `", "` and
 * `": "` as separators, everything beyond printable ASCII as `\uXXXX`; what Python's `json.dumps(query, sort_keys=True)`
 * gives. A key that occurs more than once has the list of its values.
 */
export function canonicalQuery(query: URLSearchParams): string {
  const keys = [...new Set(query.keys())].sort(byCodePoint);
  const members = keys.map((key) => {
    const values = query.getAll(key).map(asciiJson);
    return `${asciiJson(key)}: ${values.length === 1 ? values[0] : `[${values.join(", ")}]`}`;
  });
  return `{${members.join(", ")}}`;
}

/** UTF-8 sorts as code points do; comparing texts would compare halves of those beyond U+FFFF. */
function byCodePoint(left: string, right: string): number {
  const [a, b] = [utf8(left), utf8(right)];
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1);
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
