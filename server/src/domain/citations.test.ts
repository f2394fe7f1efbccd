import { describe, expect, it } from "vitest";
import { readCitations } from "./citations.ts";

const CITED = { output: { a: 1, items: [{ b: 2 }] }, shown: new Set(["ev_1", "ev_2"]) };

describe("citations", () => {
  it.each([
    ["absent", undefined, {}],
    ["null", null, {}],
    ["none", {}, {}],
    ["of a field", { "/a": ["ev_1"] }, { "/a": ["ev_1"] }],
    ["of a field in a list", { "/items/0/b": ["ev_1", "ev_2"] }, { "/items/0/b": ["ev_1", "ev_2"] }],
    ["of the whole output", { "": ["ev_2"] }, { "": ["ev_2"] }],
    ["given twice", { "/a": ["ev_1", "ev_1"] }, { "/a": ["ev_1"] }],
  ])("that are %s are taken", (_, written, citations) => {
    expect(readCitations(written, CITED)).toEqual({ citations });
  });

  it.each([
    ["no object", ["ev_1"], /must be an object/],
    ["of a field that is not there", { "/c": ["ev_1"] }, /"\/c" names no field/],
    ["of a path that is no pointer", { a: ["ev_1"] }, /"a" names no field/],
    ["of an event that was not shown", { "/a": ["ev_1", "ev_9"] }, /"ev_9", which is no event/],
    ["no list", { "/a": "ev_1" }, /list of 1 to 50/],
    ["an empty list", { "/a": [] }, /list of 1 to 50/],
    ["of things that are no ids", { "/a": [7, null] }, /names 7/],
    ["of a prototype", { "/constructor": ["ev_1"] }, /names no field/],
  ])("that are %s are sent back", (_, written, problem) => {
    const read = readCitations(written, CITED);
    expect("problems" in read && read.problems.join(" ")).toMatch(problem);
  });

  it("cannot be given where there is no log, and none need be", () => {
    expect(readCitations({ "/a": ["ev_1"] }, { ...CITED, shown: null })).toHaveProperty("problems");
    expect(readCitations({}, { ...CITED, shown: null })).toEqual({ citations: {} });
  });

  it("name ten problems at most", () => {
    const written = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/x${index}`, ["ev_1"]]));
    const read = readCitations(written, CITED);
    expect("problems" in read && read.problems).toHaveLength(10);
  });
});
