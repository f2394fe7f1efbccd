import { bearsSecret } from "../../lib/posted-secret.ts";
import type { InboundMailProvider } from "../../ports/inbound-mail.ts";

/**
 * Takes mails as they are, posted by whoever knows the secret, such as a mail server's delivery script. `?to=`, once for
 * each recipient, and `?from=` say what the envelope says; without them the headers count.
 */
export function rawMailProvider(secret: string): InboundMailProvider {
  return {
    mayPost: ({ authorization }) => bearsSecret(authorization, secret),
    async read({ body, query }) {
      if (body.byteLength === 0) return "unreadable";
      const to = query.getAll("to");
      return { raw: body, from: query.get("from"), to: to.length === 0 ? null : to, once: null };
    },
  };
}
