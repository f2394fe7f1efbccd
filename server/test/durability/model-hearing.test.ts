import { describe, expect, it } from "vitest";
import { lateAnswerNote, STILL_RUNNING } from "../../src/domain/late-answers.ts";
import type { FakeModelMessage } from "../../src/testing/fake-model-server.ts";
import { ModelHearings } from "./model-hearing.ts";

const NOTE = "0-abc-0";
const DONE = JSON.stringify({ kept: NOTE });
const UNSURE = "It broke. It may or may not have been carried out; do not repeat it without asking.";

const asked = (id: string, note = NOTE): FakeModelMessage => ({
  role: "assistant",
  tool_calls: [{ id, function: { name: "keep_note", arguments: JSON.stringify({ note, act: "ok" }) } }],
});
const answered = (id: string, content: string): FakeModelMessage => ({ role: "tool", tool_call_id: id, content });
const noted = (answer: string, failed: boolean): FakeModelMessage => ({
  role: "user",
  content: lateAnswerNote({ tool: "keep_note", arguments: JSON.stringify({ note: NOTE }), answer, failed }),
});

function hear(...requests: FakeModelMessage[][]) {
  const hearings = new ModelHearings();
  for (const messages of requests) hearings.hear({ model: "any", messages });
  return hearings.of("abc");
}

describe("what a model was told of a call", () => {
  it.each<[string, FakeModelMessage[], string]>([
    ["a result", [asked("c"), answered("c", DONE)], "succeeded"],
    ["a failure", [asked("c"), answered("c", "It was refused.")], "failed"],
    ["that nobody knows", [asked("c"), answered("c", UNSURE)], "unknown"],
    ["that it runs", [asked("c"), answered("c", STILL_RUNNING)], "running"],
    ["a late result", [asked("c"), answered("c", STILL_RUNNING), noted(DONE, false)], "succeeded"],
    ["a late failure", [asked("c"), answered("c", STILL_RUNNING), noted("No.", true)], "failed"],
  ])("is %s", (_what, messages, told) => {
    expect(hear(messages)).toEqual({ told: new Map([[NOTE, told]]), faults: [] });
  });

  it.each<[string, FakeModelMessage[][], RegExp]>([
    [
      "a call without a result",
      [[asked("c"), { role: "user", content: "Hi" }, answered("c", DONE)]],
      /without a result/,
    ],
    ["a result without a call", [[asked("c"), answered("c", DONE), answered("d", DONE)]], /of d without a call/],
    ["two results", [[asked("c"), answered("c", DONE), noted(DONE, false)]], /told twice/],
    [
      "one thing and then another",
      [
        [asked("c"), answered("c", DONE)],
        [asked("c"), answered("c", "No.")],
      ],
      /later failed/,
    ],
    ["a failure that is none", [[asked("c"), answered("c", STILL_RUNNING), noted(DONE, true)]], /says failed: true/],
  ])("is wrong when it is %s", (_what, requests, fault) => {
    expect(hear(...requests).faults.join("\n")).toMatch(fault);
  });
});
