import { describe, expect, it } from "vitest";
import { readFeedCursor, writeFeedCursor } from "./feed-cursor.ts";

const ENDPOINT = "whe_00000000001";
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a feed's cursor", () => {
  it("comes back as it was written, however large", () => {
    const position = { after: "900719925474099299", forgotten: "12" };
    expect(readFeedCursor(ENDPOINT, writeFeedCursor(ENDPOINT, position))).toEqual(position);
  });

  it.each([
    ["of another endpoint", writeFeedCursor("whe_00000000002", { after: "1", forgotten: "0" })],
    ["empty", ""],
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("[1,").toString("base64url")],
    ["a list's", encode(["2025-06-19T09:30:00.000Z", "whd_00000000001"])],
    ["with a number for a place", encode([ENDPOINT, 1, "0"])],
    ["with a negative place", encode([ENDPOINT, "-1", "0"])],
    ["with a place beyond all numbers", encode([ENDPOINT, "99999999999999999999", "0"])],
    ["with SQL for a place", encode([ENDPOINT, "0; drop table jobs", "0"])],
    ["too short", encode([ENDPOINT, "1"])],
    ["too long", encode([ENDPOINT, "1", "0", "0"])],
    ["a text", encode("cursor")],
    ["null", encode(null)],
  ])("is refused when it is %s", (_what, cursor) => {
    expect(() => readFeedCursor(ENDPOINT, cursor)).toThrow(/not one that this endpoint's feed gave out/);
  });
});
