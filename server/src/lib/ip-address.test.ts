import { describe, expect, it } from "vitest";
import { parseAddress, parseAddressRange, rangeContains, specialPurposeOf } from "./ip-address.ts";

describe("parseAddress", () => {
  it.each<[string, string | null]>([
    ["192.0.2.1", "c0000201"],
    ["::", "00000000000000000000000000000000"],
    ["::1", "00000000000000000000000000000001"],
    ["2001:db8::8:800:200c:417a", "20010db80000000000080800200c417a"],
    ["fe80::1%eth0", "fe800000000000000000000000000001"],
    ["64:ff9b::192.0.2.33", "0064ff9b0000000000000000c0000221"],
    ["1::", "00010000000000000000000000000000"],
    ["::ffff:10.0.0.1", "0a000001"],
    ["::FFFF:0a00:0001", "0a000001"],
    ["010.0.0.1", null],
    ["127.1", null],
    ["2130706433", null],
    ["0x7f000001", null],
    ["localhost", null],
    ["", null],
  ])("reads %s", (text, hex) => {
    const bytes = parseAddress(text);
    expect(bytes === null ? null : Buffer.from(bytes).toString("hex")).toBe(hex);
  });
});

describe("parseAddressRange", () => {
  it.each([
    ["10.0.0.0/8", 8],
    ["0.0.0.0/0", 0],
    ["127.0.0.1", 32],
    ["::1", 128],
    ["fc00::/7", 7],
    ["10.0.0.0/33", undefined],
    ["10.0.0.0/-1", undefined],
    ["10.0.0.0/8/8", undefined],
    ["10.0.0.0/", undefined],
    ["example.com", undefined],
    ["::ffff:10.0.0.0/104", undefined],
  ])("reads %s as %s bits", (text, bits) => {
    expect(parseAddressRange(text)?.prefixLength).toBe(bits);
  });
});

describe("rangeContains", () => {
  it.each([
    ["172.16.0.0/12", "172.31.255.255", true],
    ["172.16.0.0/12", "172.32.0.0", false],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["::/0", "8.8.8.8", false],
    ["fc00::/7", "fdff::1", true],
    ["fc00::/7", "fe00::1", false],
    ["10.0.0.0/8", "::ffff:10.1.2.3", true],
  ])("%s and %s: %s", (range, address, contains) => {
    expect(rangeContains(parseAddressRange(range) as never, parseAddress(address) as never)).toBe(contains);
  });
});

describe("specialPurposeOf", () => {
  it.each([
    ["0.0.0.0", "an unspecified address"],
    ["0.1.2.3", "an unspecified address"],
    ["10.255.255.255", "a private address"],
    ["11.0.0.0", null],
    ["100.63.255.255", null],
    ["100.64.0.0", "a carrier-grade NAT address"],
    ["100.128.0.0", null],
    ["127.0.0.1", "a loopback address"],
    ["127.255.255.254", "a loopback address"],
    ["169.254.169.254", "a link-local address"],
    ["172.15.255.255", null],
    ["172.16.0.1", "a private address"],
    ["192.0.0.1", "a reserved address"],
    ["192.0.2.1", "a documentation address"],
    ["192.168.1.1", "a private address"],
    ["192.169.0.1", null],
    ["198.19.255.255", "a benchmarking address"],
    ["198.51.100.7", "a documentation address"],
    ["203.0.113.7", "a documentation address"],
    ["223.255.255.255", null],
    ["224.0.0.1", "a multicast address"],
    ["240.0.0.1", "a reserved address"],
    ["255.255.255.255", "a reserved address"],
    ["8.8.8.8", null],
    ["::", "an unspecified address"],
    ["::1", "a loopback address"],
    ["::7f00:1", "a reserved address"],
    ["::ffff:127.0.0.1", "a loopback address"],
    ["::ffff:8.8.8.8", null],
    ["::ffff:0:8.8.8.8", "a reserved address"],
    ["64:ff9b::10.0.0.1", "a private address"],
    ["64:ff9b::8.8.8.8", null],
    ["64:ff9b:1::8.8.8.8", "a reserved address"],
    ["100::1", "a reserved address"],
    ["2001::1", "a reserved address"],
    ["2001:1ff::1", "a reserved address"],
    ["2001:db8::1", "a documentation address"],
    ["2002:c0a8:101::1", "a private address"],
    ["2002:0808:0808::1", null],
    ["2606:4700::1111", null],
    ["3fff:fff::1", "a documentation address"],
    ["5f00::1", "a reserved address"],
    ["fc00::1", "a private address"],
    ["fdab::1", "a private address"],
    ["fe80::1%eth0", "a link-local address"],
    ["fec0::1", "a private address"],
    ["ff02::1", "a multicast address"],
    ["4000::1", "a reserved address"],
  ])("%s is %s", (address, purpose) => {
    expect(specialPurposeOf(parseAddress(address) as never)).toBe(purpose);
  });
});
