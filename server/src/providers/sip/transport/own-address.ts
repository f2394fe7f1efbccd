import { networkInterfaces } from "node:os";
import { parseAddress, parseAddressRange, rangeContains } from "../../../lib/ip-address.ts";

/**
 * Returns our own address as somebody else can reach it: that of the network which we share with them, else the public
 * one, else the first of this machine that is of the same kind.
 */
export function ownAddressFor(remote: string, publicAddress: string | null): string {
  const target = parseAddress(remote);
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const shared = own.find(({ cidr }) => {
    const range = cidr === null ? null : parseAddressRange(cidr);
    return range !== null && target !== null && rangeContains(range, target);
  });
  if (shared !== undefined) return shared.address;
  if (publicAddress !== null) return publicAddress;
  const family = target?.length === 16 ? "IPv6" : "IPv4";
  return own.find((address) => address.family === family && !address.internal)?.address ?? "127.0.0.1";
}
