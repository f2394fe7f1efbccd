import { expect, it } from "vitest";
import { fuzz } from "./sip-fuzzer.ts";

const RUNS = Number(process.env["SIP_FUZZ_RUNS"] ?? "4000");

it(`reads ${RUNS} broken messages of SIP without throwing, each to the same end however its stream is cut`, () => {
  const result = fuzz(RUNS, 20_261_130);
  expect(result.sound + result.malformed + result.rubbish).toBe(RUNS);
  // A fuzzer that makes nothing but rubbish tries nothing.
  expect(result.sound).toBeGreaterThan(RUNS / 100);
  expect(result.malformed).toBeGreaterThan(RUNS / 100);
}, 600_000);
