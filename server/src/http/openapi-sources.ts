import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { OpenApiDocuments } from "../services/openapi-documents.ts";
import type { OpenApiSources } from "../services/openapi-sources.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { addLargeJsonParser } from "./json-body.ts";
import * as schemas from "./openapi-source-schemas.ts";
import { pageOf } from "./pages.ts";
import { bodyMayBeAbsent } from "./rotation.ts";

/** What the calls on OpenAPI sources are answered from. */
export interface OpenApiSourceServices {
  openApiSources: OpenApiSources;
  openApiDocuments: OpenApiDocuments;
}

const LARGEST_BODY = 32 * 1024 * 1024;

/** The documents that tools are imported from. */
export function openApiSourceRoutes(services: OpenApiSourceServices): FastifyPluginAsyncZod {
  const { openApiSources: sources, openApiDocuments: documents } = services;
  return async (app) => {
    addLargeJsonParser(app, (body) => documents.readBody(body));
    const bodyLimit = LARGEST_BODY;
    app.post("/openapi_sources/preview", { schema: schemas.previewOpenApi, bodyLimit }, async (request, reply) => {
      const answer = await sources.preview(request.body);
      // It is the text of the answer already, and may be as large as the document.
      return reply.type("application/json; charset=utf-8").send(answer as never);
    });
    app.post("/openapi_sources", { schema: schemas.createOpenApiSource, bodyLimit }, async (request) =>
      sources.create(keyOf(request), request.body),
    );
    app.get("/openapi_sources", { schema: schemas.listOpenApiSources }, async (request) =>
      sources.list(pageOf(request.query)),
    );
    app.get("/openapi_sources/:id", { schema: schemas.getOpenApiSource }, async (request) =>
      sources.find(request.params.id),
    );
    app.delete("/openapi_sources/:id", { schema: schemas.deleteOpenApiSource }, async (request) => {
      await sources.delete(keyOf(request), targetOf(request, request.params.id), request.query.tools);
      return { id: request.params.id, deleted: true as const };
    });
    const compare = { schema: schemas.compareOpenApiSource, bodyLimit, preValidation: bodyMayBeAbsent };
    app.post("/openapi_sources/:id/compare", compare, async (request) =>
      sources.compare(request.params.id, request.body.document),
    );
    const importAgain = { schema: schemas.importOpenApiSource, bodyLimit, preValidation: bodyMayBeAbsent };
    app.post("/openapi_sources/:id/import", importAgain, async (request) =>
      sources.import(keyOf(request), targetOf(request, request.params.id), request.body),
    );
  };
}
