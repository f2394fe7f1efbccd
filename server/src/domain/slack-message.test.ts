import { describe, expect, it } from "vitest";
import { slackMessage, type ToldRun } from "./slack-message.ts";

const RUN: ToldRun = {
  procedureId: "trun_00000000001",
  name: "Call review",
  status: "success",
  livemode: true,
  conversationId: "conv_00000000001",
  output: { intent: "refund" },
  summary: null,
  error: null,
};

type Block = { type: string; text?: { type: string; text: string }; elements?: { text: string }[] };
const blocksOf = (run: Partial<ToldRun>) => slackMessage({ ...RUN, ...run }).blocks as unknown as Block[];
const shownIn = ({ text, elements }: Block) => text?.text ?? elements?.[0]?.text ?? "";
const sectionsOf = (output: unknown) =>
  blocksOf({ output }).flatMap(({ type, text }) => (type === "section" && text ? [text.text] : []));

describe("a message for Slack", () => {
  it("has the agent's name, each field of the output, and where it comes from", () => {
    expect(slackMessage(RUN)).toEqual({
      text: "Call review: *intent* refund",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "Call review", emoji: false } },
        { type: "section", text: { type: "mrkdwn", text: "*intent*\nrefund", verbatim: true } },
        {
          type: "context",
          elements: [{ type: "mrkdwn", text: "trun_00000000001 · conv_00000000001", verbatim: true }],
        },
      ],
    });
  });

  it.each<[string, unknown, string[]]>([
    ["a text", "All well.", ["All well."]],
    ["an empty text", "", ["–"]],
    ["a number", 4, ["4"]],
    ["nothing", null, ["–"]],
    ["an empty object", {}, ["The output is empty."]],
    ["fields of every kind", { a: true, b: null, c: "" }, ["*a*\ntrue", "*b*\n–", "*c*\n–"]],
    ["a list of texts", { tags: ["late", "broken"] }, ["*tags*\n• late\n• broken"]],
    ["an empty list", { tags: [] }, ["*tags*\n–"]],
    ["an object in a field", { who: { name: "Kim" } }, ['*who*\n```{\n "name": "Kim"\n}```']],
    ["a mention of everybody", "<!channel> & <@U123>", ["&lt;!channel&gt; &amp; &lt;@U123&gt;"]],
    ["a link in disguise", "<https://evil.example|your bank>", ["&lt;https://evil.example|your bank&gt;"]],
    ["a field that mentions", { "<!here>": 1 }, ["*&lt;!here&gt;*\n1"]],
    ["characters that cannot be shown", "a\u0000b\u001bc\ud800d", ["abc\ufffdd"]],
    ["a field called like one of every object", JSON.parse('{"__proto__": "x"}'), ["*__proto__*\nx"]],
  ])("writes %s", (_what, output, sections) => {
    expect(sectionsOf(output)).toEqual(sections);
  });

  it("begins with the summary, unless the output is just that", () => {
    const texts = (run: Partial<ToldRun>) =>
      blocksOf(run).flatMap(({ type, text }) => (type === "section" ? [text?.text] : []));
    expect(texts({ summary: "A refund was <asked> for." })).toEqual([
      "A refund was &lt;asked&gt; for.",
      "*intent*\nrefund",
    ]);
    expect(texts({ summary: "All well.", output: "All well." })).toEqual(["All well."]);
  });

  it("says that a run failed, and why", () => {
    const blocks = blocksOf({ status: "failed", output: null, error: "The model <b>failed</b>." });
    expect(blocks[0]?.text?.text).toBe("Call review failed");
    expect(blocks[1]?.text?.text).toBe("The model &lt;b&gt;failed&lt;/b&gt;.");
  });

  it("marks what comes of test mode, and does without a conversation", () => {
    const blocks = blocksOf({ livemode: false, conversationId: null });
    expect(blocks[0]?.text?.text).toBe("[test] Call review");
    expect(blocks.at(-1)?.elements?.[0]?.text).toBe("trun_00000000001");
  });

  it.each<[string, Partial<ToldRun>]>([
    ["a long text", { output: "x".repeat(1_000_000) }],
    ["a text of characters that are escaped", { output: "&".repeat(10_000) }],
    ["a text of pairs of surrogates", { output: "😀".repeat(10_000) }],
    ["many fields", { output: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field_${n}`, "y"])) }],
    [
      "many long fields",
      { output: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}`, "z".repeat(4_000)])) },
    ],
    ["a long name", { name: "😀 Review ".repeat(100), output: "x".repeat(5_000) }],
    ["a long error", { status: "failed", error: "<".repeat(5_000) }],
  ])("keeps Slack's limits with %s, cuts nothing in two, and says that it is cut", (_what, run) => {
    const { text, blocks } = slackMessage({ ...RUN, ...run });
    expect(text.length).toBeLessThanOrEqual(400);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks).isWellFormed()).toBe(true);
    let total = 0;
    for (const block of blocks as unknown as Block[]) {
      const shown = shownIn(block);
      total += shown.length;
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.length).toBeLessThanOrEqual(block.type === "header" ? 150 : 3_000);
      expect(shown.isWellFormed()).toBe(true);
      if (block.type === "section") expect(shown.replaceAll(/&(amp|lt|gt);/g, "")).not.toMatch(/[&<>]/);
    }
    expect(total).toBeLessThan(11_000);
    expect((blocks.at(-1) as unknown as Block).elements?.[0]?.text).toContain("cut; GET /procedures/trun_00000000001");
  });
});
