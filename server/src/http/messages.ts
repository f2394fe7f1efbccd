import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { Messages } from "../services/messages.ts";
import { keyOf } from "./gate.ts";
import * as schemas from "./message-schemas.ts";
import { pageOf } from "./pages.ts";

/** Listing, showing and sending once more what came and went over carriers. */
export function messageRoutes(messages: Messages): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/messages", { schema: schemas.listMessages }, async (request) =>
      messages.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    app.get("/messages/:id", { schema: schemas.getMessage }, async (request) =>
      messages.show(keyOf(request), request.params.id),
    );
    app.post("/messages/:id/resend", { schema: schemas.resendMessage }, async (request) =>
      messages.resend(keyOf(request), request.params.id),
    );
  };
}

function filterOf(query: z.output<typeof schemas.filterQuery>) {
  const { conversation_id: conversationId, channel, direction, status, address } = query;
  const filter = { conversationId, channel, direction, status, address };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
