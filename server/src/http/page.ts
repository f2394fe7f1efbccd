import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type {} from "@fastify/swagger";
import type { FastifyPluginAsync } from "fastify";

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

/** Serves the built pages from `directory`: the dashboard, and its assets for as long as a browser keeps them. */
export function pageRoutes(directory: string): FastifyPluginAsync {
  return async (app) => {
    for (const path of await filesIn(directory)) {
      const content = await readFile(join(directory, path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      const caching = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      for (const address of path === "index.html" ? ENTRY_PATHS : [`/${path}`]) {
        app.get(address, { config: { access: "anybody" }, schema: { hide: true } }, async (_request, reply) =>
          reply
            .headers({ ...PAGE_HEADERS, "cache-control": caching })
            .type(type)
            .send(content),
        );
      }
    }
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
