import { describe, expect, it } from "vitest";
import type { McpCallEnd } from "../ports/mcp.ts";
import { outcomeOf } from "./mcp-answer.ts";

const TOOL = { fullName: "crm/find", isReadOnly: false };
const answered = (content: unknown[], more: object = {}): McpCallEnd => ({
  type: "answered",
  content,
  structuredContent: null,
  isError: false,
  ...more,
});
const text = (words: string) => ({ type: "text", text: words });
const UNSURE = "It may or may not have been carried out; do not repeat it without asking.";

describe("what the end of a call means", () => {
  it.each<[McpCallEnd, boolean, ReturnType<typeof outcomeOf>]>([
    [answered([text("Kim")]), false, { status: "succeeded", result: "Kim" }],
    [answered([text("Kim")], { isError: true }), false, { status: "failed", error: "Kim" }],
    [answered([], { isError: true }), false, { status: "failed", error: "crm/find failed, and did not say why." }],
    [{ type: "refused", reason: "No." }, false, { status: "failed", error: "crm/find failed: No." }],
    [{ type: "forgotten", reason: "Who?" }, false, { status: "failed", error: "crm/find failed: Who?" }],
    [{ type: "not_sent", reason: "Away." }, false, { status: "failed", error: "crm/find was not called: Away." }],
    [{ type: "lost", reason: "Gone." }, false, { status: "unknown", error: `crm/find failed: Gone. ${UNSURE}` }],
    [{ type: "lost", reason: "Gone." }, true, { status: "failed", error: "crm/find failed: Gone." }],
  ])("%j of a tool that changes nothing (%s)", (end, isReadOnly, outcome) => {
    expect(outcomeOf({ ...end }, { ...TOOL, isReadOnly })).toEqual(outcome);
  });
});

describe("what the model is given of an answer", () => {
  it.each<[string, McpCallEnd, unknown]>([
    ["nothing", answered([]), null],
    ["several texts", answered([text("one"), text(""), text("two")]), "one\ntwo"],
    ["structured content before text", answered([text("{}")], { structuredContent: { a: 1 } }), { a: 1 }],
    [
      "an image",
      answered([{ type: "image", mimeType: "image/png", data: "AAAA" }]),
      "(an image of the type image/png, 3 bytes)",
    ],
    ["audio", answered([{ type: "audio", data: "AAAAAAAA" }]), "(a piece of audio, 6 bytes)"],
    [
      "a resource with text",
      answered([{ type: "resource", resource: { uri: "file:///a", mimeType: "text/plain", text: "Hi." } }]),
      "(a resource of the type text/plain at file:///a:)\nHi.",
    ],
    [
      "a resource of bytes",
      answered([{ type: "resource", resource: { uri: "file:///b", blob: "AAAA" } }]),
      "(a resource at file:///b, 3 bytes)",
    ],
    [
      "a link",
      answered([{ type: "resource_link", uri: "file:///c", name: "c.txt" }]),
      '(a link to "c.txt" at file:///c)',
    ],
    ["a link without a name", answered([{ type: "resource_link", uri: 7 }]), "(a link to a resource)"],
    [
      "what nobody knows",
      answered([{ type: "smell" }, null, "text", 7, { type: "text", text: {} }]),
      [
        "(a piece of an unknown kind)",
        "(a piece of an unknown kind)",
        "(a piece of an unknown kind)",
        "(a piece of an unknown kind)",
      ].join("\n"),
    ],
    ["a resource without anything", answered([{ type: "resource", resource: null }]), "(a resource)"],
  ])("is %s", (_, end, result) => {
    expect(outcomeOf(end, TOOL)).toEqual({ status: "succeeded", result });
  });

  it("is bounded, in pieces and in characters", () => {
    const many = outcomeOf(answered(Array.from({ length: 150 }, (_, at) => text(String(at)))), TOOL);
    expect(many).toMatchObject({ result: expect.stringMatching(/\n99\n\(50 more pieces were left out\.\)$/) });
    const long = outcomeOf(answered([text(`${"x".repeat(99_999)}😀${"y".repeat(1_000)}`)]), TOOL) as { result: string };
    expect(long.result).toMatch(/x�… \(The rest of 101001 characters was left out\.\)$/);
    const data = outcomeOf(answered([], { structuredContent: { data: "x".repeat(100_000) } }), TOOL);
    expect(data).toMatchObject({ result: expect.stringMatching(/^\{"data":"x+… \(The rest of 100011 characters/) });
    const link = outcomeOf(
      answered([{ type: "resource_link", uri: "u".repeat(1_000), name: "n".repeat(1_000) }]),
      TOOL,
    );
    expect((link as { result: string }).result.length).toBeLessThan(500);
  });
});
