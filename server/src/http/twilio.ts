import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { CarrierRequest, TextMessages } from "../services/text-messages.ts";
import type { CarrierCalls } from "../services/carrier-calls.ts";
import { carrierNotice } from "./carrier-notice.ts";
import * as schemas from "./twilio-schemas.ts";
import { NOTHING_TO_DO, receiveTwilioMessage, reportTwilioStatus } from "./twilio-schemas.ts";

/** A notice of a call is a form of some twenty fields; what is larger is none. */
const LARGEST_NOTICE = 64 * 1024;

/**
 * What Twilio calls: for messages and calls that come in, and to report on ours. Its signature takes the place of a key.
 */
export function twilioRoutes(
  { textMessages, carrierCalls }: { textMessages: TextMessages; carrierCalls: CarrierCalls },
  publicUrl: string,
): FastifyPluginAsyncZod {
  const open = { config: { access: "anybody" as const } };
  return async (app) => {
    app.removeAllContentTypeParsers();
    // As it came, for the signature covers it.
    app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    app.post("/carriers/twilio/messages", { ...open, schema: receiveTwilioMessage }, async (request, reply) => {
      await textMessages.receive(carrierRequest(request, publicUrl));
      return reply.type("text/xml").send(NOTHING_TO_DO);
    });
    const path = "/carriers/twilio/status/:message_id/:part";
    app.post(path, { ...open, schema: reportTwilioStatus }, async (request, reply) => {
      const { message_id: messageId, part } = request.params;
      await textMessages.report(carrierRequest(request, publicUrl), { messageId, part });
      return reply.type("text/xml").send(NOTHING_TO_DO);
    });
    addCallRoutes(app, carrierCalls, publicUrl);
  };
}

function addCallRoutes(app: Parameters<FastifyPluginAsyncZod>[0], calls: CarrierCalls, publicUrl: string): void {
  const open = { config: { access: "anybody" as const }, bodyLimit: LARGEST_NOTICE };
  app.post("/carriers/twilio/calls", { ...open, schema: schemas.receiveTwilioCall }, async (request, reply) => {
    const twiml = await calls.receive("twilio", carrierNotice(request, reply, { publicUrl, about: "calls" }));
    return reply.type("text/xml").send(twiml);
  });
  app.post("/carriers/twilio/call-status", { ...open, schema: schemas.reportTwilioCaller }, async (request, reply) => {
    const twiml = await calls.receive("twilio", carrierNotice(request, reply, { publicUrl, about: "status" }));
    return reply.type("text/xml").send(twiml || NOTHING_TO_DO);
  });
  const path = "/carriers/twilio/call-events/:node/:call/:about";
  app.post(path, { ...open, schema: schemas.reportTwilioCall }, async (request, reply) => {
    const place = { publicUrl, ...request.params };
    const twiml = await calls.receive("twilio", carrierNotice(request, reply, place));
    return reply.type("text/xml").send(twiml || NOTHING_TO_DO);
  });
}

/** Behind a proxy, the address that the carrier called is not the one that came here. */
function carrierRequest(request: FastifyRequest, publicUrl: string): CarrierRequest {
  const signature = request.headers["x-twilio-signature"];
  return {
    url: `${publicUrl}${request.raw.url ?? ""}`,
    signature: typeof signature === "string" ? signature : null,
    body: typeof request.body === "string" ? request.body : "",
  };
}
