import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { FollowUps } from "../services/follow-ups.ts";
import * as schemas from "./follow-up-schemas.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** What agents are to come back to at a later time. */
export function followUpRoutes(followUps: FollowUps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/follow_ups", { schema: schemas.listFollowUps }, async (request) =>
      followUps.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    app.post("/follow_ups", { schema: schemas.createFollowUp }, async (request) =>
      followUps.order(keyOf(request), request.body),
    );
    app.get("/follow_ups/:id", { schema: schemas.getFollowUp }, async (request) =>
      followUps.find(keyOf(request), request.params.id),
    );
    app.delete("/follow_ups/:id", { schema: schemas.cancelFollowUp }, async (request) =>
      followUps.cancel(keyOf(request), request.params.id),
    );
  };
}

function filterOf(query: z.output<typeof schemas.followUpFilter>) {
  const filter = {
    conversationId: query.conversation_id,
    customerId: query.customer_id,
    status: query.status,
    dueFrom: query.due_at_gte,
    dueBefore: query.due_at_lt,
    livemode: query.livemode,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
