import type { IncomingMessage } from "node:http";
import { type AddressRange, parseAddress, rangeContains } from "./ip-address.ts";

/** Finds the address that a request comes from; undefined once its connection is gone. */
export type CallerAddress = (message: IncomingMessage) => string | undefined;

/**
 * Makes what finds where requests come from: the peer of the connection, or, where that is one of the `trusted` proxies,
 * whom `X-Forwarded-For` names. It is read from its end, for each proxy adds the one it was reached from and only what
 * trusted ones have added counts: what comes before the first address that is not a trusted proxy's may be invented.
 */
export function callerAddress(trusted: readonly AddressRange[]): CallerAddress {
  return ({ socket, headers }) => {
    const peer = socket.remoteAddress;
    const forwarded = headers["x-forwarded-for"];
    if (peer === undefined || forwarded === undefined || trusted.length === 0) return peer;
    const hops = String(forwarded).split(",");
    let address = peer;
    while (isTrusted(address, trusted) && hops.length > 0) {
      const before = addressIn(hops.pop() ?? "");
      if (before === null) break;
      address = before;
    }
    return address;
  };
}

/** Writes `X-Forwarded-For` for passing a request on: with its peer added, as every proxy does. */
export function forwardedFor({ socket, headers }: IncomingMessage): string {
  return [headers["x-forwarded-for"], socket.remoteAddress].filter((part) => part !== undefined).join(", ");
}

function isTrusted(address: string, trusted: readonly AddressRange[]): boolean {
  const bytes = parseAddress(address);
  return bytes !== null && trusted.some((range) => rangeContains(range, bytes));
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressIn(hop: string): string | null {
  const text = hop.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return parseAddress(bare) === null ? null : bare;
}
