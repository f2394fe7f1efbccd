import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { CONFIGURATION_DOCS, configurationDocs } from "../../scripts/write-configuration-docs.ts";
import { environmentSchema } from "../src/config.ts";

it("docs/configuration.md is what the schema of the environment says; else run npx tsx scripts/write-configuration-docs.ts", async () => {
  expect(await readFile(CONFIGURATION_DOCS, "utf8")).toBe(configurationDocs());
});

it("docs/configuration.md has a row with a meaning for every variable", async () => {
  const page = await readFile(CONFIGURATION_DOCS, "utf8");
  for (const name of Object.keys(environmentSchema.shape)) {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| .* \\| .{10,} \\|$`, "m"));
  }
});
