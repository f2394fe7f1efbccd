import { expect, it } from "vitest";
import { digestOf } from "./digest.ts";

/** The example of RFC 7616, section 3.9.1. */
const EXAMPLE = {
  realm: "http-auth@example.org",
  nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  method: "GET",
  uri: "/dir/index.html",
  protection: { qop: "auth", count: "00000001", clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ" },
};
const MUFASA = { username: "Mufasa", password: "Circle of Life" };

it.each([
  ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
  ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
])("makes the digest of RFC 7616's example with %s", (algorithm, expected) => {
  expect(digestOf(MUFASA, { ...EXAMPLE, algorithm })).toBe(expected);
});
