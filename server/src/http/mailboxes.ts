import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Mailboxes } from "../services/mailboxes.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import * as schemas from "./mailbox-schemas.ts";
import { pageOf } from "./pages.ts";

/** The addresses at which agents answer mails. */
export function mailboxRoutes(mailboxes: Mailboxes): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/mailboxes", { schema: schemas.listMailboxes }, async (request) =>
      mailboxes.list(keyOf(request), pageOf(request.query)),
    );
    app.post("/mailboxes", { schema: schemas.createMailbox }, async (request) =>
      mailboxes.create(keyOf(request), request.body),
    );
    app.get("/mailboxes/:id", { schema: schemas.getMailbox }, async (request) =>
      mailboxes.find(keyOf(request), request.params.id),
    );
    app.patch("/mailboxes/:id", { schema: schemas.changeMailbox }, async (request) =>
      mailboxes.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/mailboxes/:id", { schema: schemas.deleteMailbox }, async (request) => {
      await mailboxes.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
  };
}
