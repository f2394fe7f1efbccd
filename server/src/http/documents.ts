import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { asyncApiDocument } from "./async-api.ts";
import { openApiOptions } from "./open-api.ts";

/** Serves the documents, written from the same schemas that validate. Must be added before the routes they describe. */
export async function addDocuments(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, openApiOptions(publicUrl));
  const options = { config: { access: "anybody" as const }, schema: { hide: true } };
  const asyncApi = asyncApiDocument(publicUrl);
  app.get("/openapi.json", options, async () => app.swagger());
  app.get("/asyncapi.json", options, async () => asyncApi);
}
