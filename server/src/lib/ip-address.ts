import { isIP } from "node:net";

/** An address as its 4 or 16 bytes. */
export type AddressBytes = readonly number[];

/** A range of addresses. */
export interface AddressRange {
  readonly base: AddressBytes;
  readonly prefixLength: number;
}

/**
 * Reads an IPv4 or IPv6 address; null if it is neither. An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) comes back as
 * the IPv4 address that it reaches; a zone (`%eth0`) is left out.
 */
export function parseAddress(text: string): AddressBytes | null {
  const bare = text.replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return null;
  const bytes = version === 4 ? bare.split(".").map(Number) : parseIpv6(bare);
  return rangeContains(IPV4_MAPPED, bytes) ? bytes.slice(12) : bytes;
}

/** Reads `address/length`, or an address alone as the range of just itself; null if it is neither. */
export function parseAddressRange(text: string): AddressRange | null {
  const [address = "", length, ...rest] = text.split("/");
  const base = isIP(address) === 0 ? null : parseAddress(address);
  if (base === null || rest.length > 0) return null;
  const longest = base.length * 8;
  if (length === undefined) return { base, prefixLength: longest };
  const prefixLength = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  return prefixLength <= longest ? { base, prefixLength } : null;
}

/** Says whether an address lies in a range; never across IPv4 and IPv6. */
export function rangeContains(range: AddressRange, address: AddressBytes): boolean {
  if (range.base.length !== address.length) return false;
  return range.base.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, range.prefixLength - index * 8));
    const mask = (0xff00 >> bits) & 0xff;
    return (byte & mask) === ((address[index] ?? 0) & mask);
  });
}

/**
 * Names what keeps an address from being a public one ("a private address"), or null if it is public. The ranges are
 * those of the IANA special-purpose registries (RFC 6890 and its updates). An IPv6 address that carries an IPv4
 * address (NAT64, RFC 6052; 6to4, RFC 3056) is judged by the address that it carries.
 */
export function specialPurposeOf(address: AddressBytes): string | null {
  const carried = carriedIpv4(address);
  if (carried !== null) return specialPurposeOf(carried);
  const special = SPECIAL.find(({ range }) => rangeContains(range, address));
  if (special !== undefined) return special.purpose;
  return address.length === 4 || rangeContains(GLOBAL_UNICAST, address) ? null : "a reserved address";
}

function carriedIpv4(address: AddressBytes): AddressBytes | null {
  if (rangeContains(NAT64, address)) return address.slice(12);
  return rangeContains(SIX_TO_FOUR, address) ? address.slice(2, 6) : null;
}

/** `text` is known to be well-formed IPv6, with no zone. */
function parseIpv6(text: string): number[] {
  const hex = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a, b, c, d] = parts.slice(0, 4).map((part) => Number(part).toString(16).padStart(2, "0"));
    return `${a}${b}:${c}${d}`;
  });
  const [head = "", tail] = hex.split("::");
  const left = groupsOf(head);
  const right = groupsOf(tail ?? "");
  const zeros = new Array<number>(8 - left.length - right.length).fill(0);
  return [...left, ...zeros, ...right].flatMap((group) => [group >> 8, group & 0xff]);
}

function groupsOf(text: string): number[] {
  return text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
}

function ipv6Range(text: string, prefixLength: number): AddressRange {
  return { base: parseIpv6(text), prefixLength };
}

const IPV4_MAPPED = ipv6Range("::ffff:0:0", 96);
const NAT64 = ipv6Range("64:ff9b::", 96);
const SIX_TO_FOUR = ipv6Range("2002::", 16);
const GLOBAL_UNICAST = ipv6Range("2000::", 3);

const SPECIAL = Object.entries({
  "0.0.0.0/8": "an unspecified address",
  "10.0.0.0/8": "a private address",
  "100.64.0.0/10": "a carrier-grade NAT address",
  "127.0.0.0/8": "a loopback address",
  "169.254.0.0/16": "a link-local address",
  "172.16.0.0/12": "a private address",
  "192.0.0.0/24": "a reserved address",
  "192.0.2.0/24": "a documentation address",
  "192.88.99.0/24": "a reserved address",
  "192.168.0.0/16": "a private address",
  "198.18.0.0/15": "a benchmarking address",
  "198.51.100.0/24": "a documentation address",
  "203.0.113.0/24": "a documentation address",
  "224.0.0.0/4": "a multicast address",
  "240.0.0.0/4": "a reserved address",
  "::/128": "an unspecified address",
  "::1/128": "a loopback address",
  "fc00::/7": "a private address",
  "fe80::/10": "a link-local address",
  "fec0::/10": "a private address",
  "ff00::/8": "a multicast address",
  "2001::/23": "a reserved address",
  "2001:db8::/32": "a documentation address",
  "3fff::/20": "a documentation address",
}).map(([text, purpose]) => {
  const range = parseAddressRange(text);
  if (range === null) throw new TypeError(`${text} is not a range of addresses.`);
  return { range, purpose };
});
