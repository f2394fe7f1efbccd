import { z } from "zod";
import {
  newOpenApiSourceSchema,
  openApiComparisonRequestSchema,
  openApiComparisonSchema,
  openApiContentsSchema,
  openApiImportResultSchema,
  openApiImportSchema,
  openApiPreviewSchema,
  openApiSourceItemSchema,
  openApiSourceSchema,
} from "../domain/openapi-source.ts";
import { EXAMPLE_SOURCE } from "./openapi-source-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["OpenAPI sources"];

const byId = z.object({ id: z.string().describe("The source, `oas_…`.") });

export const previewOpenApi = {
  operationId: "previewOpenApi",
  tags: TAGS,
  summary: "Look into a document",
  description:
    "Shows which tools an OpenAPI document would make, and why some of its operations can be none. Nothing is stored. The " +
    "document is fetched from public addresses and those that the installation allows, over up to five redirects.",
  errors: ["invalid_document", "unreachable"],
  body: openApiPreviewSchema,
  response: { 200: openApiContentsSchema },
} as const;

export const createOpenApiSource = {
  operationId: "createOpenApiSource",
  tags: TAGS,
  summary: "Import a document",
  description:
    "Makes tools of the operations of an OpenAPI document, all that are chosen or none, and remembers where they come from. " +
    "The tools are like any others, and may be changed.",
  errors: ["invalid_document", "name_taken", "not_allowed", "unknown_reference", "unreachable"],
  body: newOpenApiSourceSchema,
  response: { 200: openApiSourceSchema },
} as const;

export const listOpenApiSources = {
  operationId: "listOpenApiSources",
  tags: TAGS,
  summary: "List OpenAPI sources",
  description: "Lists the documents that tools were imported from.",
  querystring: pageQuery,
  response: { 200: listOf(openApiSourceItemSchema, "The sources") },
} as const;

export const getOpenApiSource = {
  operationId: "getOpenApiSource",
  tags: TAGS,
  summary: "Get an OpenAPI source",
  description: "Shows a document that tools were imported from, with its tools.",
  errors: ["not_found"],
  params: byId,
  response: { 200: openApiSourceSchema },
} as const;

export const deleteOpenApiSource = {
  operationId: "deleteOpenApiSource",
  tags: TAGS,
  summary: "Delete an OpenAPI source",
  description: "Forgets a document. Its tools stay, or are deleted with it; 409 while an agent enables one of those.",
  errors: ["in_use", "not_allowed", "not_found"],
  params: byId,
  querystring: z.object({
    tools: z.enum(["keep", "delete"]).default("keep").describe("What becomes of the tools that were imported."),
  }),
  response: { 200: deleted("OpenAPI source", EXAMPLE_SOURCE) },
} as const;

export const compareOpenApiSource = {
  operationId: "compareOpenApiSource",
  tags: TAGS,
  summary: "Compare with the document",
  description:
    "Says of each operation of the document, as it is now, how it stands to what was imported: new, unchanged, changed and " +
    "in what, or removed. Nothing is changed.",
  errors: ["invalid_document", "not_found", "unreachable"],
  params: byId,
  body: openApiComparisonRequestSchema,
  response: { 200: openApiComparisonSchema },
} as const;

export const importOpenApiSource = {
  operationId: "importOpenApiSource",
  tags: TAGS,
  summary: "Import again",
  description:
    "Brings tools up to date with the document. What a person changed of a tool stays: its description, headers, time limit, " +
    "and how it runs. How it is called (method, URL, input schema and mapping) is taken from the document as a whole when the " +
    "document changed any of it, and so is the output schema; what the document did not change stays. All is done or nothing.",
  errors: ["in_use", "invalid_document", "name_taken", "not_allowed", "not_found", "unknown_reference", "unreachable"],
  params: byId,
  body: openApiImportSchema,
  response: { 200: openApiImportResultSchema },
} as const;
