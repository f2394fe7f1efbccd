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
const MOST_RULES = 200;
const MOST_CALLS = 100_000;

const callRuleSchema = z.strictObject({
  caller: z
    .string()
    .regex(/^\+[1-9][0-9]{0,14}\*?$/, "must be a number such as +14155550123, or the beginning of some such as +41*")
    .describe("Who calls: a number in E.164 form, or the beginning of some such as `+41*`."),
  agent_id: z.string().describe("The agent that answers them, `ca_…` for its released version or `ca_…@vN`."),
});

/** Which agent answers whom. */
export type CallRule = z.output<typeof callRuleSchema>;

const fallbackNumber = e164
  .nullable()
  .describe(
    "Where callers are sent on to whom no agent answers: none is set or can, all lines are taken, the platform stops, or " +
      "`rollout_percent` leaves them out. Null turns them away. The carrier must be able to send a call on.",
  );
const rolloutPercent = z
  .number()
  .int()
  .min(0)
  .max(100)
  .describe("So many of a hundred callers an agent answers, always the same ones; the others go to `fallback_number`.");
const declineAnonymous = z.boolean().describe("Whether calls are declined whose caller does not show a number.");
const rules = z
  .array(callRuleSchema)
  .max(MOST_RULES)
  .describe("Who answers single callers; the first rule that fits counts before `agent_id`.");
const maxCalls = z
  .number()
  .int()
  .min(1)
  .max(MOST_CALLS)
  .nullable()
  .describe("How many calls it carries at once, both ways; null for as many as the installation does.");

/** Says which agent answers a caller at a number; null when none does. */
export function answererOf(
  { rules: given, agent_id }: { readonly rules: readonly CallRule[]; readonly agent_id: string | null },
  caller: string | null,
): string | null {
  const rule = given.find(({ caller: pattern }) => caller !== null && fitsCaller(pattern, caller));
  return rule?.agent_id ?? agent_id;
}

/**
 * Tells whether an agent answers a caller, as far as the roll-out goes: who was answered once is always, until it is
 * turned back. Of those who show no number as many as of the others.
 */
export function isRolledOutTo(
  { rollout_percent, number }: { readonly rollout_percent: number; readonly number: string },
  caller: string | null,
): boolean {
  const place = caller === null ? Math.random() * 100 : placeOf(`${number} ${caller}`);
  return place < rollout_percent;
}

/** Returns a number from 0 to 99 that is always the same for a text (FNV-1a, whose low bits are stirred once more). */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % 100;
}

function fitsCaller(pattern: string, caller: string): boolean {
  return pattern.endsWith("*") ? caller.startsWith(pattern.slice(0, -1)) : caller === pattern;
}

const time = z.iso.datetime().describe("A moment, ISO 8601 in UTC.");

const configureCarrier = z
  .boolean()
  .describe(
    "Whether the carrier is told to bring the number's calls, and messages where it brings them, to this installation " +
      "at `OPERATOR_PUBLIC_URL`. For carriers that `GET /phone_numbers/available` lists numbers of.",
  );

/** The body that makes a number known. */
export const newPhoneNumberSchema = z
  .strictObject({
    number,
    name: name.default(null),
    agent_id: agentId.default(null),
    carrier: carrier.default("twilio"),
    is_default: isDefault.default(false),
    fallback_number: fallbackNumber.default(null),
    rollout_percent: rolloutPercent.default(100),
    decline_anonymous: declineAnonymous.default(false),
    rules: rules.default([]),
    max_calls: maxCalls.default(null),
    livemode: z
      .boolean()
      .optional()
      .describe("Whether it carries live conversations or those of test mode; absent takes the key's mode."),
    configure_carrier: configureCarrier.default(false),
  })
  .meta({ id: "NewPhoneNumber", description: "A number of the installation's own." });

/** The body that changes a number; what is absent stays. */
export const phoneNumberChangeSchema = z
  .strictObject({
    name: name.optional(),
    agent_id: agentId.optional(),
    is_default: isDefault.optional(),
    fallback_number: fallbackNumber.optional(),
    rollout_percent: rolloutPercent.optional(),
    decline_anonymous: declineAnonymous.optional(),
    rules: rules.optional(),
    max_calls: maxCalls.optional(),
    configure_carrier: configureCarrier.optional(),
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
    fallback_number: fallbackNumber,
    rollout_percent: rolloutPercent,
    decline_anonymous: declineAnonymous,
    rules,
    max_calls: maxCalls,
    livemode: z.boolean().describe("False for a number of test mode."),
    created_at: time.describe("When it was made known, ISO 8601 in UTC."),
    updated_at: time.describe("When it was changed last, ISO 8601 in UTC."),
  })
  .meta({ id: "PhoneNumber", description: "A number of the installation's own, and who answers at it." });

/** Which carrier's numbers are asked for. */
export const carrierQuery = z.object({ carrier });

/** A number that the installation's account with a carrier has. */
export const availableNumberSchema = z
  .object({
    number,
    name: z.string().nullable().describe("What the carrier's account calls it; null without a name."),
    carrier,
    is_configured: z.boolean().describe("Whether its calls come to this installation already."),
    phone_number_id: z.string().nullable().describe("Under which id it was added here, `pno_…`; null when it was not."),
  })
  .meta({ id: "AvailableNumber", description: "A number of the installation's account with a carrier." });

/** A number that the installation's account with a carrier has. */
export type AvailableNumber = z.output<typeof availableNumberSchema>;
/** The body that makes a number known. */
export type NewPhoneNumber = z.output<typeof newPhoneNumberSchema>;
/** The body that changes a number. */
export type PhoneNumberChange = z.output<typeof phoneNumberChangeSchema>;
/** A carrier that numbers may be with. */
export type CarrierName = (typeof CARRIERS)[number];
/** A number as answered. */
export type PhoneNumber = z.output<typeof phoneNumberSchema>;
