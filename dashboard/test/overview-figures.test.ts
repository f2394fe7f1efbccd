import { describe, expect, it } from "vitest";
import { comparisonOf, shareOf } from "../src/overview/comparison.ts";
import { statisticsQuery } from "../src/overview/period.ts";
import { heaped } from "../src/overview/plot-data.ts";

const NOW = Date.parse("2026-11-30T10:20:30Z");

describe("the query of statistics", () => {
  it.each([
    [
      "a week of days, today included, when nothing is said",
      {},
      { interval: "day", at_gte: "2026-11-23T23:00:00.000Z" },
    ],
    ["the last 24 hours", { period: "24h" }, { interval: "hour", at_gte: "2026-11-29T11:00:00.000Z" }],
    ["ninety days, over a change of the clocks too", { period: "90d" }, { at_gte: "2026-09-01T22:00:00.000Z" }],
    ["a week for a period that there is not", { period: "toString" }, { at_gte: "2026-11-23T23:00:00.000Z" }],
    ["a version of an agent", { agent_id: "ca_1", version: "v2" }, { agent_id: "ca_1@v2" }],
    ["no version without an agent", { version: "v2" }, { agent_id: undefined }],
    ["a channel and a mode", { channel_type: "sms", livemode: "true" }, { channel_type: "sms", livemode: "true" }],
  ])("asks for %s", (_what, search, query) => {
    expect({ agent_id: undefined, ...statisticsQuery(search, NOW, "Europe/Zurich") }).toMatchObject(query);
  });
});

describe("a comparison with the time before", () => {
  it.each([
    [110, 100, "neither", { text: "10 % more", tone: "neutral" }],
    [90, 100, "less", { text: "10 % less", tone: "good" }],
    [90, 100, "more", { text: "10 % less", tone: "bad" }],
    [100, 100, "more", { text: "the same", tone: "neutral" }],
    [500, 100, "less", { text: "5 times as much", tone: "bad" }],
    [5, 0, "more", null],
    [null, 5, "more", null],
  ] as const)("of %s with %s, better %s", (now, before, better, comparison) => {
    expect(comparisonOf(now, before, better)).toEqual(comparison);
  });

  it("knows no share of nothing", () => {
    expect([shareOf(1, 4), shareOf(0, 0)]).toEqual([0.25, null]);
  });
});

it("bars are heaped on each other, what is not known as nothing", () => {
  const heap = heaped([
    { title: "a", values: [1, 2] },
    { title: "b", values: [null, 3] },
    { title: "c", values: [4, 0] },
  ]);
  expect(heap).toEqual([
    [1, 2],
    [1, 5],
    [5, 5],
  ]);
});
