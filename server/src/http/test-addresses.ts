import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { TestAddresses } from "../services/test-addresses.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./test-address-schemas.ts";

/** Whom test conversations may reach. */
export function testAddressRoutes(addresses: TestAddresses): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/test_addresses", { schema: schemas.listTestAddresses }, async (request) =>
      addresses.list(pageOf(request.query)),
    );
    app.post("/test_addresses", { schema: schemas.createTestAddress }, async (request) =>
      addresses.add(keyOf(request), request.body),
    );
    app.delete("/test_addresses/:address", { schema: schemas.deleteTestAddress }, async (request) => ({
      address: await addresses.remove(keyOf(request), request.params.address),
      deleted: true as const,
    }));
  };
}
