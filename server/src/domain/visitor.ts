import { createHmac } from "node:crypto";
import { parseAddress } from "../lib/ip-address.ts";

/** Of an IPv6 address the network counts: a connection has the whole of it to itself. */
const NETWORK_BYTES = 8;

/**
 * Names whoever comes from a network address by a hash that nobody can undo without the installation's secret. All of an
 * IPv6 /64 are one.
 */
export function visitorOf(secret: string, address: string): string {
  const bytes = parseAddress(address);
  const network = bytes === null ? address : bytes.slice(0, bytes.length === 16 ? NETWORK_BYTES : 4).join(".");
  return createHmac("sha256", secret).update(`visitor:${network}`).digest("base64url");
}
