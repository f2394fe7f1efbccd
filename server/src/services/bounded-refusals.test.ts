import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Activity } from "../ports/activity-log.ts";
import { ANONYMOUS, SYSTEM } from "./actors.ts";
import { boundedRefusals } from "./bounded-refusals.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const KEY = { type: "api_key", id: "key_1", name: "Shop" } as const;
const TOKEN = { type: "token", id: "conv_1", name: null } as const;

function activity(more: Partial<Activity>): Activity {
  return {
    kind: "api_request",
    outcome: "refused",
    summary: "one",
    actor: ANONYMOUS,
    livemode: null,
    requestId: null,
    conversationId: null,
    at: new Date(),
    duration: 1,
    details: {},
    ...more,
  };
}

function openLog() {
  const summaries: string[] = [];
  return { summaries, log: boundedRefusals({ record: ({ summary }) => summaries.push(summary) }) };
}

const MORE = (count: number) => `${count} more requests refused, of callers without a good key or beyond their limit`;

it("a flood of refusals is taken down one by one a hundred times a minute, and then together", () => {
  const { summaries, log } = openLog();
  for (let count = 0; count < 5_000; count += 1) log.record(activity({ actor: count % 2 === 0 ? ANONYMOUS : TOKEN }));
  expect(summaries).toHaveLength(100);
  vi.advanceTimersByTime(60_000);
  expect(summaries.slice(100)).toEqual([MORE(4_900)]);
  for (let count = 0; count < 101; count += 1) log.record(activity({}));
  expect(summaries).toHaveLength(201);
  vi.advanceTimersByTime(60_000);
  log.record(activity({}));
  expect(summaries.slice(201)).toEqual([MORE(1), "one"]);
});

it("requests beyond a key's limit are bounded, too", () => {
  const { summaries, log } = openLog();
  const details = { error: { code: "rate_limited", param: null } };
  for (let count = 0; count < 300; count += 1) log.record(activity({ actor: KEY, details }));
  expect(summaries).toHaveLength(100);
});

it("what known callers do, and what succeeds, is always taken down", () => {
  const { summaries, log } = openLog();
  const notFound = { error: { code: "not_found", param: null } };
  for (let count = 0; count < 300; count += 1) {
    log.record(activity({ actor: KEY, details: notFound }));
    log.record(activity({ actor: SYSTEM, kind: "job" }));
    log.record(activity({ actor: TOKEN, outcome: "succeeded" }));
  }
  expect(summaries).toHaveLength(900);
});
