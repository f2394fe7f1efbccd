import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AnsweredRequest } from "../services/request-log.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Which requests to the route are logged: every one when nothing is said, or only those that are refused. */
    logged?: "all" | "refusals";
  }
  interface FastifyRequest {
    /** Why the request was refused. */
    refusal: { code: string; param: string | null } | null;
    /** Whether another process was asked to answer it, and logs it. */
    isPassedOn: boolean;
    /** The conversation that the request made, or whose token it carries, where the path does not say. */
    concerned: Concerned | null;
  }
}

/** Whom and what a request concerned. */
interface Concerned {
  conversationId: string | null;
  livemode: boolean;
  /** The public link by which somebody came who needs no key. */
  visitor?: { id: string; name: string };
}

/** Measures a request; `duration` is null for a stream, whose reader says how long it takes. */
export type RequestMeter = (request: {
  method: string;
  route: string;
  status: number;
  duration: number | null;
}) => void;

/** What is sent for as long as its reader takes. */
const STREAMS = /^(text\/event-stream|audio\/wav)/;

/**
 * Takes down every request to the API once it is answered, and measures every request at all. Pages, documents and
 * unknown paths are not of the API.
 */
export function addRequestLog(
  app: FastifyInstance,
  { record, measure }: { record(request: AnsweredRequest): void; measure: RequestMeter },
): void {
  app.decorateRequest("refusal", null);
  app.decorateRequest("isPassedOn", false);
  app.decorateRequest("concerned", null);
  app.addHook("onResponse", async (request, reply) => {
    if (request.isPassedOn && reply.raw.headersSent) return;
    const { statusCode: status } = reply.raw;
    const type = reply.raw.getHeader("content-type")?.toString() ?? "";
    const route = request.is404 ? "" : (request.routeOptions.url ?? "");
    measure({ method: request.method, route, status, duration: STREAMS.test(type) ? null : reply.elapsedTime });
    if (isLogged(request, reply)) record(answered(request, reply));
  });
}

function isLogged({ is404, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  const { schema, config } = routeOptions;
  if (is404) return false;
  if (config.logged === "refusals") return statusCode >= 400;
  return schema !== undefined && !schema.hide;
}

function answered(request: FastifyRequest, reply: FastifyReply): AnsweredRequest {
  const { method, routeOptions, refusal, caller, concerned } = request;
  return {
    requestId: request.id,
    method,
    route: routeOptions.url ?? "",
    status: reply.raw.headersSent ? reply.raw.statusCode : null,
    error: refusal,
    caller,
    ...(concerned?.visitor ? { visitor: concerned.visitor } : {}),
    conversationId: concerned?.conversationId ?? conversationIn(request),
    livemode: concerned?.livemode ?? null,
    duration: reply.elapsedTime,
    isReplayed: reply.hasHeader("idempotent-replayed"),
  };
}

function conversationIn({ routeOptions, params }: FastifyRequest): string | null {
  if (!routeOptions.url?.startsWith("/conversations/:")) return null;
  const [id] = Object.values(params as Record<string, string>);
  return id !== undefined && /^conv_[0-9A-Za-z]{11}$/.test(id) ? id : null;
}
