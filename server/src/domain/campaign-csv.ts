import { CsvError, type CsvRecord, readCsv, withoutApostrophe } from "../lib/csv.ts";
import { inputProblems } from "../lib/issue-text.ts";
import { type CampaignChannel, MOST_NAMED_ROWS, type NewCampaignRow, newCampaignRowSchema } from "./campaign.ts";

const LIMITS = { fields: 200, characters: 65_536 };
const CUSTOMER = "$customer.";
const COLUMN = /^(\$customer\.)?[^\s.$][^$]{0,99}$/;

/** What is wrong with a line. */
export interface LineProblem {
  line: number;
  /** Completes "Line 7 …". */
  message: string;
}

/**
 * Reads the rows of a CSV text, whose first line names the columns: `callee_no` or `to`, `external_id`, `time_zone`, what is
 * known of the customer as `$customer.name`, and variables of the prompt under their own names. An empty cell says
 * nothing. What is wrong is gathered in `problems`; once the text cannot be read on, it ends there.
 */
export class RowReader {
  /** What is wrong with lines so far, as many as are named. */
  readonly problems: LineProblem[] = [];
  readonly #records: Generator<CsvRecord, void>;
  readonly #addressColumn: "to" | "callee_no";
  #columns: readonly string[] | null = null;

  constructor(text: string, type: CampaignChannel["type"]) {
    this.#records = readCsv(text, LIMITS);
    this.#addressColumn = type === "email" ? "to" : "callee_no";
  }

  /** Returns the next row that can be read; null when there is none. */
  next(): { place: number; row: NewCampaignRow } | null {
    for (;;) {
      const record = this.#nextRecord();
      if (record === null) {
        if (this.#columns === null && this.problems.length === 0) this.#note(1, "must name the columns");
        return null;
      }
      const columns = this.#columns;
      if (columns === null) {
        if (!this.#takeHeader(record)) return null;
        continue;
      }
      const row = this.#rowOf(record, columns);
      if (row) return { place: record.line, row };
      if (this.problems.length >= MOST_NAMED_ROWS) return null;
    }
  }

  #nextRecord(): CsvRecord | null {
    try {
      return this.#records.next().value ?? null;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      this.#note(error.line, error.message);
      return null;
    }
  }

  #takeHeader({ line, fields }: CsvRecord): boolean {
    const columns = fields.map((field) => withoutApostrophe(field).trim());
    const wrong = columns.find((column) => !COLUMN.test(column));
    const doubled = columns.find((column, index) => columns.indexOf(column) !== index);
    if (wrong !== undefined) this.#note(line, `names a column ${JSON.stringify(wrong.slice(0, 40))}, which is no name`);
    else if (doubled !== undefined) this.#note(line, `names the column ${JSON.stringify(doubled)} twice`);
    else if (!columns.includes(this.#addressColumn)) {
      this.#note(line, `must name the columns, ${this.#addressColumn} among them`);
    } else this.#columns = columns;
    return this.#columns !== null;
  }

  #rowOf({ line, fields }: CsvRecord, columns: readonly string[]): NewCampaignRow | null {
    if (fields.length !== columns.length) {
      this.#note(line, `has ${fields.length} fields where the first line names ${columns.length} columns`);
      return null;
    }
    const cells = columns.map((column, index) => [column, withoutApostrophe(fields[index] as string)] as const);
    const filled = cells.filter(([, value]) => value !== "");
    if (!filled.some(([column]) => column === this.#addressColumn)) {
      this.#note(line, `has no ${this.#addressColumn}`);
      return null;
    }
    const given = givenRow(filled);
    const read = newCampaignRowSchema.safeParse(given);
    if (read.success) return read.data;
    const [problem] = inputProblems(read.error.issues, given);
    this.#note(line, `cannot be taken: ${problem?.param} ${problem?.message}`);
    return null;
  }

  #note(line: number, message: string): void {
    this.problems.push({ line, message });
  }
}

const OWN_COLUMNS = ["callee_no", "to", "external_id", "time_zone"];

function givenRow(cells: readonly (readonly [string, string])[]) {
  const own = cells.filter(([column]) => OWN_COLUMNS.includes(column));
  const facts = cells.filter(([column]) => column.startsWith(CUSTOMER));
  const variables = cells.filter(([column]) => !OWN_COLUMNS.includes(column) && !column.startsWith(CUSTOMER));
  const $customer = Object.fromEntries(facts.map(([column, value]) => [column.slice(CUSTOMER.length), value]));
  return {
    ...Object.fromEntries(own),
    context: {
      ...(facts.length > 0 ? { $customer } : {}),
      ...(variables.length > 0 ? { $variables: Object.fromEntries(variables) } : {}),
    },
  };
}
