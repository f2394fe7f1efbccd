import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { WebhookDeliveries } from "../services/webhook-deliveries.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./webhook-delivery-schemas.ts";

/** Listing, showing and replaying what webhook endpoints are sent. */
export function webhookDeliveryRoutes(deliveries: WebhookDeliveries): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/webhook_deliveries", { schema: schemas.listWebhookDeliveries }, async (request) =>
      deliveries.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    app.get("/webhook_deliveries/:id", { schema: schemas.getWebhookDelivery }, async (request) =>
      deliveries.show(keyOf(request), request.params.id),
    );
    app.post("/webhook_deliveries/:id/replay", { schema: schemas.replayWebhookDelivery }, async (request) =>
      deliveries.replay(keyOf(request), request.params.id),
    );
  };
}

function filterOf(query: z.output<typeof schemas.filterQuery>) {
  const filter = {
    endpointId: query.endpoint_id,
    conversationId: query.conversation_id,
    procedureId: query.procedure_id,
    target: query.target,
    type: query.type,
    status: query.status,
    createdFrom: query.created_at_gte,
    createdBefore: query.created_at_lt,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
