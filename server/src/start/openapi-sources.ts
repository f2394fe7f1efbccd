import type { OpenApiSourceServices } from "../http/openapi-sources.ts";
import { OpenApiDocuments } from "../services/openapi-documents.ts";
import { OpenApiSources } from "../services/openapi-sources.ts";
import type { Started } from "./started.ts";
import { threadProgram } from "./thread-program.ts";

/** Builds the services behind the REST calls on OpenAPI sources. */
export function openApiSourceServicesOf(started: Started): OpenApiSourceServices {
  const { undo, fetch } = started;
  const openApiDocuments = new OpenApiDocuments({ fetch, thread: threadProgram(started, "openapi-thread") });
  undo.push(() => openApiDocuments.close());
  return { openApiDocuments, openApiSources: new OpenApiSources({ ...started, documents: openApiDocuments }) };
}
