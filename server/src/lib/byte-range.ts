/** What a request asks for of a content: bytes from `first` up to `last`, or something that lies nowhere in it. */
export type ByteRange = { first: number; last: number } | "unsatisfiable";

const FROM = /^bytes[ \t]*=[ \t]*(\d+)[ \t]*-[ \t]*(\d*)[ \t]*$/i;
const LAST = /^bytes[ \t]*=[ \t]*-[ \t]*(\d+)[ \t]*$/i;

/**
 * Reads the header `Range` of a request for a content of `length` bytes (RFC 9110, section 14). Null where the whole is to be
 * answered: without one, and, as the RFC allows, with one of another unit, of several ranges, or that is malformed.
 */
export function readByteRange(header: string | undefined, length: number): ByteRange | null {
  const range = lastBytes(header, length) ?? bytesFrom(header, length);
  return range !== null && range.first >= length ? "unsatisfiable" : range;
}

function lastBytes(header = "", length: number): { first: number; last: number } | null {
  const [, count] = LAST.exec(header) ?? [];
  return count === undefined ? null : { first: Math.max(length - Number(count), 0), last: length - 1 };
}

function bytesFrom(header = "", length: number): { first: number; last: number } | null {
  const [, from, to] = FROM.exec(header) ?? [];
  if (from === undefined) return null;
  const [first, last] = [Number(from), to ? Number(to) : Infinity];
  return last < first ? null : { first, last: Math.min(last, length - 1) };
}
