import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { CarrierRequest, TextMessages } from "../services/text-messages.ts";
import { NOTHING_TO_DO, receiveTwilioMessage, reportTwilioStatus } from "./twilio-schemas.ts";

/** What Twilio calls: for incoming messages, and to report on ours. Its signature takes the place of a key. */
export function twilioRoutes(textMessages: TextMessages, publicUrl: string): FastifyPluginAsyncZod {
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
  };
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
