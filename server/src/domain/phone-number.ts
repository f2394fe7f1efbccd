import { z } from "zod";
import { e164 } from "./conversation.ts";

const E164 = /^\+[1-9][0-9]{6,14}$/;
/** What people put between digits: blanks, brackets, dots, slashes, and every kind of dash. */
const BETWEEN_DIGITS = /[\s().·/\\\p{Pd}\u200B-\u200F\u202A-\u202E\u2060]/gu;

/**
 * Writes a telephone number in E.164 form (ITU-T E.164: `+`, country code, at most 15 digits) as far as that can be
 * told without knowing the country: `0041 44 668 18 00` and `+44 (0)20 7946 0018` can be read, a national number such as
 * `044 668 18 00`, a short code or a sender's name is returned as it is, without blanks at its ends.
 */
export function normalisePhoneNumber(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const digits = plain.replace(/^tel:/i, "").replace(/\(0\)/g, "").replace(BETWEEN_DIGITS, "").replace(/^00/, "+");
  return E164.test(digits) ? digits : plain;
}

/** The carriers that numbers may be with. */
const CARRIERS = ["twilio", "telnyx", "sip"] as const;

const LONGEST_NAME = 200;

const number = e164.describe("The number in E.164 form.");
const name = z.string().min(1).max(LONGEST_NAME).nullable().describe("What it is for, in words for people; or null.");
const agentId = z
  .string()
  .nullable()
  .describe("The agent that answers at it, `ca_…` for its released version or `ca_…@vN`; null when nobody does.");
const isDefault = z
  .boolean()
  .describe("Whether conversations of its mode that name no number of ours go out from it; there is one such at most.");
const carrier = z.enum(CARRIERS).describe("The carrier that it is with.");
const time = z.iso.datetime().describe("A moment, ISO 8601 in UTC.");

/** The body that makes a number known. */
export const newPhoneNumberSchema = z
  .strictObject({
    number,
    name: name.default(null),
    agent_id: agentId.default(null),
    carrier: carrier.default("twilio"),
    is_default: isDefault.default(false),
    livemode: z
      .boolean()
      .optional()
      .describe("Whether it carries live conversations or those of test mode; absent takes the key's mode."),
  })
  .meta({ id: "NewPhoneNumber", description: "A number of the installation's own." });

/** The body that changes a number; what is absent stays. */
export const phoneNumberChangeSchema = z
  .strictObject({
    name: name.optional(),
    agent_id: agentId.optional(),
    is_default: isDefault.optional(),
  })
  .meta({ id: "PhoneNumberChange", description: "What changes of a number; what is absent stays as it is." });

/** A number as answered. */
export const phoneNumberSchema = z
  .object({
    id: z.string().describe("The number's id, `pno_…`."),
    number,
    name,
    agent_id: agentId,
    carrier,
    is_default: isDefault,
    livemode: z.boolean().describe("False for a number of test mode."),
    created_at: time.describe("When it was made known, ISO 8601 in UTC."),
    updated_at: time.describe("When it was changed last, ISO 8601 in UTC."),
  })
  .meta({ id: "PhoneNumber", description: "A number of the installation's own, and who answers at it." });

/** The body that makes a number known. */
export type NewPhoneNumber = z.output<typeof newPhoneNumberSchema>;
/** The body that changes a number. */
export type PhoneNumberChange = z.output<typeof phoneNumberChangeSchema>;
/** A carrier that numbers may be with. */
export type CarrierName = (typeof CARRIERS)[number];
/** A number as answered. */
export type PhoneNumber = z.output<typeof phoneNumberSchema>;
