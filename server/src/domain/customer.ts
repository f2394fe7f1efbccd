import { z } from "zod";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { isTimeZone } from "../lib/time-zone.ts";
import { languageSchema } from "./language.ts";
import { normalisePhoneNumber } from "./phone-number.ts";

/** How long each text that is known of a customer may be. */
export const CUSTOMER_TEXT_FIELDS = {
  name: 200,
  phone_no: 64,
  email: 320,
  external_id: 255,
  salesforce_lead_id: 255,
  salesforce_contact_id: 255,
  zendesk_user_id: 255,
  preferred_language: 100,
  time_zone: 64,
} as const;

/** A text that may be known of a customer. */
export type CustomerTextField = keyof typeof CUSTOMER_TEXT_FIELDS;

/** By what a customer is recognised, the surest first. */
export const CUSTOMER_IDENTIFIERS = ["external_id", "phone_no", "email"] as const;

/** A time zone by its IANA name. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "must be the IANA name of a time zone, e.g. Europe/Zurich")
  .describe("A time zone by its IANA name, e.g. Europe/Zurich.");

const moment = z.iso.datetime();
const text = (field: CustomerTextField) => z.string().trim().min(1).max(CUSTOMER_TEXT_FIELDS[field]);

const phoneNo = text("phone_no").transform(normalisePhoneNumber);
const email = text("email").regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address, e.g. kim@example.com");

/** The most that `extra` may hold, as JSON text. */
export const LARGEST_EXTRA = 65_536;

const extra = z
  .record(z.string(), z.unknown())
  .refine(
    (fields) => JSON.stringify(fields).length <= LARGEST_EXTRA,
    `must be at most ${LARGEST_EXTRA} characters long`,
  );

const settings = {
  phone_no: phoneNo
    .nullable()
    .optional()
    .describe("Their telephone number, kept in E.164 form where that can be told."),
  email: email.nullable().optional().describe("Their e-mail address, kept as it is written."),
  name: text("name").nullable().optional().describe("Their name."),
  external_id: text("external_id").nullable().optional().describe("Their id in your own system; no two have the same."),
  zendesk_user_id: text("zendesk_user_id").nullable().optional().describe("Their user id in Zendesk."),
  salesforce_lead_id: text("salesforce_lead_id").nullable().optional().describe("Their lead's id in Salesforce."),
  salesforce_contact_id: text("salesforce_contact_id")
    .nullable()
    .optional()
    .describe("Their contact's id in Salesforce."),
  preferred_language: languageSchema.nullable().optional().describe("The English name of the language they like best."),
  time_zone: timeZoneSchema.nullable().optional().describe("Their time zone by its IANA name, e.g. Europe/Zurich."),
  extra: extra.nullable().optional().describe("Whatever else is known of them, in fields of your own."),
};

/** The body that makes a customer. */
export const newCustomerSchema = z
  .strictObject({
    ...settings,
    livemode: z
      .boolean()
      .nullable()
      .optional()
      .describe("False for a customer of test mode; true by default, false for test keys."),
  })
  .meta({ id: "NewCustomer", description: "A customer to be made." });

/** A customer to be made. */
export type NewCustomer = z.output<typeof newCustomerSchema>;

/** The body that changes a customer. */
export const customerChangeSchema = z.strictObject(settings).meta({
  id: "CustomerChange",
  description: "What is to be known of a customer from now on: what is left out stays, `null` forgets.",
});

/** What is to be changed of a customer. */
export type CustomerChange = z.output<typeof customerChangeSchema>;

const known = (what: string) => z.string().nullable().describe(`${what}; null when not known.`);

/** A customer as lists show it. */
export const customerItemSchema = z
  .object({
    id: z.string().describe("The customer's id, `cus_…`."),
    created_at: moment.describe("When the platform first knew of them, ISO 8601 in UTC."),
    updated_at: moment.describe("When something was last learnt of them, ISO 8601 in UTC."),
    organization_id: z.string().describe("The installation's own id, `org_…`: the same for all customers."),
    phone_no: known("Their telephone number, in E.164 form where that could be told"),
    email: known("Their e-mail address"),
    name: known("Their name"),
    external_id: known("Their id in your own system"),
    zendesk_user_id: known("Their user id in Zendesk"),
    salesforce_lead_id: known("Their lead's id in Salesforce"),
    salesforce_contact_id: known("Their contact's id in Salesforce"),
    preferred_language: known("The English name of the language they like best"),
    extra: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe("Whatever else is known of them, in fields of your own; null for nothing."),
    time_zone: known("Their time zone by its IANA name"),
    livemode: z.boolean().describe("False for a customer of test mode."),
  })
  .meta({ id: "CustomerItem", description: "A customer as lists show it." });

/** A customer as lists show it. */
export type CustomerItem = z.output<typeof customerItemSchema>;

/** A customer, whole. */
export const customerSchema = customerItemSchema
  .extend({
    conversation_count: z.number().int().describe("How many conversations there are with them."),
    last_conversation_at: moment
      .nullable()
      .describe("When the latest of them was created, ISO 8601 in UTC; null without any."),
  })
  .meta({ id: "Customer", description: "A customer, whole." });

/** A customer, whole. */
export type Customer = z.output<typeof customerSchema>;

/** What is known of a customer; absent fields are unknown. */
type CustomerFactsGiven = { [Field in CustomerTextField]?: string } & { extra?: JsonObject };

/**
 * Reads what a context's `$customer` says of somebody, numbers in E.164 form where they can be. Blank texts, texts
 * longer than such a thing can be, and names of no time zone say nothing.
 */
export function customerFactsIn(customer: unknown): CustomerFactsGiven {
  if (!isJsonObject(customer)) return {};
  const facts: CustomerFactsGiven = {};
  for (const field of Object.keys(CUSTOMER_TEXT_FIELDS) as CustomerTextField[]) {
    const text = textIn(customer, field);
    if (text !== null) facts[field] = text;
  }
  const extra = Object.hasOwn(customer, "extra") ? customer["extra"] : null;
  if (isJsonObject(extra)) facts.extra = extra;
  return facts;
}

/**
 * Names an identifier by which a context's `$customer` says that the customer is somebody else than was said before;
 * undefined when it does not.
 */
export function newIdentifierIn(said: unknown, before: unknown): (typeof CUSTOMER_IDENTIFIERS)[number] | undefined {
  const valueIn = (customer: unknown, field: string) =>
    isJsonObject(customer) && Object.hasOwn(customer, field) ? (customer[field] ?? null) : null;
  return CUSTOMER_IDENTIFIERS.find((field) => {
    const value = valueIn(said, field);
    return value !== null && value !== valueIn(before, field);
  });
}

function textIn(customer: JsonObject, field: CustomerTextField): string | null {
  const value = Object.hasOwn(customer, field) ? customer[field] : null;
  if (typeof value !== "string") return null;
  const text = field === "phone_no" ? normalisePhoneNumber(value) : value.trim();
  if (text === "" || text.length > CUSTOMER_TEXT_FIELDS[field]) return null;
  return field === "time_zone" && !isTimeZone(text) ? null : text;
}
