import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { asyncApiDocument } from "./async-api.ts";
import { openApiOptions } from "./open-api.ts";
import type { OpenApiDocument } from "./open-api-completion.ts";
import { PAGE_HEADERS } from "./page.ts";
import { referencePage, STYLE_PATH } from "./reference-page.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";

/** Serves the documents, written from the same schemas that validate. Must be added before the routes they describe. */
export async function addDocuments(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, openApiOptions(publicUrl));
  const options = { config: { access: "anybody" as const }, schema: { hide: true } };
  const asyncApi = asyncApiDocument(publicUrl);
  app.get("/openapi.json", options, async () => app.swagger());
  app.get("/asyncapi.json", options, async () => asyncApi);
  let page: string | undefined;
  app.get("/docs", options, async (_request, reply) => {
    page ??= referencePage({ openApi: app.swagger() as unknown as OpenApiDocument, asyncApi });
    return reply.headers(PAGE_HEADERS).type("text/html; charset=utf-8").send(page);
  });
  app.get(STYLE_PATH, options, async (_request, reply) =>
    reply.headers(PAGE_HEADERS).type("text/css; charset=utf-8").send(REFERENCE_STYLE),
  );
}
