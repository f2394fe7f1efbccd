/** One record of a CSV text. */
export interface CsvRecord {
  /** The line that it begins in, from 1 on. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** What is wrong with a CSV text, and in which line. */
export class CsvError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "CsvError";
    this.line = line;
  }
}

/** How much one record may hold. */
export interface CsvLimits {
  readonly fields: number;
  /** Of all its fields together. */
  readonly characters: number;
}

/** Where a reader stands in a text. */
interface Place {
  readonly text: string;
  at: number;
  line: number;
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Reads a CSV text record by record, as RFC 4180 has it: fields between commas, in quotes where they hold commas, quotes
 * (doubled) or ends of lines. Lines end with CRLF or, beyond the RFC, with LF. Lines without anything are passed over.
 * Throws `CsvError` for a quote in the middle of a field, one that is never closed, text after a closed one, and records
 * that are too large; what came before was good.
 */
export function* readCsv(text: string, limits: CsvLimits): Generator<CsvRecord, void> {
  const place: Place = { text, at: text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, line: 1 };
  while (place.at < text.length) {
    const { line } = place;
    const fields = readRecord(place, limits);
    if (fields.length > 1 || fields[0] !== "") yield { line, fields };
  }
}

function readRecord(place: Place, limits: CsvLimits): string[] {
  const { text, line } = place;
  const fields: string[] = [];
  let left = limits.characters;
  for (;;) {
    const field = text[place.at] === '"' ? readQuoted(place) : readBare(place);
    left -= field.length;
    fields.push(field);
    if (fields.length > limits.fields) throw new CsvError(line, `has more than ${limits.fields} fields`);
    if (left < 0) throw new CsvError(line, `has more than ${limits.characters} characters`);
    if (text[place.at] !== ",") break;
    place.at += 1;
  }
  endLine(place);
  return fields;
}

const BARE_END = /[,\r\n"]/g;

function readBare(place: Place): string {
  const { text, at } = place;
  BARE_END.lastIndex = at;
  const end = BARE_END.exec(text)?.index ?? text.length;
  if (text[end] === '"') {
    throw new CsvError(place.line, "has a quote within a field; put the field in quotes and double those within it");
  }
  place.at = end;
  return text.slice(at, end);
}

function readQuoted(place: Place): string {
  const { text, line } = place;
  const parts: string[] = [];
  let from = place.at + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) throw new CsvError(line, "has a quote that is never closed");
    parts.push(text.slice(from, end));
    from = end + 1;
    if (text[from] !== '"') break;
    parts.push('"');
    from += 1;
  }
  const field = parts.join("");
  place.at = from;
  place.line += countLines(field);
  const next = text[from];
  if (next === undefined || next === "," || next === "\n" || next === "\r") return field;
  throw new CsvError(place.line, "has text after a closing quote; double the quotes within a field");
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function endLine(place: Place): void {
  const { text, at, line } = place;
  if (at >= text.length) return;
  const length = text[at] === "\n" ? 1 : text.startsWith("\r\n", at) ? 2 : 0;
  if (length === 0) throw new CsvError(line, "has a carriage return that ends no line; put the field in quotes");
  place.at = at + length;
  place.line = line + 1;
}

/**
 * What spreadsheets would take for a formula (OWASP, "CSV Injection"): a cell that begins so, wide forms included. A plain
 * number with a sign, such as a telephone number, calculates nothing.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const SIGNED_NUMBER = /^[+-]\d+(\.\d+)?$/;

/** Writes one record, with the end of its line. What a spreadsheet would take for a formula has an apostrophe before it. */
export function writeCsvRecord(fields: readonly string[]): string {
  return `${fields.map(writeField).join(",")}\r\n`;
}

function writeField(field: string): string {
  const harmless = isFormula(field) ? `'${field}` : field;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One that has apostrophes before it already counts as one, so that reading takes away exactly what writing added. */
function isFormula(field: string): boolean {
  const bare = field.replace(/^'+/, "");
  return FORMULA.test(bare) && !SIGNED_NUMBER.test(bare);
}

/** Takes away the apostrophe that `writeCsvRecord` puts before what looks like a formula. */
export function withoutApostrophe(field: string): string {
  return field.startsWith("'") && isFormula(field) ? field.slice(1) : field;
}
