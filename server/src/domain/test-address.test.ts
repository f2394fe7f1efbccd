import { describe, expect, it } from "vitest";
import { newTestAddressSchema } from "./test-address.ts";

const read = (address: unknown) => newTestAddressSchema.safeParse({ address });

describe("a test address", () => {
  it.each([
    ["+14155550123", "+14155550123"],
    [" +1 (415) 555-0123 ", "+14155550123"],
    ["+49 30/901820", "+4930901820"],
    ["+1.415.555.0123", "+14155550123"],
    ["Kim@Example.COM", "kim@example.com"],
    ["\tkim+tests@example.com\n", "kim+tests@example.com"],
  ])("%j is compared as %j", (given, kept) => {
    expect(read(given).data?.address).toBe(kept);
  });

  it.each([
    "",
    " ",
    "+",
    "+0123456789",
    "+123456",
    "+1234567890123456",
    "4155550123",
    "0014155550123",
    "+1415555\u0000123",
    "+١٤١٥٥٥٥٠١٢٣",
    "+1415555O123",
    "kim",
    "kim@",
    "@example.com",
    "kim@example",
    "kim@example.com, lee@example.com",
    "kim\u0000@example.com",
    "kim@example.com\r\nBcc: lee@example.com",
    `${"k".repeat(170)}@example.com`,
    null,
    14155550123,
    ["+14155550123"],
  ])("is not %j", (given) => {
    expect(read(given).success).toBe(false);
  });
});
