import { describe, expect, it } from "vitest";
import { newEventId, newId, parseAgentReference, sequenceOfEventId } from "./ids.ts";

describe("ids", () => {
  it("are a prefix and eleven letters or digits, no two alike", () => {
    const ids = Array.from({ length: 10_000 }, () => newId("conv"));
    for (const id of ids) expect(id).toMatch(/^conv_[0-9A-Za-z]{11}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([0, 1, 61, 62, 3843, 14_776_335])("of events say that their place is %i", (place) => {
    expect(newEventId(place)).toMatch(/^ev_[0-9A-Za-z]{11}$/);
    expect(sequenceOfEventId(newEventId(place))).toBe(place);
  });

  it.each(["", "ev_", "ev_123", "conv_00000000000", "ev_0000000000!", "ev_000000000000"])(
    "that are not ours say nothing: %s",
    (id) => {
      expect(sequenceOfEventId(id)).toBeNull();
    },
  );
});

describe("an agent as callers name it", () => {
  it.each([
    ["ca_abcdefghijk", { agentId: "ca_abcdefghijk", version: null }],
    ["ca_abcdefghijk@v0", { agentId: "ca_abcdefghijk", version: 0 }],
    ["ca_abcdefghijk@v12", { agentId: "ca_abcdefghijk", version: 12 }],
    ["ca_abcdefghijk@v01", null],
    ["ca_abcdefghijk@v", null],
    ["ca_abcdefghijk@v9999999999", null],
    ["pa_abcdefghijk", null],
    ["ca_short", null],
    ["ca_abcdefghijk@v1 ", null],
  ])("is read: %s", (text, reference) => {
    expect(parseAgentReference(text)).toEqual(reference);
  });
});
