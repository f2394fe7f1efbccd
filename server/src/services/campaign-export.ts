import { listFieldNames, listRows, type ShownRow } from "../db/campaign-rows.ts";
import type { CampaignEntry } from "../db/campaigns.ts";
import type { Database } from "../db/database.ts";
import type { CampaignChannel } from "../domain/campaign.ts";
import { writeCsvRecord } from "../lib/csv.ts";
import type { JsonObject } from "../lib/json.ts";

const ROWS_AT_ONCE = 500;
/** How many custom fields have a column of their own. */
const MOST_FIELDS = 100;

/**
 * Writes a campaign as CSV, piece by piece: a line for each row with where it stands, its conversations, and what the
 * agent noted in the last of them. What a spreadsheet would take for a formula has an apostrophe before it.
 */
export async function* exportCampaign(
  database: Database,
  { id, channel }: Pick<CampaignEntry, "id" | "channel">,
): AsyncGenerator<string, void> {
  const fields = await listFieldNames(database, id, MOST_FIELDS);
  yield writeCsvRecord([...columnsOf(channel.type), ...fields.map((name) => `custom_fields.${name}`)]);
  let after = 0;
  for (;;) {
    const rows = await listRows(database, { campaignId: id }, { after, limit: ROWS_AT_ONCE });
    if (rows.length === 0) return;
    yield rows.map((row) => writeCsvRecord(cellsOf(row, fields))).join("");
    after = rows.at(-1)?.number ?? after;
  }
}

function columnsOf(type: CampaignChannel["type"]): string[] {
  const address = type === "email" ? "to" : "callee_no";
  return ["row", address, "external_id", "time_zone", "state", "attempts", "conversation_ids", ...LAST, "context"];
}

const LAST = ["status", "reason_code", "reason"];

function cellsOf(row: ShownRow, fields: readonly string[]): string[] {
  const custom: JsonObject = row.custom_fields ?? {};
  return [
    String(row.number),
    row.address,
    cellOf(row.external_id),
    cellOf(row.time_zone),
    row.state,
    String(row.attempts),
    row.conversation_ids.join(" "),
    cellOf(row.outcome),
    cellOf(row.reason?.code),
    cellOf(row.reason?.message),
    Object.keys(row.context).length > 0 ? JSON.stringify(row.context) : "",
    ...fields.map((name) => cellOf(Object.hasOwn(custom, name) ? custom[name] : null)),
  ];
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
