import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { type IdempotencyKeys, type KeyedRequest, mentionsIn } from "../services/idempotency-keys.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether the route takes a request under one key once by its own means. */
    isIdempotentItself?: boolean;
  }
  interface FastifyRequest {
    /** The request under its idempotency key, while its first answer is awaited. */
    keyedRequest: KeyedRequest | null;
  }
}

const LONGEST_KEY = 255;

/** Makes every POST that carries an `Idempotency-Key` take effect once, and answers later ones as the first. */
export function addIdempotency(app: FastifyInstance, keys: IdempotencyKeys): void {
  app.decorateRequest("keyedRequest", null);
  app.addHook("preHandler", async (request, reply) => {
    const keyed = keyedRequestOf(request);
    if (!keyed) return undefined;
    const first = await keys.enter(keyed);
    if (!first) {
      request.keyedRequest = keyed;
      return undefined;
    }
    if (first.etag !== null) void reply.header("etag", first.etag);
    return reply
      .status(first.status)
      .header("idempotent-replayed", "true")
      .type("application/json; charset=utf-8")
      .serializer((body: string) => body)
      .send(first.body);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const keyed = request.keyedRequest;
    if (!keyed) return payload;
    request.keyedRequest = null;
    // A fault of ours says nothing of the request: it may be sent again.
    if (reply.statusCode >= 500 || reply.statusCode === 429) await keys.forget(keyed);
    else {
      const etag = reply.getHeader("etag");
      const answer = { status: reply.statusCode, body: String(payload), etag: typeof etag === "string" ? etag : null };
      await keys.keep(keyed, answer);
    }
    return payload;
  });
}

function keyedRequestOf(request: FastifyRequest): KeyedRequest | null {
  const key = request.headers["idempotency-key"];
  if (request.routeOptions.config.isIdempotentItself) return null;
  if (request.method !== "POST" || key === undefined || !request.caller || !("key" in request.caller)) return null;
  if (typeof key !== "string" || key === "" || key.length > LONGEST_KEY) {
    const message = `Idempotency-Key must have 1 to ${LONGEST_KEY} characters.`;
    throw new OperatorError("invalid_field", message, { param: "Idempotency-Key" });
  }
  const content = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}${conditionOf(request)}`;
  const requestHash = createHash("sha256").update(content).digest("hex");
  return { apiKeyId: request.caller.key.id, key, requestHash, mentions: mentionsIn(content) };
}

/** The same request on another condition is another request. */
function conditionOf({ headers }: FastifyRequest): string {
  const condition = headers["if-match"];
  return condition === undefined ? "" : `\nIf-Match: ${condition}`;
}
