import { z } from "zod";
import { e164 } from "./conversation.ts";

const LONGEST_REASON = 500;

const number = e164.describe("The number, in E.164 form.");
const reason = z.string().min(1).max(LONGEST_REASON).nullable().describe("Why, in words for people; or null.");

/** The body that puts a number on the do-not-call list. */
export const newDoNotCallSchema = z
  .strictObject({ number, reason: reason.default(null) })
  .meta({ id: "NewDoNotCall", description: "A number that nobody may call." });

/** A number on the do-not-call list as answered. */
export const doNotCallSchema = z
  .object({
    id: z.string().describe("The entry's id, `dnc_…`."),
    number,
    reason,
    created_at: z.iso.datetime().describe("When it was put on the list, ISO 8601 in UTC."),
  })
  .meta({ id: "DoNotCall", description: "A number that nobody may call." });

/** The body that puts a number on the do-not-call list. */
export type NewDoNotCall = z.output<typeof newDoNotCallSchema>;
/** A number on the do-not-call list as answered. */
export type DoNotCall = z.output<typeof doNotCallSchema>;
