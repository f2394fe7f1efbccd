import { posix } from "node:path";
import type { GuidePage } from "./guide-contents.ts";

/** Where a link of a document leads once it is served. */
export type LinkTarget =
  /** Somewhere on the platform's own pages, or in the open. */
  | { href: string; isElsewhere: boolean }
  /** A file of the repository that is served nowhere. */
  | { file: string };

/** Where the documents' pictures lie in the repository, and where they are served. */
export const IMAGES = { folder: "docs/images", path: "/docs/images" } as const;

/** Finds where a link in the document `file` leads, once that is served among `pages`. */
export function linkTarget(href: string, file: string, pages: readonly GuidePage[]): LinkTarget {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return { href, isElsewhere: true };
  if (href.startsWith("#") || href.startsWith("/")) return { href, isElsewhere: false };
  const [path = "", anchor] = href.split("#");
  const target = posix.join(posix.dirname(file), path);
  const page = pages.find((one) => one.file === target);
  if (page) return { href: anchor === undefined ? page.path : `${page.path}#${anchor}`, isElsewhere: false };
  if (posix.dirname(target) === IMAGES.folder)
    return { href: `${IMAGES.path}/${posix.basename(target)}`, isElsewhere: false };
  return { file: target };
}

/** Names a heading in addresses, as the places do where repositories are read: lower case, hyphens for spaces, no punctuation. */
export function headingAnchor(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}
