import type { Endpoints } from "../endpoints.ts";

/** OpenAPI documents whose operations became tools. */
export const openapiSources = (on: Endpoints) => ({
  /** Lists sources, newest first. */
  list: on.list("/openapi_sources"),
  /** Keeps a document. */
  create: on.post("/openapi_sources"),
  /** Reads a source, with what of it became tools. */
  get: on.get("/openapi_sources/{id}"),
  /** Deletes a source; the query says what becomes of its tools. */
  delete: on.deleteWith("/openapi_sources/{id}"),
  /** Says what a document holds, without keeping it. */
  preview: on.post("/openapi_sources/preview"),
  /** Says what a newer document would change. */
  compare: on.post("/openapi_sources/{id}/compare"),
  /** Makes tools of the operations that are named. */
  import: on.post("/openapi_sources/{id}/import"),
});
