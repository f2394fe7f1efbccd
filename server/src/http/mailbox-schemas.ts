import { z } from "zod";
import { mailboxChangeSchema, mailboxSchema, newMailboxSchema } from "../domain/mailbox.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Mailboxes"];
const params = z.object({ id: z.string().describe("The mailbox's id, `mbx_…`.") });

export const listMailboxes = {
  operationId: "listMailboxes",
  tags: TAGS,
  summary: "List mailboxes",
  description: "Lists the addresses at which agents answer mails. A test key sees those of test mode.",
  querystring: pageQuery,
  response: { 200: listOf(mailboxSchema, "The mailboxes") },
} as const;

export const createMailbox = {
  operationId: "createMailbox",
  tags: TAGS,
  summary: "Make a mailbox",
  description:
    "Lets an agent answer mails to an address. Who brings them, the platform's own SMTP listener or a provider's " +
    "webhook, is set up by the environment. One address has one mailbox, of live or of test mode.",
  errors: ["name_taken", "not_found", "not_released"],
  body: newMailboxSchema,
  response: { 200: mailboxSchema },
} as const;

export const getMailbox = {
  operationId: "getMailbox",
  tags: TAGS,
  summary: "Get a mailbox",
  description: "Shows one mailbox.",
  errors: ["not_found"],
  params,
  response: { 200: mailboxSchema },
} as const;

export const changeMailbox = {
  operationId: "changeMailbox",
  tags: TAGS,
  summary: "Change a mailbox",
  description: "Changes who answers and under which name. Conversations that are open keep their agent.",
  errors: ["not_found", "not_released"],
  params,
  body: mailboxChangeSchema,
  response: { 200: mailboxSchema },
} as const;

export const deleteMailbox = {
  operationId: "deleteMailbox",
  tags: TAGS,
  summary: "Delete a mailbox",
  description: "From now on mails to its address are refused. Conversations that are open can still be written in.",
  errors: ["not_found"],
  params,
  response: { 200: deleted("mailbox", "mbx_4Qz8Lw1Nc7T") },
} as const;
