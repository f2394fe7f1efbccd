import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { CarrierCalls } from "../services/carrier-calls.ts";
import { carrierNotice } from "./carrier-notice.ts";
import { receiveTelnyxCallEvent } from "./telnyx-schemas.ts";

/** An event is small; what is not is none. */
const LARGEST_EVENT = 64 * 1024;

/** What Telnyx calls with the events of calls. Its signature takes the place of a key. */
export function telnyxRoutes(calls: CarrierCalls, publicUrl: string): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    // As it came, for the signature covers it.
    app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
    const route = { config: { access: "anybody" as const }, bodyLimit: LARGEST_EVENT, schema: receiveTelnyxCallEvent };
    app.post("/carriers/telnyx/calls", route, async (request, reply) => {
      await calls.receive("telnyx", carrierNotice(request, reply, { publicUrl, about: "calls" }));
      return { received: true as const };
    });
  };
}
