import { existsSync } from "node:fs";
import { join } from "node:path";
import { type GuidePage, readContents } from "../../src/http/guide-contents.ts";

/** Lists the written documents within the repository: both readmes and every page, or only the named pages. Throws on a name of none. */
export function documentFiles(repository: string, slugs: readonly string[] = []): string[] {
  const pages = writtenPages(repository);
  const unknown = slugs.find((slug) => !pages.some((page) => page.slug === slug));
  if (unknown !== undefined) throw new Error(`docs/guides/contents.json has no written page "${unknown}".`);
  const wanted = slugs.length === 0 ? pages : pages.filter(({ slug }) => slugs.includes(slug));
  const files = wanted.map(({ file }) => file).filter((file) => existsSync(join(repository, file)));
  return slugs.length === 0 ? ["README.md", "docs/guides/README.md", "sdk/README.md", ...files] : files;
}

/** Lists the pages that somebody writes, whether or not they are there yet. */
export function writtenPages(repository: string): (GuidePage & { file: string })[] {
  return readContents(repository).filter((page): page is GuidePage & { file: string } => page.file !== null);
}
