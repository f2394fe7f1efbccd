import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type GuidePage, readContents } from "./guide-contents.ts";
import { IMAGES } from "./guide-links.ts";
import { type GuideText, renderGuide } from "./guide-markdown.ts";
import { guidePage } from "./guide-page.ts";
import { type DocumentSearch, type SearchEntry, searchOf } from "./guide-search.ts";

/** Something that a browser can be given. */
export interface Served {
  type: string;
  content: string | Buffer;
  /** Changes with the content. */
  etag: string;
}

/** The written documents, ready to be served. */
export interface Guides {
  pages: readonly GuidePage[];
  /** Returns the page that is served at this path; undefined when none is. */
  pageAt(path: string): Served | undefined;
  /** Returns the picture that is served at this path; undefined when none is. */
  imageAt(path: string): Served | undefined;
  /** Searches them, and what else the search is to find. */
  search(): DocumentSearch;
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * Reads the documents from `docs` in `root`. They are made ready when they are first asked for. `others` lists what can be
 * found beside them. Throws when there are no documents.
 */
export function readGuides(root: string, others: () => SearchEntry[]): Guides {
  const pages = pagesIn(root);
  const texts = new Map<GuidePage, GuideText>();
  const textOf = (page: GuidePage): GuideText => {
    const text = texts.get(page) ?? renderPage(root, page, pages);
    texts.set(page, text);
    return text;
  };
  const images = imagesIn(root);
  const served = new Map<string, Served>();
  let search: DocumentSearch | undefined;
  return {
    pages,
    pageAt(path) {
      const page = pages.find((one) => one.path === path && one.file !== null);
      if (page === undefined) return undefined;
      const ready = served.get(path) ?? servedHtml(guidePage(page, textOf(page), pages));
      served.set(path, ready);
      return ready;
    },
    imageAt: (path) => images.get(path),
    search() {
      search ??= searchOf([...entriesOf(pages, textOf), ...others()]);
      return search;
    },
  };
}

/** Makes HTML ready to be served. */
export function servedHtml(content: string): Served {
  return servedAs("text/html; charset=utf-8", content);
}

/** Makes something ready to be served. */
export function servedAs(type: string, content: string | Buffer): Served {
  const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  return { type, content, etag };
}

function pagesIn(root: string): GuidePage[] {
  try {
    return readContents(root).filter(({ file }) => file === null || existsSync(join(root, file)));
  } catch (cause) {
    const message = `The documents cannot be read from ${join(root, "docs")}. Put the folder docs of the repository there.`;
    throw new Error(message, { cause });
  }
}

function renderPage(root: string, { file, title }: GuidePage, pages: readonly GuidePage[]): GuideText {
  const text = renderGuide(readFileSync(join(root, file ?? ""), "utf8"), { file: file ?? "", pages });
  return { ...text, title: text.title === "" ? title : text.title };
}

function imagesIn(root: string): Map<string, Served> {
  const folder = join(root, IMAGES.folder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const images = names.flatMap((name): [string, Served][] => {
    const type = IMAGE_TYPES[extname(name)];
    return type === undefined ? [] : [[`${IMAGES.path}/${name}`, servedAs(type, readFileSync(join(folder, name)))]];
  });
  return new Map(images);
}

function entriesOf(pages: readonly GuidePage[], textOf: (page: GuidePage) => GuideText): SearchEntry[] {
  return pages
    .filter(({ file }) => file !== null)
    .flatMap((page) => {
      const { title, sections } = textOf(page);
      return sections.map(({ anchor, heading, text }) => ({
        address: anchor === "" ? page.path : `${page.path}#${anchor}`,
        where: anchor === "" ? page.section : `${page.section} › ${title}`,
        heading: heading === "" ? title : heading,
        text,
        weight: weightOf(page, anchor),
      }));
    });
}

/** Who searches wants the guide of a thing first, and its beginning before its parts. */
function weightOf({ file }: GuidePage, anchor: string): number {
  const ofPage = file?.startsWith("docs/guides/") ? 2 : 1.25;
  return anchor === "" ? ofPage * 1.5 : ofPage;
}
