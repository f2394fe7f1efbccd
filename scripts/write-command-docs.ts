import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commandDocs } from "../cli/src/command-docs.ts";

/** Where the page of every command lies. */
export const COMMAND_DOCS = fileURLToPath(new URL("../docs/command-line.md", import.meta.url));

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(COMMAND_DOCS, commandDocs());
}
