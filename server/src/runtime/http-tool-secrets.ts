import { SECRET } from "../lib/masking.ts";
import type { SafeResponse } from "../lib/safe-fetch.ts";
import type { HttpTool } from "../ports/tool.ts";

/** Headers that say how to talk and give nobody access; their values stand in many an honest answer. */
const HARMLESS = new Set(["accept", "accept-language", "cache-control", "content-type", "prefer", "user-agent"]);

/** Shorter texts are found by chance in many an answer, and keep no secret. */
const SHORTEST_SECRET = 6;

/**
 * Takes the values of a tool's own headers out of its answer: there are receivers that show what they were sent, and
 * what comes back goes to the model, into the events and the logs.
 */
export function withoutSecrets(response: SafeResponse, tool: HttpTool): SafeResponse {
  const secrets = secretsOf(tool.headers ?? {});
  if (secrets.length === 0) return response;
  const clean = (text: string) => secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, SECRET), text);
  const headers = Object.entries(response.headers).map(([name, value]) => [name, clean(value)] as const);
  return { ...response, headers: Object.fromEntries(headers), body: clean(response.body) };
}

/** Each value as it stands and as JSON writes it; of `Bearer …` and the like only what follows, which says it all. */
function secretsOf(headers: Readonly<Record<string, string>>): string[] {
  const values = Object.entries(headers)
    .filter(([name]) => !HARMLESS.has(name.toLowerCase()))
    .map(([, value]) => value.trim().replace(/^(bearer|basic|token|apikey|digest)\s+/i, ""));
  const spellings = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  const secrets = spellings.filter((value) => value.length >= SHORTEST_SECRET);
  // The longest first, for one may be a part of another.
  return [...new Set(secrets)].sort((a, b) => b.length - a.length);
}
