/** What a request asks for of a content: bytes from `first` up to `last`, or something that lies nowhere in it. */
export type ByteRange = { first: number; last: number } | "unsatisfiable";

const RANGE = /^bytes[ \t]*=[ \t]*(\d*)[ \t]*-[ \t]*(\d*)[ \t]*$/i;

/**
 * Reads the header `Range` of a request for a content of `length` bytes (RFC 9110, section 14). Null where the whole is to be
 * answered: without one, and, as the RFC allows, with one of another unit, of several ranges, or that is malformed.
 */
export function readByteRange(header: string | undefined, length: number): ByteRange | null {
  const [, from = "", to = ""] = RANGE.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const { first, last } =
    from === "" ? lastBytes(Number(to), length) : { first: Number(from), last: lastOf(to, length) };
  if (from !== "" && to !== "" && Number(to) < first) return null;
  return first >= length ? "unsatisfiable" : { first, last };
}

function lastBytes(count: number, length: number): { first: number; last: number } {
  return { first: Math.max(length - count, 0), last: length - 1 };
}

function lastOf(to: string, length: number): number {
  return to === "" ? length - 1 : Math.min(Number(to), length - 1);
}
