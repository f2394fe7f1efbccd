import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

/** Serves `/openapi.json`, written from the same schemas that validate. Must be added before the routes it describes. */
export async function addDocuments(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Operator API", version: "2025-06-19", description: "Agents that talk with your customers." },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get("/openapi.json", { config: { access: "anybody" }, schema: { hide: true } }, async () => app.swagger());
}
