import type { OpenApiSourceServices } from "../http/openapi-sources.ts";
import { OpenApiDocuments } from "../services/openapi-documents.ts";
import { OpenApiSources } from "../services/openapi-sources.ts";
import type { Started } from "./started.ts";

/** The program of the thread that reads documents: beside the built server, or where the sources have it. */
const THREAD = new URL(
  import.meta.url.endsWith(".ts") ? "../openapi-thread.ts" : "./openapi-thread.js",
  import.meta.url,
);

/** Builds the services behind the REST calls on OpenAPI sources. */
export function openApiSourceServicesOf(started: Started): OpenApiSourceServices {
  const { undo, fetch } = started;
  const openApiDocuments = new OpenApiDocuments({ fetch, thread: THREAD });
  undo.push(() => openApiDocuments.close());
  return { openApiDocuments, openApiSources: new OpenApiSources({ ...started, documents: openApiDocuments }) };
}
