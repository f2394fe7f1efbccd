import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { COMMAND_DOCS } from "../../scripts/write-command-docs.ts";
import { commandDocs } from "../src/command-docs.ts";

it("docs/command-line.md is made of the commands; else run: npx tsx scripts/write-command-docs.ts", async () => {
  expect(await readFile(COMMAND_DOCS, "utf8")).toBe(commandDocs());
});
