import { buildCommandLineIfStale, buildServerIfStale } from "../server/src/testing/built-server.ts";
import { writtenPages } from "../server/test/guides/document-files.ts";
import { runGuide } from "../server/test/guides/run-guide.ts";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** Runs the blocks of the named pages, each against a server of its own, and shows what they print. */
async function runGuides(slugs: readonly string[]): Promise<void> {
  const pages = writtenPages(REPOSITORY);
  const unknown = slugs.find((slug) => !pages.some((page) => page.slug === slug));
  if (slugs.length === 0 || unknown !== undefined)
    throw new Error(`Name pages of docs/guides/contents.json: npx tsx scripts/run-guide.ts ${pages[1]?.slug}`);
  buildServerIfStale();
  buildCommandLineIfStale();
  for (const page of pages.filter(({ slug }) => slugs.includes(slug))) {
    const { failure, output } = await runGuide(page);
    if (failure === null) console.log(`${output}\n${page.file}: all of it works.`);
    else {
      console.error(failure);
      process.exitCode = 1;
    }
  }
}

await runGuides(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
