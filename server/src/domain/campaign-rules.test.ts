import { describe, expect, it } from "vitest";
import type { CampaignRetries, CampaignStatus, Outcome, Tried } from "./campaign.ts";
import {
  type AfterAttempt,
  afterAttempt,
  CAMPAIGN_CANCELLED,
  contextOfRow,
  nextCampaignMove,
  nextCampaignTime,
  readAddress,
  roomToBegin,
} from "./campaign-rules.ts";
import type { ContactHours } from "./contact-hours.ts";

const RETRIES: CampaignRetries = {
  busy: { after_minutes: 5, times: 2 },
  "no-answer": { after_minutes: 60, times: 1 },
};

describe("afterAttempt", () => {
  const done = { type: "done" } as const;
  const retry = (minutes: number) => ({ type: "retry", afterMs: minutes * 60_000 }) as const;
  it.each<[Outcome, Tried, AfterAttempt]>([
    ["completed", { completed: 1 }, done],
    ["busy", { busy: 1 }, retry(5)],
    ["busy", { busy: 2, "no-answer": 1 }, retry(5)],
    ["busy", { busy: 3 }, done],
    ["no-answer", { "no-answer": 1, busy: 2 }, retry(60)],
    ["no-answer", { "no-answer": 2 }, done],
    ["voicemail", { voicemail: 1 }, done],
    ["failed", { failed: 1 }, done],
  ])("after %s, with %j in all", (outcome, tried, expected) => {
    const campaign = { status: "running" as const, retries: RETRIES };
    expect(afterAttempt({ outcome, failure: null, tried }, campaign)).toEqual(expected);
    expect(afterAttempt({ outcome, failure: null, tried }, { ...campaign, status: "paused" })).toEqual(expected);
    expect(afterAttempt({ outcome, failure: null, tried }, { ...campaign, status: "cancelled" })).toEqual(done);
  });

  it.each<[string, AfterAttempt["type"]]>([
    ["do_not_call", "refused"],
    ["opted_out", "refused"],
    ["number_invalid", "refused"],
    [CAMPAIGN_CANCELLED, "cancelled"],
    ["interrupted", "retry"],
  ])("of what failed with %s", (code, type) => {
    const failure = { code, message: "It failed." };
    const retries = { failed: { after_minutes: 1, times: 3 } };
    const campaign = { status: "running" as const, retries };
    expect(afterAttempt({ outcome: "failed", failure, tried: { failed: 1 } }, campaign).type).toBe(type);
  });
});

describe("nextCampaignMove", () => {
  it.each<[CampaignStatus, boolean, number, unknown]>([
    ["draft", true, 0, { type: "wait" }],
    ["running", true, 0, { type: "begin" }],
    ["running", true, 9, { type: "begin" }],
    ["running", false, 1, { type: "wait" }],
    ["running", false, 0, { type: "end", status: "completed" }],
    ["paused", true, 1, { type: "wait" }],
    ["paused", false, 0, { type: "wait" }],
    ["cancelled", false, 1, { type: "wait" }],
    ["cancelled", false, 0, { type: "end", status: "cancelled" }],
  ])("of one that is %s, with rows left: %s, and %i under way", (status, isAnyLeft, underWay, move) => {
    expect(nextCampaignMove({ status, isAnyLeft, underWay })).toEqual(move);
  });
});

describe("roomToBegin", () => {
  it.each([
    [{ per_minute: 10, at_once: null }, { begunLately: 0, underWay: 500 }, 10],
    [{ per_minute: 10, at_once: null }, { begunLately: 7, underWay: 0 }, 3],
    [{ per_minute: 10, at_once: 4 }, { begunLately: 0, underWay: 1 }, 3],
    [{ per_minute: 10, at_once: 4 }, { begunLately: 9, underWay: 1 }, 1],
    [{ per_minute: 10, at_once: 4 }, { begunLately: 0, underWay: 6 }, 0],
    [{ per_minute: 5, at_once: null }, { begunLately: 8, underWay: 0 }, 0],
  ])("of %j with %j", (pacing, pace, room) => {
    expect(roomToBegin(pacing, pace)).toBe(room);
  });
});

describe("nextCampaignTime", () => {
  const hours = (from: string, to: string, time_zone: string | null = null): ContactHours => {
    return { time_zone, windows: [{ days: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], from, to }] };
  };
  const evening = hours("17:00", "20:00");
  const office = hours("09:00", "18:00", "America/New_York");
  it.each<[string, (ContactHours | null)[], string, string, string]>([
    ["none", [null, null], "UTC", "2026-11-23T03:00Z", "2026-11-23T03:00Z"],
    ["one", [evening], "UTC", "2026-11-23T03:00Z", "2026-11-23T17:00Z"],
    ["two that overlap", [evening, office], "UTC", "2026-11-23T13:00Z", "2026-11-23T17:00Z"],
    ["two, past the overlap", [evening, office], "UTC", "2026-11-23T20:00Z", "2026-11-24T17:00Z"],
    ["the other way round", [office, evening], "UTC", "2026-11-23T20:00Z", "2026-11-24T17:00Z"],
    // Zurich keeps summer time until 25 October 2026, New York until 1 November: for a week they are five hours apart.
    ["before Zurich's clocks change", [evening, office], "Europe/Zurich", "2026-10-24T13:00Z", "2026-10-24T15:00Z"],
    ["between both changes", [evening, office], "Europe/Zurich", "2026-10-26T13:00Z", "2026-10-26T16:00Z"],
    ["in a gap of the clock", [hours("02:30", "04:00")], "Europe/Zurich", "2026-03-29T00:00Z", "2026-03-29T01:00Z"],
  ])("of %s", (_name, all, zone, at, expected) => {
    expect(nextCampaignTime(new Date(at), all, zone)).toEqual(new Date(expected));
  });

  it("comes to an end where two hours have no moment in common", () => {
    const at = nextCampaignTime(
      new Date("2026-11-23T03:00Z"),
      [hours("09:00", "10:00"), hours("11:00", "12:00")],
      "UTC",
    );
    expect(at.getTime()).toBeGreaterThan(Date.parse("2026-11-23T03:00Z"));
  });
});

describe("a row", () => {
  it.each([
    ["sms", "0041 44 668 18 00", "+41446681800", null],
    ["phone", " +1 (415) 555-0123 ", "+14155550123", null],
    ["phone", "044 668 18 00", "044 668 18 00", "invalid_number"],
    ["phone", "=1+1", "=1+1", "invalid_number"],
    ["email", " Kim@Example.COM ", "kim@example.com", null],
    ["email", "kim@", "kim@", "invalid_address"],
  ] as const)("on %s to %s is to %s", (type, text, address, code) => {
    const read = readAddress(type, text);
    expect([read.address, read.problem?.code ?? null]).toEqual([address, code]);
  });

  it("says of the customer what its context does not", () => {
    const row = { external_id: "4711", time_zone: "UTC" };
    expect(
      contextOfRow({ ...row, context: { $customer: { external_id: "1", time_zone: null, name: "Kim" } } }),
    ).toEqual({
      $customer: { external_id: "1", time_zone: "UTC", name: "Kim" },
    });
    expect(contextOfRow({ context: { a: 1 }, external_id: null, time_zone: null })).toEqual({ a: 1 });
  });
});
