import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";

const getHealth = {
  operationId: "getHealth",
  tags: ["Platform"],
  summary: "Ask whether the platform answers",
  description: "For load balancers and monitors.",
  response: { 200: z.object({ status: z.literal("ok").describe("Always `ok`.") }).describe("The platform answers.") },
} as const;

/** Tells that the process answers. */
export const healthRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get("/health", { config: { access: "anybody", logged: "refusals" }, schema: getHealth }, async () => ({
    status: "ok" as const,
  }));
};
