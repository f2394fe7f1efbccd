import { describe, expect, it } from "vitest";
import { readSipUri } from "./sip-uri.ts";
import { readVia, replyPort } from "./via.ts";

describe("a port that nothing can be sent to", () => {
  const ports = ["0", "00000", "65536", "99999", "-1", "5060x"];

  it.each(ports)("makes an address with port %s none", (port) => {
    expect(readSipUri(`sip:x@127.0.0.1:${port}`)).toBeNull();
    expect(readSipUri(`sip:x@[::1]:${port};lr`)).toBeNull();
  });

  it.each(ports)("makes a Via with port %s none, so that the answer goes where the request came from", (port) => {
    const via = `SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bKx`;
    expect(readVia(via)).toBeNull();
    expect(replyPort(via, 40_000)).toBe(40_000);
  });

  it("is none of the ports at the ends of the range", () => {
    expect(["1", "65535"].map((port) => readSipUri(`sip:x@127.0.0.1:${port}`)?.port)).toEqual([1, 65_535]);
    expect(replyPort("SIP/2.0/UDP 127.0.0.1:65535;branch=z9hG4bKx", 40_000)).toBe(65_535);
  });
});
