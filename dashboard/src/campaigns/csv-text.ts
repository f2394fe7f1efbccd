/** A CSV file as a table. */
export interface CsvTable {
  columns: string[];
  rows: string[][];
  /** What is wrong with the file as a whole; null when nothing is. */
  problem: string | null;
}

const SEPARATORS = [",", ";", "\t"];

/**
 * Reads a CSV text (RFC 4180) whose first line names the columns; lines without anything are passed over. Spreadsheets
 * separate by semicolons or tabs in some countries: what is most frequent in the first line counts.
 */
export function readCsv(given: string): CsvTable {
  const text = given.replace(/^\uFEFF/, "");
  const separator = separatorOf(text);
  const records = recordsOf(text, separator).filter((fields) => fields.some((field) => field.trim() !== ""));
  const [header = [], ...rows] = records;
  const columns = header.map((name, place) => name.trim() || `column ${place + 1}`);
  const problem =
    rows.length === 0 ? "This file has no rows. Its first line names the columns, each other is a row." : null;
  return { columns, rows, problem };
}

function separatorOf(text: string): string {
  const first = text.split(/\r?\n/, 1)[0] ?? "";
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function recordsOf(text: string, separator: string): string[][] {
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r?\\n|$)`,
    "y",
  );
  const records: string[][] = [];
  let record: string[] = [];
  while (field.lastIndex < text.length || record.length > 0) {
    const found = field.exec(text);
    if (found === null) break;
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== separator) {
      records.push(record);
      record = [];
    }
    if (field.lastIndex >= text.length && found[3] !== separator) break;
  }
  return records;
}
