import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { parseAgentReference } from "../domain/ids.ts";
import type { ProcedureApi } from "../services/procedure-api.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./procedure-schemas.ts";
import { copyHeaders, lastSeen, type SseConnections } from "./sse.ts";

/** Ordering, listing, showing, cancelling and following runs of procedural agents. */
export function procedureRoutes(procedures: ProcedureApi, connections: SseConnections): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/procedures", { schema: schemas.createProcedure }, async (request) => {
      const row = await procedures.create(keyOf(request), request.body);
      concern(request, row);
      return { id: row.id };
    });
    app.get("/procedures", { schema: schemas.listProcedures }, async (request) =>
      procedures.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    app.get("/procedures/:id", { schema: schemas.getProcedure }, async (request) => {
      const shown = await procedures.show(keyOf(request), request.params.id, schemas.MOST_EVENTS_SHOWN);
      concern(request, shown);
      return shown;
    });
    app.post("/procedures/:id/cancel", { schema: schemas.cancelProcedure }, async (request) => {
      const { id } = request.params;
      concern(request, await procedures.cancel(keyOf(request), id));
      return procedures.show(keyOf(request), id, schemas.MOST_EVENTS_SHOWN);
    });
    await app.register(eventRoutes(procedures, connections));
  };
}

function eventRoutes(procedures: ProcedureApi, connections: SseConnections): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/procedures/:id/events", { schema: schemas.streamProcedureEvents }, async (request, reply) => {
      const lastEventId = lastSeen(request);
      const { row, after, isAllSeen } = await procedures.position(keyOf(request), request.params.id, lastEventId);
      concern(request, row);
      // A browser's EventSource would come back for ever after a plain end; 204 tells it to stop.
      if (isAllSeen && lastEventId !== null) return reply.status(204).send(null);
      copyHeaders(reply);
      reply.hijack();
      const connection = connections.open(reply.raw);
      if (!connection) return reply;
      try {
        for await (const page of procedures.follow(row, after, connection.signal)) {
          for (const event of page) connection.send(JSON.stringify(event), event.id);
          await connection.drained();
        }
        connection.end();
      } catch (error) {
        // A reader whose stream is cut off comes back; one whose stream falls silent waits for ever.
        connection.cutOff();
        throw error;
      }
      return reply;
    });
  };
}

function concern(request: FastifyRequest, row: { conversation_id: string | null; livemode: boolean }): void {
  const { conversation_id, livemode } = row;
  request.concerned = { livemode, conversationId: conversation_id };
}

function filterOf(query: schemas.ProcedureQuery) {
  const agent = query.agent_id === undefined ? null : parseAgentReference(query.agent_id, "pa");
  return {
    agentId: agent?.agentId,
    agentVersion: agent?.version ?? undefined,
    conversationId: query.conversation_id,
    hasConversation: query.has_conversation,
    status: query.status,
    batchId: query.batch_id,
  };
}
