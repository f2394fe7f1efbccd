import type { Database } from "../db/database.ts";
import { findDefaultNumber, findDialled, type PhoneNumberRow } from "../db/phone-numbers.ts";
import { OperatorError } from "../domain/error.ts";

/**
 * Finds the number of ours that a conversation goes out from: the one that is wanted, or without one the default. Throws
 * `channel_unavailable` with the way out.
 */
export async function ourNumber(database: Database, wanted: string | null, livemode: boolean): Promise<PhoneNumberRow> {
  const row = wanted === null ? await findDefaultNumber(database, livemode) : await findDialled(database, wanted);
  if (row?.livemode === livemode) return row;
  const mode = livemode ? "live" : "test";
  const message =
    wanted === null
      ? `There is no default number for ${mode} conversations. Add one with POST /phone_numbers and "is_default": true, or name one in channel.caller_no.`
      : `${wanted} is none of this installation's numbers for ${mode} conversations. GET /phone_numbers lists them; POST /phone_numbers adds one.`;
  throw new OperatorError("channel_unavailable", message, { param: "channel.caller_no" });
}
