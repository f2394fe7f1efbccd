import { signRequest } from "../../../server/src/lib/signature.ts";
import type { WebhookRequest } from "../../src/webhooks.ts";

/** The key that requests of these tests are signed with, unless another is named. */
export const KEY = "op_sign_0123456789abcdefghijklmnopqrstuv";
/** Where they go, unless elsewhere. */
export const HOST = "https://shop.example";

/** What is different from a POST of `{}` to `/hooks`, signed now. */
export interface RequestChanges {
  method?: string;
  /** With its query. */
  path?: string;
  /** Text as it is, anything else as JSON; none for undefined. */
  body?: unknown;
  key?: string;
  nextKey?: string;
  id?: string;
  /** How many seconds ago it was signed. */
  age?: number;
}

let count = 0;

/** Makes a request as the platform's own code signs it. */
export function signedRequest(changes: RequestChanges = {}): WebhookRequest & {
  headers: Record<string, string>;
  body: string;
} {
  const { method = "POST", path = "/hooks", key = KEY, nextKey, id = `whd_${(count += 1)}`, age = 0 } = changes;
  const body = "body" in changes ? textOf(changes.body) : "{}";
  const signature = signRequest({
    url: `${HOST}${path}`,
    method,
    body,
    key,
    nextKey: nextKey ?? null,
    idempotencyKey: id,
    timestampSeconds: Math.floor(Date.now() / 1_000) - age,
  });
  const headers = Object.fromEntries(Object.entries(signature).map(([name, value]) => [name.toLowerCase(), value]));
  return { method, url: path, headers: { host: new URL(HOST).host, ...headers }, body };
}

/** Makes the body of an event. */
export function eventOf(type: string, payload: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: "ev_00000000001",
    created_at: "2025-06-19T12:00:00.000Z",
    agent_id: "ca_00000000001@v0",
    livemode: true,
    conversation_id: "conv_00000000001",
    payload: { type, ...payload },
    experimental: false,
  };
}

function textOf(body: unknown): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
}
