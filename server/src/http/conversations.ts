import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { JsonObject } from "../lib/json.ts";
import type { ConversationPrompts } from "../services/conversation-prompts.ts";
import type { Conversations } from "../services/conversations.ts";
import type { QueuedChange, QueuedConversations } from "../services/queued-conversations.ts";
import * as schemas from "./conversation-schemas.ts";
import { callerOf, keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import { undeclared, unknown } from "./warnings.ts";

/** Creating, listing, showing and deleting conversations, their context and their tokens. */
export function conversationRoutes(conversations: Conversations, queued: QueuedConversations): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/conversations", { schema: schemas.createConversation }, async (request) => {
      const { agent_id, channel, livemode, context, override_config, continues, scheduled_at } = request.body;
      const {
        undeclared: variables,
        unknown: fields,
        ...created
      } = await conversations.create(keyOf(request), {
        agent_id,
        channel,
        livemode: livemode ?? undefined,
        context: (context ?? {}) as JsonObject,
        override_config: override_config ?? null,
        continues: continues ?? null,
        scheduled_at: scheduled_at ?? null,
      });
      request.concerned = { conversationId: created.id, livemode: livemode ?? keyOf(request).livemode };
      request.warnings.push(...fields.map(({ path, guess }) => unknown(path, guess)));
      request.warnings.push(...variables.map(({ path, guess }) => undeclared(path, guess)));
      return created;
    });
    app.get("/conversations", { schema: schemas.listConversations }, async (request) =>
      conversations.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );
    const withToken = { config: { access: "key_or_token" as const }, schema: schemas.getConversation };
    app.get("/conversations/:id", withToken, async (request) => {
      const shown = await conversations.show(callerOf(request), request.params.id);
      request.concerned = { conversationId: shown.id, livemode: shown.livemode };
      return shown;
    });
    app.delete("/conversations/:id", { schema: schemas.deleteConversation }, async (request) => {
      await conversations.delete(keyOf(request), request.params.id);
      return { id: request.params.id, deleted: true as const };
    });
    await app.register(changeRoutes(conversations, queued));
  };
}

function changeRoutes(conversations: Conversations, queued: QueuedConversations): FastifyPluginAsyncZod {
  return async (app) => {
    app.patch("/conversations/:id", { schema: schemas.changeConversation }, async (request) => {
      const { id } = request.params;
      const change = request.body;
      const noticed = await queued.change(keyOf(request), id, change as QueuedChange);
      request.warnings.push(...noticed.unknown.map(({ path, guess }) => unknown(path, guess)));
      request.warnings.push(...noticed.undeclared.map(({ path, guess }) => undeclared(path, guess)));
      return conversations.show({ key: keyOf(request) }, id);
    });
    app.post("/conversations/:id/end", { schema: schemas.endConversation }, async (request) => {
      const { id } = request.params;
      await conversations.end(keyOf(request), id);
      return conversations.show({ key: keyOf(request) }, id);
    });
    app.post("/conversations/:id/context", { schema: schemas.updateContext }, async (request, reply) => {
      const { id } = request.params;
      const { context, undeclared: variables } = await conversations.updateContext(
        keyOf(request),
        id,
        request.body.context,
      );
      request.warnings.push(...variables.map(({ path, guess }) => undeclared(path, guess)));
      return reply.status(202).send({ context });
    });
    app.post("/conversations/:id/token/refresh", { schema: schemas.refreshToken }, async (request) => {
      const { token, expiresAt } = await conversations.refreshToken(keyOf(request), request.params.id);
      return { token, expires_at: expiresAt.toISOString() };
    });
  };
}

/** Showing what the models of conversations are told. */
export function conversationPromptRoutes(prompts: ConversationPrompts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/conversations/:id/prompt", { schema: schemas.getConversationPrompt }, async (request) =>
      prompts.show(keyOf(request), request.params.id),
    );
  };
}

function filterOf(query: z.output<typeof schemas.filterQuery>) {
  const [agentId, version] = query.agent_id?.split("@v") ?? [];
  const filter = {
    createdFrom: query.created_at_gte,
    createdBefore: query.created_at_lt,
    scheduledFrom: query.scheduled_at_gte,
    scheduledBefore: query.scheduled_at_lt,
    completedFrom: query.completed_at_gte,
    completedBefore: query.completed_at_lt,
    agentId,
    agentVersion: version === undefined ? undefined : Number(version),
    customerId: query.customer_id,
    campaignId: query.campaign_id,
    status: query.status,
    channelType: query.channel_type,
    direction: query.direction,
    livemode: query.livemode,
    text: query.q,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
