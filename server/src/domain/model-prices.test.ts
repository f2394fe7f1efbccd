import { describe, expect, it } from "vitest";
import { costOf, dearestOf, readModelPrice } from "./model-prices.ts";

describe("a model's price", () => {
  it.each([
    ["openai/gpt-4o=2.5/10", ["openai/gpt-4o", { input: 2.5, output: 10 }]],
    ["ollama/llama3:8b=0/0", ["ollama/llama3:8b", { input: 0, output: 0 }]],
    ["vllm/org/model=x=1/2", ["vllm/org/model=x", { input: 1, output: 2 }]],
    ["openai/gpt-4o=2.5", null],
    ["openai/gpt-4o=-1/2", null],
    ["openai/gpt-4o=1e9/2", null],
    ["openai/gpt-4o=Infinity/2", null],
    ["gpt-4o=1/2", null],
    ["", null],
  ])("is read from %j", (entry, price) => {
    expect(readModelPrice(entry)).toEqual(price);
  });

  const PRICES = { "a/x": { input: 1, output: 10 }, "b/y": { input: 2, output: 5 } };
  it.each([
    [["a/x"], { input: 1, output: 10 }],
    [["a/x", "b/y"], { input: 2, output: 10 }],
    [["a/x", "c/z"], { unpriced: ["c/z"] }],
    [["constructor"], { unpriced: ["constructor"] }],
    [[], { unpriced: [] }],
  ])("is the dearest of %j", (models, price) => {
    expect(dearestOf(models, PRICES)).toEqual(price);
  });

  it.each([
    [{ input: 0, output: 0 }, 0],
    [{ input: 1_000_000, output: 1_000_000 }, 11],
    [{ input: 1, output: 0 }, 0.000001],
    [{ input: 333, output: 777 }, 0.008103],
  ])("makes %j cost what it does", (tokens, cost) => {
    expect(costOf(tokens, PRICES["a/x"])).toBe(cost);
  });
});
