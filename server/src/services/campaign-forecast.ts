import { type CampaignRowEntry, listDueRows } from "../db/campaign-rows.ts";
import type { CampaignEntry } from "../db/campaigns.ts";
import type { Database } from "../db/database.ts";
import type { CampaignProblem } from "../domain/campaign.ts";
import { contextOfRow, nextCampaignTime } from "../domain/campaign-rules.ts";
import type { ContactHours } from "../domain/contact-hours.ts";
import { isPassing, OperatorError, reasonOf } from "../domain/error.ts";
import { agentOfCampaign } from "./campaign-agent.ts";
import type { ContactTimes } from "./contact-times.ts";

/** How many rows are looked at in one step. */
const LOOKED_AT = 200;

/** What rows of a campaign may be begun now, as far as the hours go. */
export interface Forecast {
  /** Those that may, by their numbers, in the order in which they are to be. */
  ready: readonly number[];
  /** Those that may later. */
  later: readonly { number: number; at: Date }[];
  /** In how many ms the campaign's own hours open; 0 when they are open. */
  closedFor: number;
  /** Whether more rows may be due than were looked at. */
  isFull: boolean;
  /** Why none can be begun; null when they can. */
  problem: CampaignProblem | null;
}

const NOTHING: Forecast = { ready: [], later: [], closedFor: 0, isFull: false, problem: null };

/** Says which of a running campaign's rows may be begun now, by its own hours and by its agent's contact hours. */
export async function forecastOf(
  services: { database: Database; contactTimes: Pick<ContactTimes, "zoneOf"> },
  campaign: CampaignEntry,
): Promise<Forecast> {
  const hours = await hoursOf(services.database, campaign);
  if (!Array.isArray(hours)) return { ...NOTHING, problem: hours };
  const now = new Date();
  const closedFor = closedForAll(hours, now);
  if (closedFor > 0) return { ...NOTHING, closedFor };
  const rows = await listDueRows(services.database, campaign.id, LOOKED_AT);
  const ready: number[] = [];
  const later: { number: number; at: Date }[] = [];
  for (const row of rows) {
    const zone = dependsOnCustomer(hours) ? await zoneOf(services.contactTimes, campaign, row) : "UTC";
    const at = nextCampaignTime(now, hours, zone);
    if (at > now) later.push({ number: row.number, at });
    else ready.push(row.number);
  }
  return { ready, later, closedFor, isFull: rows.length === LOOKED_AT, problem: null };
}

/** Returns why the campaign cannot go on where its agent is not there. */
async function hoursOf(
  database: Database,
  { agent_id, hours }: CampaignEntry,
): Promise<ContactHours[] | CampaignProblem> {
  try {
    const agent = await agentOfCampaign(database, agent_id);
    // Configurations that are older than the field do not have it.
    return [hours, agent.config.channel.contact_hours ?? null].filter((each) => each !== null);
  } catch (error) {
    if (error instanceof OperatorError && !isPassing(error)) return reasonOf(error);
    throw error;
  }
}

function dependsOnCustomer(hours: readonly ContactHours[]): boolean {
  return hours.some(({ time_zone }) => time_zone === null);
}

/** Says in how many ms those hours open that hold for everybody, wherever they are. */
function closedForAll(hours: readonly ContactHours[], now: Date): number {
  const fixed = hours.filter(({ time_zone }) => time_zone !== null);
  return nextCampaignTime(now, fixed, "UTC").getTime() - now.getTime();
}

/** What the row says counts before what is known of the customer, who is found by the address, too. */
async function zoneOf(
  contactTimes: Pick<ContactTimes, "zoneOf">,
  { channel, livemode }: CampaignEntry,
  row: CampaignRowEntry,
): Promise<string> {
  const context = contextOfRow(row);
  const address = channel.type === "email" ? { email: row.address } : { phone_no: row.address };
  const $customer = { ...address, ...(context["$customer"] as object | null | undefined) };
  return contactTimes.zoneOf({ customer_id: null, context: { $customer }, livemode });
}
