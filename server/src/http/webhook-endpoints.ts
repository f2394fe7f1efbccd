import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ServerEventType } from "../domain/event-payloads.ts";
import { SERVER_EVENTS } from "../domain/event-payloads.ts";
import { newEventId, newId } from "../domain/ids.ts";
import type { WebhookDeliveries } from "../services/webhook-deliveries.ts";
import type { WebhookEndpoints } from "../services/webhook-endpoints.ts";
import { serverEventExample } from "./event-examples.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import { bodyMayBeAbsent } from "./rotation.ts";
import * as schemas from "./webhook-endpoint-schemas.ts";

/** The calls on webhook endpoints. */
export function webhookEndpointRoutes(
  endpoints: WebhookEndpoints,
  deliveries: WebhookDeliveries,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/webhook_endpoints", { schema: schemas.createWebhookEndpoint }, async (request) =>
      endpoints.create(keyOf(request), request.body),
    );
    app.get("/webhook_endpoints", { schema: schemas.listWebhookEndpoints }, async (request) =>
      endpoints.list(keyOf(request), pageOf(request.query)),
    );
    app.get("/webhook_endpoints/:id", { schema: schemas.getWebhookEndpoint }, async (request) =>
      endpoints.show(keyOf(request), request.params.id),
    );
    app.patch("/webhook_endpoints/:id", { schema: schemas.changeWebhookEndpoint }, async (request) =>
      endpoints.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.put("/webhook_endpoints/:id", { schema: schemas.replaceWebhookEndpoint }, async (request) =>
      endpoints.replace(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/webhook_endpoints/:id", { schema: schemas.deleteWebhookEndpoint }, async (request) => {
      await endpoints.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
    await app.register(useRoutes(endpoints, deliveries));
  };
}

/** What is done with an endpoint that is there. */
function useRoutes(endpoints: WebhookEndpoints, deliveries: WebhookDeliveries): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/webhook_endpoints/:id/signing_key", { schema: schemas.getWebhookSigningKey }, async (request) =>
      endpoints.signingKey(keyOf(request), request.params.id),
    );
    const rotate = { preValidation: bodyMayBeAbsent, schema: schemas.rotateWebhookSigningKey };
    app.post("/webhook_endpoints/:id/rotate_signing_key", rotate, async (request) =>
      endpoints.rotateKey(keyOf(request), targetOf(request, request.params.id), request.body.overlap_seconds * 1000),
    );
    app.post("/webhook_endpoints/:id/test", { schema: schemas.testWebhookEndpoint }, async (request) =>
      endpoints.test(keyOf(request), request.params.id, sampleOf(request.body.type)),
    );
    const replay = { preValidation: bodyMayBeAbsent, schema: schemas.replayWebhookDeliveries };
    app.post("/webhook_endpoints/:id/replay", replay, async (request) => {
      const { status, types, created_at_gte, created_at_lt } = request.body;
      const replayed = await deliveries.replayAll(keyOf(request), {
        endpointId: request.params.id,
        status,
        ...(types ? { types } : {}),
        ...(created_at_gte ? { createdFrom: created_at_gte } : {}),
        ...(created_at_lt ? { createdBefore: created_at_lt } : {}),
      });
      return { replayed };
    });
    app.get("/webhook_endpoints/:id/feed", { schema: schemas.readWebhookFeed }, async (request) => {
      const { cursor, limit } = request.query;
      return deliveries.feed(keyOf(request), request.params.id, { cursor: cursor ?? null, limit });
    });
  };
}

/** Makes a sample event; nothing it names exists. */
function sampleOf(type: ServerEventType) {
  const example = serverEventExample(type, SERVER_EVENTS[type].experimental);
  const ids = { id: newEventId(1), conversation_id: newId("conv") };
  return { ...example, ...ids, created_at: new Date().toISOString(), livemode: false };
}
