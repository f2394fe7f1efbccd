import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type {
  CampaignChannel,
  CampaignPacing,
  CampaignProblem,
  CampaignRetries,
  CampaignStatus,
  Outcome,
  Tried,
} from "./campaign.ts";
import { type ContactHours, nextContactTime } from "./contact-hours.ts";
import type { NewChannel } from "./conversation.ts";
import { normaliseMailAddress } from "./mail-address.ts";
import { normalisePhoneNumber } from "./phone-number.ts";

/** The time over which `per_minute` is counted. */
export const PACING_WINDOW = 60_000;
/** How often two kinds of hours are asked in turn; where they have no moment in common the last answer counts. */
const MOST_TURNS = 50;

/** Whom a campaign cannot reach, whatever is tried. */
const FINAL_CODES = ["opted_out", "do_not_call", "destination_not_allowed", "number_invalid", "not_a_test_address"];

/** The code of conversations that were ended because their campaign was cancelled. */
export const CAMPAIGN_CANCELLED = "campaign_cancelled";

/** What becomes of a row whose conversation is over. */
export type AfterAttempt =
  | { readonly type: "retry"; readonly afterMs: number }
  | { readonly type: "done" }
  | { readonly type: "refused" }
  | { readonly type: "cancelled" };

/** A conversation of a row that is over. */
export interface EndedAttempt {
  outcome: Outcome;
  failure: CampaignProblem | null;
  /** How many of the row's conversations ended how, this one included. */
  tried: Tried;
}

/** Decides what becomes of a row whose conversation is over. A cancelled campaign begins nothing once more. */
export function afterAttempt(
  { outcome, failure, tried }: EndedAttempt,
  { status, retries }: { status: CampaignStatus; retries: CampaignRetries },
): AfterAttempt {
  if (failure?.code === CAMPAIGN_CANCELLED) return { type: "cancelled" };
  if (failure !== null && FINAL_CODES.includes(failure.code)) return { type: "refused" };
  const retry = outcome === "completed" ? undefined : retries[outcome];
  if (status === "cancelled" || retry === undefined || (tried[outcome] ?? 0) > retry.times) return { type: "done" };
  return { type: "retry", afterMs: retry.after_minutes * 60_000 };
}

/** How far a campaign is. */
export interface CampaignState {
  status: CampaignStatus;
  /** Whether a row is left that is to be begun at some time. */
  isAnyLeft: boolean;
  /** Conversations that are reserved, queued or in progress. */
  underWay: number;
}

/** What is to be done next for a campaign. */
export type CampaignMove =
  | { readonly type: "begin" }
  | { readonly type: "wait" }
  | { readonly type: "end"; readonly status: CampaignStatus };

/** Decides what is next for a campaign. One that is paused waits; one that is cancelled ends with its last conversation. */
export function nextCampaignMove({ status, isAnyLeft, underWay }: CampaignState): CampaignMove {
  if (status === "cancelled") return underWay === 0 ? { type: "end", status } : { type: "wait" };
  if (status !== "running") return { type: "wait" };
  if (isAnyLeft) return { type: "begin" };
  return underWay === 0 ? { type: "end", status: "completed" } : { type: "wait" };
}

/** Says how many conversations may be begun now, `begunLately` in the last 60 s or not certainly before. */
export function roomToBegin(
  { per_minute, at_once }: CampaignPacing,
  { begunLately, underWay }: { begunLately: number; underWay: number },
): number {
  const lines = at_once === null ? Number.POSITIVE_INFINITY : at_once - underWay;
  return Math.max(0, Math.min(per_minute - begunLately, lines));
}

/**
 * Says when a row may be begun that is to be `at` that moment: then, if all of the hours allow it, else at the first
 * moment at which they do. Hours that name no time zone hold in `timeZone`.
 */
export function nextCampaignTime(at: Date, hours: readonly (ContactHours | null)[], timeZone: string): Date {
  let time = at;
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const later = hours.reduce((from, each) => nextContactTime(from, each, timeZone), time);
    if (later.getTime() === time.getTime()) return time;
    time = later;
  }
  return time;
}

const E164 = /^\+[1-9][0-9]{6,14}$/;

/** A row's address as it is reached, and why it cannot be. */
export interface ReadAddress {
  address: string;
  problem: CampaignProblem | null;
}

/** Reads the address of a row: a number as people write it, or a mail address. */
export function readAddress(type: CampaignChannel["type"], text: string): ReadAddress {
  if (type === "email") {
    const address = normaliseMailAddress(text);
    return address === null ? { address: text.trim(), problem: NO_MAIL } : { address, problem: null };
  }
  const address = normalisePhoneNumber(text);
  return { address, problem: E164.test(address) ? null : NO_NUMBER };
}

const NO_NUMBER = {
  code: "invalid_number",
  message: "The number cannot be read. Write it with its country code, e.g. +14155550123.",
};
const NO_MAIL = { code: "invalid_address", message: "The mail address cannot be read. Write it as kim@example.com." };

/** Makes the channel of a conversation of what all have in common and whom it is to reach. */
export function channelOf(template: CampaignChannel, address: string): NewChannel {
  return template.type === "email" ? { ...template, to: address } : { ...template, callee_no: address };
}

/** Makes the context of a row's conversation: what the row says of the customer stands in `$customer`. */
export function contextOfRow(row: {
  context: JsonObject;
  external_id: string | null;
  time_zone: string | null;
}): JsonObject {
  const known = Object.entries({ external_id: row.external_id, time_zone: row.time_zone });
  const facts = Object.fromEntries(known.filter(([, value]) => value !== null));
  if (Object.keys(facts).length === 0) return row.context;
  const said = row.context["$customer"];
  const given = isJsonObject(said) ? Object.entries(said).filter(([, value]) => value !== null) : [];
  return { ...row.context, $customer: { ...facts, ...Object.fromEntries(given) } };
}
