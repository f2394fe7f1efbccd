import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { callerAddress, forwardedFor } from "./caller-address.ts";
import { parseAddressRange } from "./ip-address.ts";

const TRUSTED = ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"].flatMap((text) => parseAddressRange(text) ?? []);

function messageFrom(peer: string | undefined, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return { socket: { remoteAddress: peer }, headers } as IncomingMessage;
}

describe("the address of a caller", () => {
  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ["is the peer's", "198.51.100.7", undefined, "198.51.100.7"],
    ["is the peer's where a stranger names another", "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    ["is the peer's where a stranger names a proxy of ours", "198.51.100.7", "127.0.0.1", "198.51.100.7"],
    ["is whom a trusted proxy names", "127.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["is whom it names when reached over IPv6's form of IPv4", "::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["is not what the caller had put before", "127.0.0.1", "192.0.2.1, 203.0.113.9", "203.0.113.9"],
    ["is not a proxy of ours that the caller had put before", "127.0.0.1", "10.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["is found through several proxies", "127.0.0.1", "203.0.113.9, 10.0.0.4,10.0.0.5", "203.0.113.9"],
    ["is found through proxies of IPv6", "2001:db8::1", "2a00::9", "2a00::9"],
    ["is found where the proxy adds the port", "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
    ["is found where the proxy adds the port to IPv6", "127.0.0.1", "[2a00::9]:4711", "2a00::9"],
    ["is the farthest where all are proxies", "127.0.0.1", "10.0.0.3, 10.0.0.4", "10.0.0.3"],
    ["is the last proxy's where no address is named", "127.0.0.1", "unknown", "127.0.0.1"],
    ["is the last proxy's where nonsense stands before it", "127.0.0.1", "<script>, 10.0.0.4", "10.0.0.4"],
    ["is the peer's where the header is empty", "127.0.0.1", "", "127.0.0.1"],
    ["is unknown once the connection is gone", undefined, "203.0.113.9", undefined],
  ])("%s", (_, peer, forwarded, found) => {
    expect(callerAddress(TRUSTED)(messageFrom(peer, forwarded))).toBe(found);
  });

  it("is the peer's where no proxy is trusted", () => {
    expect(callerAddress([])(messageFrom("127.0.0.1", "203.0.113.9"))).toBe("127.0.0.1");
  });
});

describe("a request that is passed on", () => {
  it.each([
    [undefined, "198.51.100.7"],
    ["203.0.113.9", "203.0.113.9, 198.51.100.7"],
  ])("names its peer after %s", (before, written) => {
    expect(forwardedFor(messageFrom("198.51.100.7", before))).toBe(written);
  });
});
