import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { contextSchema } from "../domain/context.ts";
import {
  CHANNEL_TYPES,
  CONVERSATION_STATUSES,
  channelSchema,
  conversationItemSchema,
  conversationSchema,
  DIRECTIONS,
  newChannelSchema,
} from "../domain/conversation.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Conversations } from "../services/conversations.ts";
import { callerOf, keyOf } from "./gate.ts";
import { listOf, pageOf, pageQuery } from "./pages.ts";
import { withErrors } from "./route-schema.ts";
import { unknown, warnings } from "./warnings.ts";

const byId = z.object({ id: z.string().describe("The conversation's id, `conv_…`.") });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const newConversationSchema = z
  .object({
    agent_id: z.string().describe("`ca_…` means the released version, `ca_…@vN` pins that one, drafts included."),
    channel: newChannelSchema,
    livemode: z
      .boolean()
      .nullable()
      .optional()
      .describe("False for a test conversation; true by default, false for test keys."),
    override_config: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("Part of a configuration, merged over the agent's: objects key by key, lists replaced."),
    context: contextSchema.nullable().optional().describe("What the agent is to know."),
  })
  .describe("A conversation to be created.");

const filterQuery = pageQuery.extend({
  created_at_gte: moment.optional().describe("Created at this moment or later."),
  created_at_lt: moment.optional().describe("Created before this moment."),
  completed_at_gte: moment.optional().describe("Ended at this moment or later."),
  completed_at_lt: moment.optional().describe("Ended before this moment."),
  agent_id: z
    .string()
    .regex(/^ca_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be an agent's id, ca_… or ca_…@vN")
    .optional()
    .describe("Held by this agent, `ca_…`, or by this version of it, `ca_…@vN`."),
  customer_id: z.string().optional().describe("Held with this customer, `cus_…`."),
  status: z.enum(CONVERSATION_STATUSES).optional().describe("Of this status."),
  channel_type: z.enum(CHANNEL_TYPES).optional().describe("On this type of channel."),
  direction: z.enum(DIRECTIONS).optional().describe("Of this direction."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for live ones, `false` for those of test mode."),
  q: z.string().min(1).max(500).optional().describe("Words that occur in a message of the transcript."),
});

/** Creating, listing, showing and deleting conversations, their context and their tokens. */
export function conversationRoutes(conversations: Conversations): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/conversations",
      {
        schema: withErrors({
          summary: "Create a conversation",
          description: "Creates a conversation and its token. Open its session to begin.",
          body: newConversationSchema,
          response: z.object({
            id: z.string().describe("The conversation's id."),
            channel: channelSchema.describe("The channel."),
            warnings,
          }),
        }),
      },
      async (request) => {
        const { agent_id, channel, livemode, context, override_config } = request.body;
        const { unknown: noticed, ...created } = await conversations.create(keyOf(request), {
          agent_id,
          channel,
          livemode: livemode ?? undefined,
          context: (context ?? {}) as JsonObject,
          override_config: override_config ?? null,
        });
        request.warnings.push(...noticed.map(({ path, guess }) => unknown(path, guess)));
        return created;
      },
    );

    app.get(
      "/conversations",
      {
        schema: withErrors({
          summary: "List conversations",
          description: "Lists conversations; filters restrict the list together.",
          querystring: filterQuery,
          response: listOf(conversationItemSchema, "The conversations"),
        }),
      },
      async (request) => conversations.list(keyOf(request), filterOf(request.query), pageOf(request.query)),
    );

    app.get(
      "/conversations/:id",
      {
        config: { access: "key_or_token" },
        schema: withErrors({
          summary: "Get a conversation",
          description: "Shows a conversation. Its own token may be given as `?token=` instead of a key.",
          params: byId,
          response: conversationSchema,
        }),
      },
      async (request) => conversations.show(callerOf(request), request.params.id),
    );

    app.delete(
      "/conversations/:id",
      {
        schema: withErrors({
          summary: "Delete a conversation",
          description: "Deletes a conversation: one of test mode always, a live one only while it is queued, else 409.",
          params: byId,
          response: z.object({
            id: z.string().describe("The deleted conversation's id."),
            deleted: z.literal(true).describe("Always true."),
          }),
        }),
      },
      async (request) => {
        await conversations.delete(keyOf(request), request.params.id);
        return { id: request.params.id, deleted: true as const };
      },
    );

    await app.register(conversationChangeRoutes(conversations));
  };
}

function conversationChangeRoutes(conversations: Conversations): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/conversations/:id/context",
      {
        schema: {
          ...withErrors({
            summary: "Add context",
            description:
              "Merges more context into a conversation in progress; 409 otherwise. The agent takes it at its next step.",
            params: byId,
            body: z.object({ context: contextSchema.describe("What to add, merged key by key.") }),
            response: z.never(),
          }),
          response: {
            202: z.object({
              context: z.record(z.string(), z.unknown()).describe("The whole context after the change."),
              warnings,
            }),
          },
        },
      },
      async (request, reply) => {
        const context = await conversations.updateContext(keyOf(request), request.params.id, request.body.context);
        return reply.status(202).send({ context });
      },
    );

    app.post(
      "/conversations/:id/token/refresh",
      {
        schema: withErrors({
          summary: "Refresh the token",
          description:
            "Makes a new token for the conversation; the former is dead at once. Sessions that are open stay open.",
          params: byId,
          response: z.object({
            token: z.string().describe("The new token."),
            expires_at: z.iso.datetime().describe("When it expires, ISO 8601 in UTC."),
          }),
        }),
      },
      async (request) => {
        const { token, expiresAt } = await conversations.refreshToken(keyOf(request), request.params.id);
        return { token, expires_at: expiresAt.toISOString() };
      },
    );
  };
}

function filterOf(query: z.output<typeof filterQuery>) {
  const [agentId, version] = query.agent_id?.split("@v") ?? [];
  const filter = {
    createdFrom: query.created_at_gte,
    createdBefore: query.created_at_lt,
    completedFrom: query.completed_at_gte,
    completedBefore: query.completed_at_lt,
    agentId,
    agentVersion: version === undefined ? undefined : Number(version),
    customerId: query.customer_id,
    status: query.status,
    channelType: query.channel_type,
    direction: query.direction,
    livemode: query.livemode,
    text: query.q,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
