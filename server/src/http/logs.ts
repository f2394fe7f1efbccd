import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Logs } from "../services/logs.ts";
import { keyOf } from "./gate.ts";
import * as schemas from "./log-schemas.ts";
import { pageOf } from "./pages.ts";
import { copyHeaders, lastSeen, type SseConnections } from "./sse.ts";

/**
 * Listing, showing and following what was done. A stream of it has no end of its own, so `isLetIn` is asked before each
 * page of it whether the key still opens it.
 */
export function logRoutes(
  logs: Logs,
  connections: SseConnections,
  isLetIn: (request: FastifyRequest) => Promise<boolean>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/logs", { schema: schemas.listLogs }, async (request) =>
      logs.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    app.get("/logs/:id", { schema: schemas.getLog }, async (request) => logs.find(keyOf(request), request.params.id));
    app.get("/logs/stream", { schema: schemas.streamLogs }, async (request, reply) => {
      const lastEventId = lastSeen(request);
      const beginning = await logs.beginning(lastEventId);
      const key = keyOf(request);
      const filter = filterOf(request.query);
      copyHeaders(reply);
      reply.hijack();
      const connection = connections.open(reply.raw);
      if (!connection) return reply;
      for await (const page of logs.follow(key, filter, { beginning, signal: connection.signal })) {
        if (!(await isLetIn(request))) {
          connection.end();
          break;
        }
        for (const entry of page) connection.send(JSON.stringify(entry), entry.id);
        await connection.drained();
      }
      return reply;
    });
  };
}

function filterOf(query: schemas.LogQuery) {
  const filter = {
    kind: query.kind,
    outcome: query.outcome,
    conversationId: query.conversation_id,
    requestId: query.request_id,
    actorId: query.actor_id,
    livemode: query.livemode,
    from: query.at_gte,
    before: query.at_lt,
    text: query.q,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
