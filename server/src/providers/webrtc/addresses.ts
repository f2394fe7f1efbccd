import { isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";

/**
 * Returns the addresses that clients are told: those given, else the machine's own. They are of one family, for a line
 * has one socket: IPv4 where there is any.
 */
export function addressesToTell(given: readonly string[]): string[] {
  const known = given.length > 0 ? given : ownAddresses();
  const version4 = known.filter((address) => isIPv4(address));
  return version4.length > 0 ? version4 : [...known];
}

function ownAddresses(): string[] {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outer = interfaces.filter(({ internal, address }) => !internal && !/^(169\.254\.|fe80:)/i.test(address));
  // A machine without a network still talks to itself.
  return (outer.length > 0 ? outer : interfaces).map(({ address }) => address);
}
