import type { FastifyReply, FastifyRequest } from "fastify";
import type { CarrierNotice } from "../services/carrier-calls.ts";

/** Where a carrier's notice came to. */
export interface NoticePlace {
  /** The installation's public address: behind a proxy, the one that the carrier called is not the one that came here. */
  readonly publicUrl: string;
  readonly about: string;
  readonly node?: number;
  readonly call?: string;
}

/** Reads a carrier's notice from the request that brings it, whose body was kept as it came. */
export function carrierNotice(request: FastifyRequest, reply: FastifyReply, place: NoticePlace): CarrierNotice {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return {
    url: `${place.publicUrl}${request.raw.url ?? ""}`,
    body: typeof request.body === "string" ? request.body : "",
    about: place.about,
    node: place.node ?? null,
    call: place.call ?? null,
    signal: gone.signal,
    header(name) {
      const value = request.headers[name];
      return typeof value === "string" ? value : null;
    },
  };
}
