import { expect, test } from "vitest";
import { compileSchema } from "../lib/json-schema.ts";
import { TERMINAL_STATUSES } from "./conversation.ts";
import { parseAgentReference } from "./ids.ts";
import { readSummary, SUMMARY_AGENT_CONFIG, SUMMARY_AGENT_ID, silentSummary } from "./summary.ts";

test("The platform's own summary agent has an id like any other", () => {
  expect(parseAgentReference(SUMMARY_AGENT_ID, "pa")).toEqual({ agentId: SUMMARY_AGENT_ID, version: null });
});

test("What fits its schema is read as a summary", () => {
  const output = { summary: "Kim booked a haircut.", sentiment: "positive" };
  const check = compileSchema(SUMMARY_AGENT_CONFIG.output.output_schema ?? {});
  expect(check(output)).toEqual({ ok: true });
  expect(check({ summary: "", sentiment: "positive" }).ok).toBe(false);
  expect(check({ summary: "x", sentiment: "angry" }).ok).toBe(false);
  expect(readSummary(output)).toEqual(output);
});

test.each<[string, unknown, unknown]>([
  ["a summary without a sentiment", { summary: "x" }, { summary: "x", sentiment: null }],
  ["a sentiment nobody knows", { summary: "x", sentiment: "angry" }, { summary: "x", sentiment: null }],
  [
    "more than was asked for",
    { summary: " x ", sentiment: "neutral", wish: 1 },
    { summary: "x", sentiment: "neutral" },
  ],
  ["no summary", { sentiment: "neutral" }, null],
  ["an empty one", { summary: " \n" }, null],
  ["one that is no text", { summary: ["x"] }, null],
  ["a text", "x", null],
  ["a list", [{ summary: "x" }], null],
  ["nothing", null, null],
])("An output with %s is read for what it is", (_what, output, expected) => {
  expect(readSummary(output)).toEqual(expected);
});

test("A summary of any length is kept to 10,000 characters", () => {
  expect(readSummary({ summary: "x".repeat(20_000) })?.summary).toHaveLength(10_000);
});

test.each(TERMINAL_STATUSES)("A conversation without a word of the user that ended as %s has a sentence", (status) => {
  expect(silentSummary(status, null).summary).toMatch(/^[A-Z].+\.$/);
  expect(silentSummary(status, null).sentiment).toBeNull();
});

test("A conversation that nobody joined says so", () => {
  expect(silentSummary("failed", "never_joined").summary).toBe("Nobody joined the conversation.");
});
