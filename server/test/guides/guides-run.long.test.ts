import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";
import { createTestDatabase } from "../../src/testing/database.ts";
import { writtenPages } from "./document-files.ts";
import { runGuide } from "./run-guide.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
/** Pages in depth have no blocks that are run. A page that is missing is told of by the test of the contents. */
const PAGES = writtenPages(REPOSITORY).filter(
  ({ slug, file }) => !slug.startsWith("in-depth/") && slug !== "command-line" && existsSync(join(REPOSITORY, file)),
);

/** A page may take a minute and a half, and waits for its turn beside others. */
const LONGEST = 240_000;

describe.concurrent("the guides", () => {
  it.each(PAGES)(
    "$slug does what it says",
    async (page) => {
      const database = await createTestDatabase();
      try {
        const { failure } = await runGuide({ ...page, databaseUrl: database.url });
        if (failure !== null) throw new Error(failure);
      } finally {
        await database.drop();
      }
    },
    LONGEST,
  );
});
