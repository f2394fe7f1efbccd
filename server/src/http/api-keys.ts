import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ApiKeys } from "../services/api-keys.ts";
import * as schemas from "./api-key-schemas.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import { bodyMayBeAbsent } from "./rotation.ts";

/** Making, listing, changing, rotating and revoking API keys. */
export function apiKeyRoutes(keys: ApiKeys): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/api_keys", { schema: schemas.createApiKey }, async (request) => keys.mint(keyOf(request), request.body));
    app.get("/api_keys", { schema: schemas.listApiKeys }, async (request) =>
      keys.list(keyOf(request), pageOf(request.query)),
    );
    app.get("/api_keys/:id", { schema: schemas.getApiKey }, async (request) =>
      keys.show(keyOf(request), request.params.id),
    );
    app.patch("/api_keys/:id", { schema: schemas.updateApiKey }, async (request) =>
      keys.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/api_keys/:id", { schema: schemas.revokeApiKey }, async (request) =>
      keys.revoke(keyOf(request), targetOf(request, request.params.id)),
    );
    const rotation = { preValidation: bodyMayBeAbsent, schema: schemas.rotateApiKey };
    app.post("/api_keys/:id/rotate", rotation, async (request) =>
      keys.rotate(keyOf(request), targetOf(request, request.params.id), request.body.overlap_seconds * 1000),
    );
  };
}
