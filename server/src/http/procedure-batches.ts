import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ProcedureBatches } from "../services/procedure-batches.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./procedure-batch-schemas.ts";

/** The calls on runs of procedural agents over past conversations. */
export function procedureBatchRoutes(batches: ProcedureBatches): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/procedure_batches", { schema: schemas.createProcedureBatch }, async (request) =>
      batches.create(keyOf(request), request.body),
    );
    app.get("/procedure_batches", { schema: schemas.listProcedureBatches }, async (request) =>
      batches.list(keyOf(request), request.query.agent_id, pageOf(request.query)),
    );
    app.get("/procedure_batches/:id", { schema: schemas.getProcedureBatch }, async (request) =>
      batches.show(keyOf(request), request.params.id),
    );
    app.get("/procedure_batches/:id/results", { schema: schemas.listProcedureBatchResults }, async (request) =>
      batches.results(
        keyOf(request),
        { id: request.params.id, onlyChanged: request.query.only_changed },
        pageOf(request.query),
      ),
    );
    app.post("/procedure_batches/:id/cancel", { schema: schemas.cancelProcedureBatch }, async (request) =>
      batches.cancel(keyOf(request), request.params.id),
    );
  };
}
