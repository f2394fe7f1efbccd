import { knownSecrets } from "../lib/known-secrets.ts";
import type { SafeResponse } from "../lib/safe-fetch.ts";
import type { HttpTool } from "../ports/tool.ts";

/**
 * Takes the values of a tool's own headers out of its answer: there are receivers that show what they were sent, and
 * what comes back goes to the model and into the events.
 */
export function withoutSecrets(response: SafeResponse, { headers = {} }: HttpTool): SafeResponse {
  if (Object.keys(headers).length === 0) return response;
  return knownSecrets([JSON.stringify(headers)]).maskValue(response);
}
