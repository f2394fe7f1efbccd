import { isObject, type JsonObject } from "./json.ts";

/** The order in which people look for fields; the others follow by the alphabet. */
const FIRST = [
  ..."type ns id name description kind destination postprocess_agents config method url headers".split(" "),
  ..."personas filter_statuses filter_condition runtime model fallback_models prompt text routes instructions".split(
    " ",
  ),
  ..."variables tool tools transfers voice language channel memory summary output".split(" "),
];

/** Puts the fields of a thing, and of all in it, into the order that its file has, else into that of people. */
export function inOrder(value: unknown, like?: unknown): unknown {
  if (Array.isArray(value)) {
    const others = Array.isArray(like) ? like : [];
    return value.map((part: unknown, index) => inOrder(part, others[index]));
  }
  if (!isObject(value)) return value;
  const other: JsonObject = isObject(like) ? like : {};
  const names = Object.keys(value).sort((a, b) => placeOf(a, other) - placeOf(b, other) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name], other[name])]));
}

function placeOf(name: string, other: JsonObject): number {
  const named = Object.keys(other).indexOf(name);
  if (named >= 0) return named - 1_000_000;
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}
