import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { DoNotCallList } from "../services/do-not-call.ts";
import * as schemas from "./do-not-call-schemas.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** Whom nobody may call. */
export function doNotCallRoutes(list: DoNotCallList): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/do_not_call", { schema: schemas.listDoNotCall }, async (request) => list.list(pageOf(request.query)));
    app.post("/do_not_call", { schema: schemas.addDoNotCall }, async (request) =>
      list.add(keyOf(request), request.body),
    );
    app.delete("/do_not_call/:number", { schema: schemas.removeDoNotCall }, async (request) => ({
      number: await list.remove(keyOf(request), request.params.number),
      deleted: true as const,
    }));
  };
}
