import type { FastifyInstance, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import type { Precondition, Target } from "../domain/precondition.ts";
import { readEntityTags } from "../lib/entity-tag.ts";
import { tagOf } from "../services/entity-tags.ts";
import { conditionsOf } from "./conditional-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What the request demands of the thing that it changes. */
    ifMatch: Precondition;
  }
}

/** Means the thing that a request names, as its `If-Match` demands it. */
export function targetOf(request: FastifyRequest, id: string): Target {
  return { id, ifMatch: request.ifMatch };
}

/**
 * Reads `If-Match` of requests that change what can be configured, names the tag of what an answer tells of in `ETag`,
 * and answers 304 to readers whose `If-None-Match` says that they have it (RFC 9110, sections 8.8.3, 13.1.1 and 13.1.2).
 */
export function addConditionalRequests(app: FastifyInstance): void {
  app.decorateRequest("ifMatch", null);
  app.addHook("preHandler", async (request) => {
    const { method, routeOptions } = request;
    if (conditionsOf(method, routeOptions.url ?? "").takesIfMatch) request.ifMatch = preconditionOf(request);
  });
  app.addHook("preSerialization", async (_request, reply, answer) => {
    const tag = tagOf(answer);
    if (tag !== undefined) void reply.header("etag", `"${tag}"`);
    return answer;
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const tag = reply.getHeader("etag");
    // Files have tags of their own, and their routes say how long they may be kept.
    const { takesIfNoneMatch } = conditionsOf(request.method, request.routeOptions.url ?? "");
    if (!takesIfNoneMatch || typeof tag !== "string" || reply.statusCode !== 200) return payload;
    // Whoever keeps the answer asks each time whether it is still right.
    void reply.header("cache-control", "private, no-cache");
    if (!hasAlready(request, tag)) return payload;
    void reply.status(304).removeHeader("content-type").removeHeader("content-length");
    return null;
  });
}

function preconditionOf({ headers }: FastifyRequest): Precondition {
  const header = headers["if-match"];
  if (header === undefined) return null;
  const tags = readEntityTags(header);
  if (tags === "any") return tags;
  if (tags !== null) return tags.filter(({ isWeak }) => !isWeak).map(({ tag }) => tag);
  const message = 'If-Match must be *, or list entity tags in quotes as ETag named them, e.g. "x1.y2".';
  throw new OperatorError("invalid_field", message, { param: "If-Match" });
}

/** The comparison is the weak one, as section 13.1.2 has it. A header that cannot be read says nothing. */
function hasAlready({ headers }: FastifyRequest, etag: string): boolean {
  const tags = readEntityTags(headers["if-none-match"] ?? "");
  return tags === "any" || (tags ?? []).some(({ tag }) => `"${tag}"` === etag);
}
