import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const contentsSchema = z.array(
  z.strictObject({
    section: z.string().min(1),
    pages: z.array(
      z.strictObject({
        slug: z.string().regex(/^[a-z0-9]+(?:[/-][a-z0-9]+)*$/, "must be lower-case words, joined by - or /"),
        title: z.string().min(1),
        /** Where its text lies, for one that is none of `docs/guides`. */
        file: z.string().startsWith("docs/").optional(),
        /** Whether the platform writes it itself. */
        generated: z.literal(true).optional(),
      }),
    ),
  }),
);

/** One page of the documents. */
export interface GuidePage {
  slug: string;
  title: string;
  /** The heading that it stands under in the contents. */
  section: string;
  /** Where it is served: the overview at `/docs`, every other at `/docs/<slug>`. */
  path: string;
  /** Its Markdown within the repository; null for one that the platform writes itself. */
  file: string | null;
}

/** The page that is served at `/docs` itself. */
export const FIRST_PAGE = "overview";

/** The list of pages, within the repository. */
export const CONTENTS_FILE = "docs/guides/contents.json";

/** Reads which pages there are, in their order. Throws, with what is wrong, when the list cannot be read. */
export function readContents(repository: string): GuidePage[] {
  const sections = contentsSchema.parse(JSON.parse(readFileSync(join(repository, CONTENTS_FILE), "utf8")));
  return sections.flatMap(({ section, pages }) =>
    pages.map(({ slug, title, file, generated }) => ({
      slug,
      title,
      section,
      path: slug === FIRST_PAGE ? "/docs" : `/docs/${slug}`,
      file: generated ? null : (file ?? `docs/guides/${slug}.md`),
    })),
  );
}
