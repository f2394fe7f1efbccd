import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asyncApiDocument } from "./async-api.ts";
import { FIRST_PAGE } from "./guide-contents.ts";
import { GUIDE_FILES, missingPage, searchPage, searchPart } from "./guide-page.ts";
import { GUIDE_SCRIPT } from "./guide-script.ts";
import { GUIDE_STYLE } from "./guide-style.ts";
import { readGuides, type Served, servedAs, servedHtml } from "./guides.ts";
import { openApiOptions } from "./open-api.ts";
import type { OpenApiDocument } from "./open-api-completion.ts";
import { CONTENT_SECURITY_POLICY, PAGE_HEADERS } from "./page.ts";
import { REFERENCE_PATH, referencePage, STYLE_PATH } from "./reference-page.ts";
import { referenceEntries } from "./reference-search.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";

/** Their search is a form. */
const HEADERS = {
  ...PAGE_HEADERS,
  "content-security-policy": CONTENT_SECURITY_POLICY.replace("form-action 'none'", "form-action 'self'"),
  "cache-control": "no-cache",
};

const OPEN = { config: { access: "anybody" as const }, schema: { hide: true } };

/** How many places a search shows: on its own page, and below the field. */
const MOST_RESULTS = 40;
const MOST_BELOW = 8;

/** What the documents are served with. */
export interface DocumentOptions {
  /** Where clients reach the platform. */
  publicUrl: string;
  /** The folder that `docs` lies in. */
  documentsRoot: string;
}

/**
 * Serves the documents: the guides, the reference, and the descriptions of the API, written from the same schemas that
 * validate. Must be added before the routes they describe.
 */
export async function addDocuments(app: FastifyInstance, { publicUrl, documentsRoot }: DocumentOptions): Promise<void> {
  await app.register(swagger, openApiOptions(publicUrl));
  const asyncApi = asyncApiDocument(publicUrl);
  app.get("/openapi.json", OPEN, async () => app.swagger());
  app.get("/asyncapi.json", OPEN, async () => asyncApi);
  const documents = () => ({ openApi: app.swagger() as unknown as OpenApiDocument, asyncApi });
  addFile(app, STYLE_PATH, () => servedAs("text/css; charset=utf-8", REFERENCE_STYLE));
  addFile(app, GUIDE_FILES.style, () => servedAs("text/css; charset=utf-8", GUIDE_STYLE));
  addFile(app, GUIDE_FILES.script, () => servedAs("text/javascript; charset=utf-8", GUIDE_SCRIPT));
  addFile(app, REFERENCE_PATH, () => servedHtml(referencePage(documents())));
  addGuides(app, documentsRoot, () => referenceEntries(documents()));
}

function addFile(app: FastifyInstance, path: string, make: () => Served): void {
  let made: Served | undefined;
  app.get(path, OPEN, async (request, reply) => {
    made ??= make();
    return send(request, reply, made);
  });
}

function addGuides(app: FastifyInstance, root: string, others: Parameters<typeof readGuides>[1]): void {
  const guides = readGuides(root, others);
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split("?")[0] ?? "";
    const other = otherPath(path);
    if (other !== null) return reply.redirect(other, 308);
    const found = guides.pageAt(path) ?? guides.imageAt(path);
    if (found) return send(request, reply, found);
    return send(request, reply.status(404), servedHtml(missingPage(path, guides.pages)));
  };
  app.get("/docs", OPEN, show);
  app.get("/docs/*", OPEN, show);
  app.get<{ Querystring: Record<string, unknown> }>(GUIDE_FILES.search, OPEN, async (request, reply) => {
    const { q, part } = request.query;
    const words = typeof q === "string" ? q.trim() : "";
    const isPart = part === "results";
    const hits = words === "" ? [] : guides.search().find(words, isPart ? MOST_BELOW : MOST_RESULTS);
    return send(request, reply, servedHtml(isPart ? searchPart(words, hits) : searchPage(words, hits, guides.pages)));
  });
}

/** Names the place of a page that was asked for under another name of it; null when it is its own. */
function otherPath(path: string): string | null {
  if (path === `/docs/${FIRST_PAGE}` || path === "/docs/") return "/docs";
  return path.endsWith("/") ? path.replace(/\/+$/, "") : null;
}

function send(request: FastifyRequest, reply: FastifyReply, { type, content, etag }: Served): FastifyReply {
  void reply.headers({ ...HEADERS, etag });
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  if (reply.statusCode === 200 && (known.includes(etag) || known.includes("*"))) return reply.status(304).send();
  return reply.type(type).send(content);
}
