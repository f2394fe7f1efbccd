import { z } from "zod";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { isTimeZone } from "../lib/time-zone.ts";
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

/** A time zone by its IANA name. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "must be the IANA name of a time zone, e.g. Europe/Zurich")
  .describe("A time zone by its IANA name, e.g. Europe/Zurich.");

/** A text that may be known of a customer. */
export type CustomerTextField = keyof typeof CUSTOMER_TEXT_FIELDS;

/** What is known of a customer; absent fields are unknown. */
export type CustomerFactsGiven = { [Field in CustomerTextField]?: string } & { extra?: JsonObject };

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

function textIn(customer: JsonObject, field: CustomerTextField): string | null {
  const value = Object.hasOwn(customer, field) ? customer[field] : null;
  if (typeof value !== "string") return null;
  const text = field === "phone_no" ? normalisePhoneNumber(value) : value.trim();
  if (text === "" || text.length > CUSTOMER_TEXT_FIELDS[field]) return null;
  return field === "time_zone" && !isTimeZone(text) ? null : text;
}

/** How far the deletion of a customer has come. */
export interface CustomerDeletion {
  /** How many there were of what was removed so far, by kind. */
  removed: Record<string, number>;
  /** The numbers and mail addresses whose messages are removed even where they never came to a conversation. */
  addresses: string[];
}
