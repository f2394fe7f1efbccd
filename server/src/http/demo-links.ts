import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { DemoLinks } from "../services/demo-links.ts";
import type { Demos, DemoVisitor } from "../services/demos.ts";
import { targetOf } from "./conditional-requests.ts";
import * as schemas from "./demo-link-schemas.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** Public links for those who make them, and what anybody can do who has one. */
export function demoLinkRoutes(links: DemoLinks, demos: Demos): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/demo_links", { schema: schemas.listDemoLinks }, async (request) =>
      links.list(keyOf(request), { agentId: request.query.agent_id ?? null, ...pageOf(request.query) }),
    );
    app.post("/demo_links", { schema: schemas.createDemoLink }, async (request) =>
      links.create(keyOf(request), request.body),
    );
    app.get("/demo_links/:id", { schema: schemas.getDemoLink }, async (request) =>
      links.show(keyOf(request), request.params.id),
    );
    app.patch("/demo_links/:id", { schema: schemas.changeDemoLink }, async (request) =>
      links.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/demo_links/:id", { schema: schemas.deleteDemoLink }, async (request) => {
      await links.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
    await app.register(demoRoutes(demos));
  };
}

function demoRoutes(demos: Demos): FastifyPluginAsyncZod {
  const config = { access: "anybody" } as const;
  return async (app) => {
    app.addHook("onSend", async (request, reply, payload) => {
      // Which pages may read the answer depends on the page that asks.
      if (request.headers.origin === undefined || reply.statusCode !== 200) return payload;
      void reply.headers({ "access-control-allow-origin": request.headers.origin, vary: "Origin" });
      return payload;
    });
    app.get("/demos/:id", { config, schema: schemas.getDemo }, async (request, reply) => {
      void reply.header("cache-control", "no-store");
      return demos.show(request.params.id, visitorOf(request));
    });
    app.post("/demos/:id/conversations", { config, schema: schemas.beginDemo }, async (request) => {
      const { conversation, link } = await demos.begin(request.params.id, request.body.channel, visitorOf(request));
      const visitor = { id: link.id, name: link.name };
      request.concerned = { conversationId: conversation.id, livemode: link.livemode, visitor };
      return conversation;
    });
  };
}

function visitorOf({ callerAddress, headers }: FastifyRequest): DemoVisitor {
  return { address: callerAddress, origin: headers.origin, host: headers.host };
}
