import type { Environment } from "../config.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import { createModelCatalog } from "../providers/catalog.ts";

/** Makes the catalog of the models that the environment has keys or addresses for. */
export function modelCatalogOf(environment: Environment): ModelCatalog {
  const vendor = (apiKey: string | undefined, baseUrl: string | undefined) =>
    apiKey === undefined ? undefined : { apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) };
  const openai = vendor(environment.OPENAI_API_KEY, environment.OPENAI_BASE_URL);
  const anthropic = vendor(environment.ANTHROPIC_API_KEY, environment.ANTHROPIC_BASE_URL);
  const google = vendor(environment.GOOGLE_API_KEY, environment.GOOGLE_BASE_URL);
  return createModelCatalog({
    ...(openai ? { openai } : {}),
    ...(anthropic ? { anthropic } : {}),
    ...(google ? { google } : {}),
    servers: environment.OPERATOR_MODEL_SERVERS,
  });
}
