import { z } from "zod";
import { normaliseMailAddress } from "./mail-address.ts";

const LONGEST_NAME = 200;

const address = z
  .string()
  .max(254)
  .transform((text, context) => {
    const normalised = normaliseMailAddress(text);
    if (normalised === null) context.addIssue({ code: "custom", message: "must be a mail address: help@example.com" });
    else if (normalised.includes("+")) {
      const message = "must be without a plus: the mailbox takes whatever stands behind one anyway";
      context.addIssue({ code: "custom", message });
    }
    return normalised ?? text;
  });

/** It becomes part of a header of every mail, where a line break would begin another header. */
const name = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .refine((text) => !/\p{Cc}/u.test(text), "must be one line, without control characters");

const agentId = z.string().max(40);

const AGENT = "The agent that answers: `ca_…`, whichever version is released when a mail comes, or `ca_…@vN`.";
const NAME = "What stands before the address in the From of its mails; null sends the address alone.";

/** The body that makes a mailbox. */
export const newMailboxSchema = z
  .strictObject({
    address: address.describe(
      "The address at which mails come, e.g. `help@example.com`; mails for `help+anything@example.com` come here, too.",
    ),
    agent_id: agentId.describe(AGENT),
    name: name.nullable().default(null).describe(NAME),
    livemode: z
      .boolean()
      .optional()
      .describe(
        "Whether its conversations are live; a test key makes test mailboxes only. True unless said otherwise.",
      ),
  })
  .meta({ id: "NewMailbox", description: "An address at which an agent answers mails." });

/** The body that changes a mailbox. */
export const mailboxChangeSchema = z
  .strictObject({
    agent_id: agentId.optional().describe(AGENT),
    name: name.nullable().optional().describe(NAME),
  })
  .meta({ id: "MailboxChange", description: "What is to change of a mailbox; absent fields stay as they are." });

/** A mailbox as answered. */
export const mailboxSchema = z
  .object({
    id: z.string().describe("The mailbox's id, `mbx_…`."),
    address: z.string().describe("The address at which mails come, as it is compared."),
    name: z.string().nullable().describe(NAME),
    agent_id: z.string().describe(AGENT),
    livemode: z.boolean().describe("Whether its conversations are live."),
    created_at: z.iso.datetime().describe("When it was made, ISO 8601 in UTC."),
    updated_at: z.iso.datetime().describe("When it was last changed, ISO 8601 in UTC."),
  })
  .meta({ id: "Mailbox", description: "An address at which an agent answers mails." });

/** The body that makes a mailbox. */
export type NewMailbox = z.output<typeof newMailboxSchema>;
/** The body that changes a mailbox. */
export type MailboxChange = z.output<typeof mailboxChangeSchema>;
/** A mailbox as answered. */
export type Mailbox = z.output<typeof mailboxSchema>;
