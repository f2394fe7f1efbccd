import { describe, expect, it } from "vitest";
import { type BatchMove, type BatchState, nextBatchMove } from "./procedure-batch.ts";

const STATE: BatchState = {
  status: "running",
  budget: null,
  concurrency: 4,
  spent: { tokens: 0, costUsd: null },
  underWay: 0,
  remaining: 10,
};
const TOKENS = { max_tokens: 100, max_cost_usd: null };
const MONEY = { max_tokens: null, max_cost_usd: 1 };
const BOTH = { max_tokens: 100, max_cost_usd: 1 };

describe("a batch", () => {
  it.each<[string, Partial<BatchState>, BatchMove]>([
    ["begins as many runs as may be under way", {}, { type: "begin", runs: 4 }],
    ["fills up", { underWay: 3 }, { type: "begin", runs: 1 }],
    ["begins no more than are left", { remaining: 2 }, { type: "begin", runs: 2 }],
    ["waits when enough are under way", { underWay: 4 }, { type: "wait" }],
    ["waits when more are than may be", { underWay: 9 }, { type: "wait" }],
    ["waits for the last", { underWay: 1, remaining: 0 }, { type: "wait" }],
    ["is completed when nothing is left", { remaining: 0 }, { type: "end", status: "completed" }],
    ["goes on below its tokens", { budget: TOKENS, spent: { tokens: 99, costUsd: null } }, { type: "begin", runs: 4 }],
    ["stops at its tokens", { budget: TOKENS, spent: { tokens: 100, costUsd: null } }, { type: "exhaust" }],
    [
      "stops with runs under way",
      { budget: TOKENS, spent: { tokens: 500, costUsd: null }, underWay: 2 },
      { type: "exhaust" },
    ],
    ["goes on below its money", { budget: MONEY, spent: { tokens: 1e9, costUsd: 0.99 } }, { type: "begin", runs: 4 }],
    ["stops at its money", { budget: MONEY, spent: { tokens: 1, costUsd: 1 } }, { type: "exhaust" }],
    ["stops at whichever comes first", { budget: BOTH, spent: { tokens: 10, costUsd: 2 } }, { type: "exhaust" }],
    [
      "is completed, though its budget is used up, when nothing is left",
      { budget: TOKENS, spent: { tokens: 100, costUsd: null }, remaining: 0 },
      { type: "end", status: "completed" },
    ],
    ["that was cancelled waits for its runs", { status: "cancelled", underWay: 1 }, { type: "wait" }],
    ["that was cancelled ends with them", { status: "cancelled" }, { type: "end", status: "cancelled" }],
    ["that is exhausted begins nothing", { status: "budget_exhausted", underWay: 1 }, { type: "wait" }],
    ["that is exhausted ends", { status: "budget_exhausted" }, { type: "end", status: "budget_exhausted" }],
  ])("%s", (_what, state, move) => {
    expect(nextBatchMove({ ...STATE, ...state })).toEqual(move);
  });
});
