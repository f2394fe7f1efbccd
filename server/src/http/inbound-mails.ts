import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { InboundMails } from "../services/inbound-mails.ts";
import { LARGEST_POSTED_MAIL, receiveMail } from "./inbound-mail-schemas.ts";

/** Where providers post mails. A secret or their signature takes the place of a key. */
export function inboundMailRoutes(inboundMails: InboundMails): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    // As it came: each provider posts in a form of its own.
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    const options = {
      config: { access: "anybody" as const },
      bodyLimit: LARGEST_POSTED_MAIL,
      schema: receiveMail,
      // Before the body is read, which may be large.
      onRequest: async (request: FastifyRequest) => {
        const { provider } = request.params as { provider: string };
        inboundMails.assertMayPost(provider, request.headers.authorization ?? null);
      },
    };
    app.post("/carriers/mail/inbound/:provider", options, async (request) => {
      const mailboxes = await inboundMails.take(request.params.provider, {
        authorization: request.headers.authorization ?? null,
        contentType: request.headers["content-type"] ?? "",
        query: new URL(request.url, "http://localhost").searchParams,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      });
      return { mailboxes };
    });
  };
}
