import type { Client } from "@operator/sdk";
import type { NewRow } from "./csv-mapping.ts";

const AT_ONCE = 500;

/** Adds rows to a campaign, some hundred at a time, and counts what became of them. */
export async function addRows(client: Client, id: string, rows: readonly NewRow[]) {
  const total = { added: 0, refused: 0, duplicates: 0 };
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const report = await client.campaigns.addRows(id, { rows: rows.slice(from, from + AT_ONCE) });
    total.added += report.added;
    total.refused += report.refused;
    total.duplicates += report.duplicates;
  }
  return total;
}
