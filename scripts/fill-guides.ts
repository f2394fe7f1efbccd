import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { documentFiles } from "../server/test/guides/document-files.ts";
import { filledDocument } from "../server/test/guides/filled-document.ts";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** Writes what the shown files hold into the documents' blocks: into all of them, or into those of the named pages. */
async function fillGuides(slugs: readonly string[]): Promise<void> {
  for (const file of documentFiles(REPOSITORY, slugs)) {
    const before = await readFile(join(REPOSITORY, file), "utf8");
    const after = filledDocument(REPOSITORY, file, before);
    if (after === before) continue;
    await writeFile(join(REPOSITORY, file), after);
    console.log(`Filled ${file}`);
  }
}

await fillGuides(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
