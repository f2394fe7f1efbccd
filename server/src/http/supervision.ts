import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Supervisions } from "../services/supervisions.ts";
import { keyOf } from "./gate.ts";

const EXAMPLE = {
  token: "os_eyJjIjoiY29udl83S2QyTXY5UXg0QiJ9.3q2-7wXh0m2c1yHqk0bq9sXv2y5b8m1n4p7r0t3u6w8",
  supervision_url: "wss://operator.example.com/conversations/conv_7Kd2Mv9Qx4B/supervision",
  expires_at: "2025-06-19T09:35:00.000Z",
};

const superviseConversation = {
  operationId: "superviseConversation",
  tags: ["Conversations"],
  summary: "Listen in",
  description:
    "Lets the key's holder listen to a conversation by voice that is in progress, tell its agent something, and take its " +
    "place: over the WebSocket at `supervision_url`, with the token added as `?token=`. Needs the scope `calls:supervise`. " +
    "What is sent there is described in docs/supervision.md.",
  errors: ["not_found", "conversation_not_active"],
  params: z.object({ id: z.string().describe("The conversation, `conv_…`.") }),
  response: {
    200: z
      .object({
        token: z.string().describe("Opens the WebSocket; it holds for this conversation alone."),
        supervision_url: z.string().describe("The WebSocket, without the token."),
        expires_at: z.iso.datetime().describe("Until when it can be opened, ISO 8601 in UTC."),
      })
      .meta({ description: "How to listen in.", examples: [EXAMPLE] }),
  },
} as const;

/** How people come to supervise conversations. */
export function supervisionRoutes(supervisions: Supervisions): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/conversations/:id/supervision", { schema: superviseConversation }, async (request) =>
      supervisions.grant(keyOf(request), request.params.id),
    );
  };
}
