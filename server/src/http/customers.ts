import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Customers } from "../services/customers.ts";
import * as schemas from "./customer-schemas.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** The calls on customers. */
export function customerRoutes(customers: Customers): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/customers", { schema: schemas.createCustomer }, async (request) =>
      customers.create(keyOf(request), request.body),
    );
    app.get("/customers", { schema: schemas.listCustomers }, async (request) => {
      const { cursor: _, limit: __, ...search } = request.query;
      const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
      return customers.list(keyOf(request), given, pageOf(request.query));
    });
    app.get("/customers/:id", { schema: schemas.getCustomer }, async (request) =>
      customers.show(keyOf(request), request.params.id),
    );
    app.patch("/customers/:id", { schema: schemas.changeCustomer }, async (request) =>
      customers.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.post("/customers/:id/merge", { schema: schemas.mergeCustomer }, async (request) =>
      customers.merge(keyOf(request), targetOf(request, request.params.id), request.body.from),
    );
    app.delete("/customers/:id", { schema: schemas.deleteCustomer }, async (request) => {
      const { id } = request.params;
      return { id, deleted: true as const, removed: await customers.delete(keyOf(request), targetOf(request, id)) };
    });
  };
}
