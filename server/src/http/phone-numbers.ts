import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { CarrierNumbers } from "../services/carrier-numbers.ts";
import type { PhoneNumbers } from "../services/phone-numbers.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./phone-number-schemas.ts";

/** The installation's numbers and who answers at them. */
export function phoneNumberRoutes(numbers: PhoneNumbers, carrierNumbers: CarrierNumbers): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/phone_numbers", { schema: schemas.listPhoneNumbers }, async (request) =>
      numbers.list(keyOf(request), pageOf(request.query)),
    );
    app.post("/phone_numbers", { schema: schemas.createPhoneNumber }, async (request) =>
      numbers.create(keyOf(request), request.body),
    );
    app.get("/phone_numbers/available", { schema: schemas.listAvailableNumbers }, async (request) => ({
      data: await carrierNumbers.list(request.query.carrier),
    }));
    app.get("/phone_numbers/:id", { schema: schemas.getPhoneNumber }, async (request) =>
      numbers.show(keyOf(request), request.params.id),
    );
    app.patch("/phone_numbers/:id", { schema: schemas.changePhoneNumber }, async (request) =>
      numbers.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/phone_numbers/:id", { schema: schemas.deletePhoneNumber }, async (request) => {
      await numbers.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
  };
}
