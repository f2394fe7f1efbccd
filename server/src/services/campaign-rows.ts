import { setImmediate } from "node:timers/promises";
import { findRowsOf, insertRows, lastRowNumber, type RowToStore } from "../db/campaign-rows.ts";
import type { CampaignEntry } from "../db/campaigns.ts";
import type { Database } from "../db/database.ts";
import {
  MOST_NAMED_ROWS,
  MOST_ROWS,
  MOST_ROWS_AT_ONCE,
  type NewCampaignRow,
  type RowsReport,
} from "../domain/campaign.ts";
import { RowReader } from "../domain/campaign-csv.ts";
import { type ReadAddress, readAddress } from "../domain/campaign-rules.ts";
import { invalidFields, OperatorError, type Problem } from "../domain/error.ts";
import type { JsonObject } from "../lib/json.ts";
import { wellFormed } from "../lib/well-formed.ts";

/** A row as it was given, and where. */
export interface GivenRow {
  /** Which of the given rows it is, from 1 on; of CSV the line. */
  place: number;
  row: NewCampaignRow;
}

/** How many rows are read between two moments at which others have their turn. */
const READ_AT_ONCE = 250;
const STORED_AT_ONCE = 1_000;

/** Reads the rows of a CSV text for a campaign on such a channel. Throws `invalid_field`, naming the lines. */
export async function readRows(text: string, type: CampaignEntry["channel"]["type"]): Promise<GivenRow[]> {
  const reader = new RowReader(text, type);
  const rows: GivenRow[] = [];
  for (let row = reader.next(); row !== null; row = reader.next()) {
    rows.push(row);
    if (rows.length > MOST_ROWS_AT_ONCE) throw tooMany(MOST_ROWS_AT_ONCE, "are added at once");
    if (rows.length % READ_AT_ONCE === 0) await setImmediate();
  }
  const { problems } = reader;
  if (problems.length > 0) throw invalidFields(problems.map(({ line, message }) => problemOf(line, message)));
  return rows;
}

function problemOf(line: number, message: string): Problem {
  return { param: `line ${line}`, message: `Line ${line} ${message}.` };
}

/**
 * Adds rows to a campaign, under its lock: all of them but duplicates, or, where it throws, none. Throws `missing_field`
 * for one without an address of the campaign's channel, `invalid_field` for one with another, and `too_large`.
 */
export async function addRows(
  transaction: Database,
  campaign: CampaignEntry,
  given: readonly GivenRow[],
): Promise<RowsReport> {
  const { id, channel } = campaign;
  const addresses = await addressesOf(given, channel.type);
  const last = await lastRowNumber(transaction, id);
  const known = await findRowsOf(
    transaction,
    id,
    addresses.map(({ address }) => address),
  );
  const report: RowsReport = { added: 0, refused: 0, duplicates: 0, left_out: [] };
  const rows: RowToStore[] = [];
  for (const [index, { place, row }] of given.entries()) {
    const { address, problem } = addresses[index] as (typeof addresses)[number];
    const former = known.get(address);
    if (former !== undefined) {
      report.duplicates += 1;
      if (report.left_out.length < MOST_NAMED_ROWS) report.left_out.push({ place, row: former });
      continue;
    }
    const number = last + rows.length + 1;
    known.set(address, number);
    const { external_id, time_zone } = row;
    rows.push({ number, address, problem, time_zone, external_id, context: row.context as JsonObject });
    if (problem !== null) report.refused += 1;
  }
  if (last + rows.length > MOST_ROWS) throw tooMany(MOST_ROWS, "are in a campaign");
  for (let at = 0; at < rows.length; at += STORED_AT_ONCE) {
    await insertRows(transaction, id, wellFormed(rows.slice(at, at + STORED_AT_ONCE)));
  }
  return { ...report, added: rows.length };
}

async function addressesOf(given: readonly GivenRow[], type: CampaignEntry["channel"]["type"]) {
  const addresses: ReadAddress[] = [];
  for (const [index, { row }] of given.entries()) {
    addresses.push(readAddress(type, addressIn(row, type, index)));
    if (index % READ_AT_ONCE === 0) await setImmediate();
  }
  return addresses;
}

function addressIn({ callee_no, to }: NewCampaignRow, type: CampaignEntry["channel"]["type"], index: number): string {
  const [wanted, field, other] = type === "email" ? [to, "to", callee_no] : [callee_no, "callee_no", to];
  const param = `rows.${index}.${field}`;
  if (other !== undefined) {
    const message = `The campaign is on ${type}: say whom to reach in ${param}, and leave the other address out.`;
    throw new OperatorError("invalid_field", message, { param });
  }
  if (wanted !== undefined) return wellFormed(wanted);
  throw new OperatorError("missing_field", `${param} is required: the campaign is on ${type}.`, { param });
}

function tooMany(most: number, what: string): OperatorError {
  const message = `No more than ${most.toLocaleString("en")} rows ${what}. Split the list.`;
  return new OperatorError("too_large", message, { param: "rows" });
}
