import { describe, expect, it } from "vitest";
import { readOutput, recordOutputTool } from "./record-output.ts";

const SCHEMA = { type: "object", properties: { a: { type: "integer" } }, required: ["a"] };
const FREE = { schema: null, shown: null };
const STRICT = { schema: SCHEMA, shown: new Set(["ev_1"]) };
let deep: unknown = 1;
for (let depth = 0; depth < 61; depth += 1) deep = [deep];

describe("record_output", () => {
  it.each([
    ["any JSON with a summary", FREE, { output: [1], summary: " S " }, { output: [1], summary: "S", citations: {} }],
    ["null", FREE, { output: null, summary: "S" }, { output: null, summary: "S", citations: {} }],
    ["what fits, without a summary", STRICT, { output: { a: 1 } }, { output: { a: 1 }, summary: null, citations: {} }],
    [
      "what fits, with citations",
      STRICT,
      { output: { a: 1 }, citations: { "/a": ["ev_1"] } },
      { output: { a: 1 }, summary: null, citations: { "/a": ["ev_1"] } },
    ],
  ])("takes %s", (_, rules, args, recorded) => {
    expect(readOutput(args, rules)).toEqual({ recorded });
  });

  it.each([
    ["a list", FREE, [], /field named "output"/],
    ["nothing", FREE, {}, /field named "output"/],
    ["no summary where one is needed", FREE, { output: 1 }, /"summary" is missing/],
    ["an empty summary", FREE, { output: 1, summary: " " }, /must not be empty/],
    ["a summary that is no text", STRICT, { output: { a: 1 }, summary: 7 }, /must be text/],
    ["what does not fit", STRICT, { output: {} }, /"a" is missing/],
    ["citations of nothing", STRICT, { output: { a: 1 }, citations: { "/b": ["ev_1"] } }, /names no field/],
    ["what is nested too deeply", FREE, { output: deep, summary: "S" }, /more than 60 deep/],
    ["what is too long", FREE, { output: "x".repeat(262_143), summary: "S" }, /the limit is 262144/],
  ])("sends back %s", (_, rules, args, problem) => {
    const read = readOutput(args, rules);
    expect("problems" in read && read.problems.join(" ")).toMatch(problem);
  });

  it("says everything that is wrong at once", () => {
    const read = readOutput({ output: { a: "x" }, summary: 1, citations: [] }, STRICT);
    expect("problems" in read && read.problems).toHaveLength(3);
  });

  it("offers citations only where there are events", () => {
    const properties = (rules: typeof FREE | typeof STRICT) =>
      Object.keys(recordOutputTool(rules).inputSchema["properties"] as object);
    expect(properties(STRICT)).toEqual(["output", "summary", "citations"]);
    expect(properties(FREE)).toEqual(["output", "summary"]);
  });
});
