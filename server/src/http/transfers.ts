import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Transfers } from "../services/transfers.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./transfer-schemas.ts";

/** The destinations that agents may transfer calls to. */
export function transferRoutes(transfers: Transfers): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/transfers", { schema: schemas.listTransfers }, async (request) => transfers.list(pageOf(request.query)));
    app.post("/transfers", { schema: schemas.createTransfer }, async (request) =>
      transfers.create(keyOf(request), request.body),
    );
    app.get("/transfers/:id", { schema: schemas.getTransfer }, async (request) => transfers.show(request.params.id));
    app.patch("/transfers/:id", { schema: schemas.changeTransfer }, async (request) =>
      transfers.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/transfers/:id", { schema: schemas.deleteTransfer }, async (request) => {
      await transfers.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
  };
}
