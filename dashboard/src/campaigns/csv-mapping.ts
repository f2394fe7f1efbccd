import type { Schemas } from "@operator/sdk";
import type { CsvTable } from "./csv-text.ts";

/** A row as the API takes it. */
export type NewRow = Schemas["NewCampaignRow"];
/** Over which channel a campaign goes. */
export type ChannelType = Schemas["CampaignChannel"]["type"];
/** What a column is taken for. */
export type Target = "address" | "external_id" | "time_zone" | "customer" | "variable" | "none";

/** A line that cannot be reached, or is there twice. */
export interface LineProblem {
  /** The row of the file, from 1 on, without the line that names the columns. */
  row: number;
  message: string;
}

const KNOWN: readonly [RegExp, Target][] = [
  [/^(callee_no|to|phone|telephone|tel|mobile|number|phone.?number|e.?mail|mail|address)$/i, "address"],
  [/^(external_id|id|customer.?id)$/i, "external_id"],
  [/^time.?zone$/i, "time_zone"],
  [/^(\$customer\..+|name|first.?name|last.?name|company)$/i, "customer"],
];

/** Guesses from their names what columns are; the address is taken once. */
export function guessTargets(columns: readonly string[]): Target[] {
  const taken = new Set<Target>();
  return columns.map((column) => {
    const guess = KNOWN.find(([form]) => form.test(column))?.[1] ?? "variable";
    if (guess !== "customer" && guess !== "variable" && taken.has(guess)) return "variable";
    taken.add(guess);
    return guess;
  });
}

/** Makes the rows of a campaign from a table, and says which of them cannot be reached. */
export function rowsOf(table: CsvTable, targets: readonly Target[], type: ChannelType) {
  const rows: NewRow[] = [];
  const problems: LineProblem[] = [];
  const seen = new Map<string, number>();
  table.rows.forEach((cells, index) => {
    const row = index + 1;
    const made = rowOf(table.columns, targets, { cells, type });
    const address = (made.callee_no ?? made.to ?? "").replace(/[\s().\-/]/g, "");
    const first = seen.get(address);
    const message = problemOf(address, type) ?? (first === undefined ? null : `is the same as row ${first}`);
    if (message !== null) problems.push({ row, message });
    if (address === "" || first !== undefined) return;
    seen.set(address, row);
    rows.push(made);
  });
  return { rows, problems };
}

function problemOf(address: string, type: ChannelType): string | null {
  if (address === "") return "has no address and is left out";
  if (type === "email")
    return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) ? null : "has no mail address; it will be refused";
  return /^\+[1-9][0-9]{6,14}$/.test(address)
    ? null
    : "has a number without its country code, such as +14155550123; it will be refused";
}

function rowOf(
  columns: readonly string[],
  targets: readonly Target[],
  from: { cells: string[]; type: ChannelType },
): NewRow {
  const row: NewRow = {};
  const customer: Record<string, unknown> = {};
  const variables: Record<string, unknown> = {};
  const put: Record<Target, (column: string, value: string) => void> = {
    address: (_column, value) => {
      row[from.type === "email" ? "to" : "callee_no"] = value;
    },
    external_id: (_column, value) => {
      row.external_id = value;
    },
    time_zone: (_column, value) => {
      row.time_zone = value;
    },
    customer: (column, value) => {
      customer[column.replace(/^\$customer\./, "")] = value;
    },
    variable: (column, value) => {
      variables[column] = value;
    },
    none: () => undefined,
  };
  columns.forEach((column, place) => {
    const value = from.cells[place]?.trim() ?? "";
    if (value !== "") put[targets[place] ?? "none"](column, value);
  });
  const context = {
    ...(Object.keys(customer).length > 0 ? { $customer: customer } : {}),
    ...(Object.keys(variables).length > 0 ? { $variables: variables } : {}),
  };
  return Object.keys(context).length > 0 ? { ...row, context } : row;
}
