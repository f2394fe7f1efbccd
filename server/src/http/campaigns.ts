import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Campaigns } from "../services/campaigns.ts";
import * as schemas from "./campaign-schemas.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** Making, filling and running campaigns. */
export function campaignRoutes(campaigns: Campaigns): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/campaigns", { schema: schemas.createCampaign }, async (request) =>
      campaigns.create(keyOf(request), request.body),
    );
    app.get("/campaigns", { schema: schemas.listCampaigns }, async (request) =>
      campaigns.list(keyOf(request), pageOf(request.query)),
    );
    app.get("/campaigns/:id", { schema: schemas.getCampaign }, async (request) =>
      campaigns.show(keyOf(request), request.params.id),
    );
    app.patch("/campaigns/:id", { schema: schemas.changeCampaign }, async (request) =>
      campaigns.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/campaigns/:id", { schema: schemas.deleteCampaign }, async (request) => {
      await campaigns.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
    await app.register(runRoutes(campaigns));
    await app.register(rowRoutes(campaigns));
  };
}

function runRoutes(campaigns: Campaigns): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/campaigns/:id/start", { schema: schemas.startCampaign }, async (request) =>
      campaigns.start(keyOf(request), targetOf(request, request.params.id)),
    );
    app.post("/campaigns/:id/pause", { schema: schemas.pauseCampaign }, async (request) =>
      campaigns.pause(keyOf(request), targetOf(request, request.params.id)),
    );
    app.post("/campaigns/:id/resume", { schema: schemas.resumeCampaign }, async (request) =>
      campaigns.resume(keyOf(request), targetOf(request, request.params.id)),
    );
    app.post("/campaigns/:id/cancel", { schema: schemas.cancelCampaign }, async (request) =>
      campaigns.cancel(keyOf(request), targetOf(request, request.params.id)),
    );
  };
}

function rowRoutes(campaigns: Campaigns): FastifyPluginAsyncZod {
  return async (app) => {
    const csv = { parseAs: "string" as const, bodyLimit: schemas.LARGEST_CSV };
    app.addContentTypeParser("text/csv", csv, (_request, body, done) => done(null, body));
    app.post("/campaigns/:id/rows", { schema: schemas.addRows }, async (request) => {
      const { body } = request;
      return campaigns.addRows(keyOf(request), request.params.id, typeof body === "string" ? body : body.rows);
    });
    app.get("/campaigns/:id/rows", { schema: schemas.listRows }, async (request) => {
      const { state, cursor, limit } = request.query;
      const after = schemas.readRowCursor(cursor);
      const page = await campaigns.rows(keyOf(request), { id: request.params.id, state }, { after, limit });
      return { data: page.data, cursor: schemas.writeRowCursor(page.last) };
    });
    app.get("/campaigns/:id/export", { schema: schemas.exportCampaign }, async (request, reply) => {
      const { name, pieces } = await campaigns.export(keyOf(request), request.params.id);
      return sendCsv(reply, name, request.method === "HEAD" ? [] : pieces);
    });
  };
}

/** Sends a file piece by piece, each once the one before is on its way. */
function sendCsv(reply: FastifyReply, name: string, pieces: AsyncIterable<string> | Iterable<string>): FastifyReply {
  void reply.headers({
    "content-disposition": `attachment; filename="${name}.csv"`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  return reply.type("text/csv; charset=utf-8").send(Readable.from(pieces, { highWaterMark: 1 }));
}
