import { z } from "zod";

/** The most bytes of a posted mail: one of 25 MiB in base64. */
export const LARGEST_POSTED_MAIL = 36 * 1024 * 1024;

export const receiveMail = {
  operationId: "receiveMail",
  tags: ["Carriers"],
  summary: "Take a mail from a provider",
  description:
    "For providers of mail to call. `raw`: the mail as it is (`message/rfc822`), with `?to=` and `?from=` for its " +
    "envelope; `postmark`: JSON as Postmark posts it; both with `OPERATOR_MAIL_INBOUND_SECRET` as Basic or Bearer " +
    "authentication. `mailgun-mime`: a form with `body-mime`, signed under `MAILGUN_SIGNING_KEY`. The mail is stored " +
    "before the answer; brought twice, it is taken once.",
  errors: ["invalid_field", "not_allowed", "not_found", "too_large"],
  params: z.object({ provider: z.string().describe("Who brings it: `raw`, `postmark` or `mailgun-mime`.") }),
  response: {
    200: z
      .object({
        mailboxes: z
          .number()
          .int()
          .describe("How many mailboxes of the installation it came to; 0 for one that is nobody's here."),
      })
      .meta({ description: "The mail is taken.", examples: [{ mailboxes: 1 }] }),
  },
} as const;
