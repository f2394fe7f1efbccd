import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type {} from "@fastify/swagger";
import type { FastifyPluginAsync } from "fastify";
import { readEntityTags } from "../lib/entity-tag.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".map": "application/json",
};

/** What the page may load and reach: this origin, nothing else, and no code that is not a file of its own. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of everything a browser shows. */
export const PAGE_HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** Where the dashboard's entry is served: it leads to its rooms by itself, whose addresses are below `/app`. */
const ENTRY_PATHS = ["/", "/app", "/app/*"];

/** Where other pages than the dashboard's are served than their file's name says. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "index.html": ENTRY_PATHS,
  "demo.html": ["/demo/:id"],
};

/** What the pages of other sites load. */
const FOR_OTHER_SITES = /^widget[\w-]*\.js$/;

/** Serves the built pages from `directory`: the dashboard, and its assets for as long as a browser keeps them. */
export function pageRoutes(directory: string): FastifyPluginAsync {
  return async (app) => {
    for (const path of await filesIn(directory)) {
      const content = await readFile(join(directory, path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      const headers = headersOf(path, content);
      for (const address of ADDRESSES[path] ?? [`/${path}`]) {
        app.get(address, { config: { access: "anybody" }, schema: { hide: true } }, async (request, reply) => {
          void reply.headers(headers);
          const known = readEntityTags(request.headers["if-none-match"] ?? "");
          const isKnown = known !== null && known !== "any" && known.some(({ tag }) => `"${tag}"` === headers.etag);
          return isKnown ? reply.status(304).send() : reply.type(type).send(content);
        });
      }
    }
  };
}

/** A file whose name changes with it is kept for ever; of the others a browser asks each time whether they did. */
function headersOf(path: string, content: Buffer) {
  const isNamedByContent = path.startsWith("assets/");
  return {
    ...PAGE_HEADERS,
    etag: `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`,
    "cache-control": isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache",
    ...(FOR_OTHER_SITES.test(path) ? { "cross-origin-resource-policy": "cross-origin" } : {}),
    ...(path === "demo.html" ? { "x-robots-tag": "noindex" } : {}),
  };
}

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Error("The page is not built. Run `npm run build` first.", { cause });
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}
