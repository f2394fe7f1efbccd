import { z } from "zod";
import { apiKeyChangeSchema, apiKeySchema, newApiKeySchema, shownApiKeySchema } from "../domain/api-key.ts";
import { listOf, pageQuery } from "./pages.ts";
import { rotationSchema } from "./rotation.ts";

const TAGS = ["API keys"];

const byId = z.object({ id: z.string().describe("The key, `key_…`.") });

export const createApiKey = {
  operationId: "createApiKey",
  tags: TAGS,
  summary: "Make an API key",
  description:
    "Makes a key, which is shown in this answer and never again. A key gives no more than it has itself, and a test " +
    "key gives nothing.",
  body: newApiKeySchema,
  response: { 200: shownApiKeySchema },
} as const;

export const listApiKeys = {
  operationId: "listApiKeys",
  tags: TAGS,
  summary: "List API keys",
  description: "Lists the keys of the installation, live and test, those that were revoked too.",
  querystring: pageQuery,
  response: { 200: listOf(apiKeySchema, "The keys") },
} as const;

export const getApiKey = {
  operationId: "getApiKey",
  tags: TAGS,
  summary: "Get an API key",
  description: "Shows what is known of a key.",
  errors: ["not_found"],
  params: byId,
  response: { 200: apiKeySchema },
} as const;

export const updateApiKey = {
  operationId: "updateApiKey",
  tags: TAGS,
  summary: "Change an API key",
  description:
    "Renames a key, or changes what it may do: at once in the process that answers, within 5 seconds in others. A key " +
    "changes only keys that may do no more than itself. The last live key that may do everything stays so.",
  errors: ["not_found", "in_use"],
  params: byId,
  body: apiKeyChangeSchema,
  response: { 200: apiKeySchema },
} as const;

export const revokeApiKey = {
  operationId: "revokeApiKey",
  tags: TAGS,
  summary: "Revoke an API key",
  description:
    "Ends a key for good: at once in the process that answers, within 5 seconds in others. It stays in the list. The " +
    "last live key that may do everything cannot be revoked.",
  errors: ["not_found", "in_use"],
  params: byId,
  response: { 200: apiKeySchema },
} as const;

export const rotateApiKey = {
  operationId: "rotateApiKey",
  tags: TAGS,
  summary: "Rotate an API key",
  description:
    "Gives a key a new secret, shown in this answer and never again; its id and what it may do stay. The former " +
    "secret works until the overlap ends, and those of earlier rotations no longer than it.",
  errors: ["not_found"],
  params: byId,
  body: rotationSchema,
  response: { 200: shownApiKeySchema },
} as const;
