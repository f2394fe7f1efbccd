import { cutToWidth, displayWidth, padToWidth } from "./display-width.ts";
import { presentableLine } from "./presentable.ts";
import { bold } from "./style.ts";

/** A cell's text, and how it looks; the style is put on when the width is settled. */
export interface Cell {
  readonly text: string;
  readonly style?: (text: string) => string;
}

/** The head of a column. */
export interface Heading {
  readonly title: string;
  /** Whether the column is never cut: ids, by which people go on. */
  readonly isWhole?: boolean;
}

/** How narrow a column may become, so that something can still be read in it. */
const NARROWEST = 8;
const GAP = "  ";

/**
 * Lays rows out under headings, in columns that fit a width where that can be: the widest columns are cut first, those
 * that must stay whole never. Returns the lines.
 */
export function table(
  headings: readonly Heading[],
  rows: readonly (readonly Cell[])[],
  width: number = Number.POSITIVE_INFINITY,
): string[] {
  const cells = rows.map((row) => row.map(({ text, style }) => ({ text: presentableLine(text), style })));
  const head = headings.map(({ title }) => ({ text: title.toUpperCase(), style: bold }));
  const natural = headings.map((_, column) =>
    Math.max(...[head, ...cells].map((row) => displayWidth(row[column]?.text ?? ""))),
  );
  const widths = fitted(natural, headings, width);
  return [head, ...cells].map((row) => lineOf(row, widths));
}

function lineOf(row: readonly { text: string; style: Cell["style"] | undefined }[], widths: readonly number[]): string {
  const parts = row.map(({ text, style = (plain) => plain }, column) => {
    const room = widths[column] ?? 0;
    const cut = cutToWidth(text, room);
    // Nothing is filled up behind the last column: such spaces would wrap on a narrow terminal.
    return column === row.length - 1 ? style(cut) : style(cut) + padToWidth("", room - displayWidth(cut));
  });
  return parts.join(GAP).trimEnd();
}

/** Takes from the widest columns until all fit, or nothing more can be taken. */
function fitted(natural: readonly number[], headings: readonly Heading[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1) - width;
  while (excess > 0) {
    const cuttable = widths.map((each, column) => (headings[column]?.isWhole ? 0 : each));
    const widest = Math.max(...cuttable);
    if (widest <= NARROWEST) return widths;
    const column = cuttable.indexOf(widest);
    widths[column] = widest - 1;
    excess -= 1;
  }
  return widths;
}
