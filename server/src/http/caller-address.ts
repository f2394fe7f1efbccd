import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CallerAddress } from "../lib/caller-address.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The network address that the request comes from, behind proxies that are trusted. */
    readonly callerAddress: string;
  }
}

/** Lets every request say which address it comes from. */
export function addCallerAddress(app: FastifyInstance, addressOf: CallerAddress): void {
  app.decorateRequest("callerAddress", {
    getter(this: FastifyRequest) {
      return addressOf(this.raw) ?? "";
    },
  });
}
