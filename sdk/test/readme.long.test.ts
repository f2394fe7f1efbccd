import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readBlocks } from "../../server/test/guides/fenced-blocks.ts";
import { filledDocument } from "../../server/test/guides/filled-document.ts";
import { runGuide } from "../../server/test/guides/run-guide.ts";
import { usedBy } from "../../server/test/guides/used-files.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const README = "sdk/README.md";
const markdown = readFileSync(`${REPOSITORY}${README}`, "utf8");

describe("the SDK's readme", () => {
  it("shows what the examples hold; else run: npx tsx scripts/fill-guides.ts", () => {
    expect(filledDocument(REPOSITORY, README, markdown)).toBe(markdown);
  });

  it("shows nothing that is not executed", () => {
    const blocks = readBlocks(markdown);
    const commands = blocks.filter(({ language }) => language === "sh").map(({ text }) => text);
    const isUsed = usedBy(REPOSITORY, commands.join("\n"));
    const shown = blocks.filter(({ language }) => !["sh", "text"].includes(language));
    expect(shown.filter(({ file }) => file === null || !isUsed(file))).toEqual([]);
  });

  it("runs, and prints what it says", async () => {
    const { failure } = await runGuide({ slug: "sdk", file: README });
    expect(failure).toBeNull();
  }, 180_000);
});
