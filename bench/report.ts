import { writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";

/** One line of a benchmark's result. */
export interface Row {
  /** What was measured. */
  name: string;
  /** What is to be reached, in words; null for a figure that is only told. */
  goal: string | null;
  value: number;
  unit: "ms" | "×" | "KB" | "%" | "";
  /** Whether the goal is reached; null without a goal. */
  isMet: boolean | null;
  /** The relay's figure, or whatever else the value is to be read against. */
  beside: string;
}

/** Makes a row whose value must not exceed `most`. */
export function atMost(most: number, row: Pick<Row, "name" | "value" | "unit" | "beside">): Row {
  return { ...row, goal: `≤ ${most} ${row.unit}`.trim(), isMet: row.value <= most };
}

/** Makes a row whose value must reach `least`. */
export function atLeast(least: number, row: Pick<Row, "name" | "value" | "unit" | "beside">): Row {
  return { ...row, goal: `≥ ${least} ${row.unit}`.trim(), isMet: row.value >= least };
}

/** Makes a row that is only told. */
export function told(row: Pick<Row, "name" | "value" | "unit" | "beside">): Row {
  return { ...row, goal: null, isMet: null };
}

/** Writes a number with as many digits as it is worth. */
export function digits(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Prints the machine and a table of all rows. */
export function printRows(rows: readonly Row[]): void {
  const cells = [
    ["measure", "goal", "measured", "verdict", "beside it"],
    ...rows.map((row) => [
      row.name,
      row.goal ?? "",
      `${digits(row.value)} ${row.unit}`.trim(),
      row.isMet === null ? "" : row.isMet ? "met" : "MISSED",
      row.beside,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${describeMachine()}\n`);
  for (const line of cells) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

/** Writes the machine and all rows to a file, as JSON. */
export async function writeRows(file: string, rows: readonly Row[]): Promise<void> {
  const result = { machine: describeMachine(), taken_at: new Date().toISOString(), rows };
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
}

function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${memory} GB, Node ${process.version}`;
}
