import { z } from "zod";
import { customerChangeSchema, customerItemSchema, customerSchema, newCustomerSchema } from "../domain/customer.ts";
import { removedSchema } from "../domain/customer-removal.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Customers"];

const byId = z.object({
  id: z.string().describe("The customer, `cus_…`; the id of one who was merged into another means that one."),
});

/** Which customers a list shows. */
export const customerQuery = pageQuery.extend({
  phone_no: z.string().min(1).max(64).optional().describe("With this telephone number, however it is written."),
  email: z.string().min(1).max(320).optional().describe("With this e-mail address, in whatever case."),
  external_id: z.string().min(1).max(255).optional().describe("With this id in your own system."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for live ones, `false` for those of test mode."),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Words, or beginnings of words, that all occur in the name, the number, the address or an id."),
});

export const createCustomer = {
  operationId: "createCustomer",
  tags: TAGS,
  summary: "Create a customer",
  description:
    "Makes a customer. Customers also make themselves: a conversation's `$customer`, a caller's number and a mail's " +
    "sender are found, or made, by `external_id`, then `phone_no`, then `email`. Nobody is made who would be taken for " +
    "somebody else: 409 names who.",
  errors: ["name_taken", "not_allowed"],
  body: newCustomerSchema,
  response: { 200: customerSchema },
} as const;

export const listCustomers = {
  operationId: "listCustomers",
  tags: TAGS,
  summary: "List customers",
  description: "Lists customers; filters restrict the list together. A test key sees those of test mode.",
  querystring: customerQuery,
  response: { 200: listOf(customerItemSchema, "The customers") },
} as const;

export const getCustomer = {
  operationId: "getCustomer",
  tags: TAGS,
  summary: "Get a customer",
  description: "Shows a customer. The id of one who was merged into another shows that one, under its own id.",
  errors: ["not_found"],
  params: byId,
  response: { 200: customerSchema },
} as const;

export const changeCustomer = {
  operationId: "changeCustomer",
  tags: TAGS,
  summary: "Change a customer",
  description:
    "Changes what is given; `null` forgets it, and `extra` is replaced whole. 409 when somebody else has the " +
    "`external_id`, or shares the number or the address while one of the two has no `external_id`.",
  errors: ["not_found", "name_taken"],
  params: byId,
  body: customerChangeSchema,
  response: { 200: customerSchema },
} as const;

const conflictSchema = z.object({
  field: z.string().describe("The field, `extra.plan` for one of your own."),
  kept: z.unknown().describe("What stays."),
  dropped: z.unknown().describe("What the merged one had there."),
});

export const mergeCustomer = {
  operationId: "mergeCustomer",
  tags: TAGS,
  summary: "Merge two customers",
  description:
    "Makes two customers one: the conversations and whatever else `from` has become this one's, what was not known is " +
    "filled in, and where they contradict this one's is kept and the other reported. From then on both ids, and what " +
    "either was known by, find the one. It cannot be undone; asked for once more it changes nothing.",
  errors: ["not_found", "unknown_reference"],
  params: byId,
  body: z
    .strictObject({ from: z.string().describe("The customer who turned out to be this one, `cus_…`.") })
    .meta({ id: "CustomerMerge", description: "Who is merged into a customer." }),
  response: {
    200: z
      .object({
        customer: customerSchema.describe("The one customer."),
        moved: z
          .object({
            conversations: z.number().int().describe("Conversations."),
            follow_ups: z.number().int().describe("Follow-ups."),
          })
          .describe("How many there were of what was moved."),
        conflicts: z.array(conflictSchema).describe("Where the two contradicted each other."),
      })
      .meta({ id: "MergedCustomers", description: "What came of a merge." }),
  },
} as const;

export const deleteCustomer = {
  operationId: "deleteCustomer",
  tags: TAGS,
  summary: "Delete a customer",
  description:
    "Deletes a customer with everything that belongs to them, open conversations included, live or not, and reports " +
    "what that was. It cannot be undone. From the beginning of the call nobody finds them; a large customer takes " +
    "seconds, and a deletion that is cut off is finished by itself. docs/customers.md says what remains elsewhere.",
  errors: ["not_found"],
  params: z.object({ id: z.string().describe("The customer, `cus_…`.") }),
  response: {
    200: z
      .object({
        id: z.string().describe("The customer that was deleted."),
        deleted: z.literal(true).describe("Always true."),
        removed: removedSchema.describe("How many there were of what was removed, by kind."),
      })
      .meta({ id: "DeletedCustomer", description: "A customer that was deleted, and what went with them." }),
  },
} as const;
