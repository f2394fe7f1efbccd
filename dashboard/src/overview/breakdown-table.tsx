import type { ReactNode } from "react";

/** One column of figures. */
export interface FigureColumn<Row> {
  title: string;
  cell(row: Row): ReactNode;
  /** Left out where the window is narrow. */
  isSecondary?: boolean;
}

interface BreakdownTableProps<Row> {
  title: string;
  /** What the rows are of, above their names. */
  of: string;
  rows: readonly Row[];
  keyOf(row: Row): string;
  nameOf(row: Row): ReactNode;
  columns: readonly FigureColumn<Row>[];
  /** Stands there when there is nothing. */
  empty: string;
}

const SHOWN = 10;

/** A table of figures by what they belong to, the most important first. */
export function BreakdownTable<Row>({ title, of, rows, keyOf, nameOf, columns, empty }: BreakdownTableProps<Row>) {
  const hidden = (isSecondary?: boolean) => (isSecondary ? "max-sm:hidden" : "");
  return (
    <section
      aria-label={title}
      className="grid min-w-0 grid-cols-1 content-start gap-3 rounded-2xl border border-line bg-surface p-4"
    >
      <h3 className="text-sm font-semibold">{title}</h3>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">{empty}</p>
      ) : (
        <table className="w-full text-sm">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="w-full py-1 pr-3 text-left font-medium">
                {of}
              </th>
              {columns.map((column) => (
                <th
                  key={column.title}
                  scope="col"
                  className={`py-1 pl-3 text-right font-medium whitespace-nowrap ${hidden(column.isSecondary)}`}
                >
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={keyOf(row)} className="border-t border-line">
                <th scope="row" className="max-w-0 truncate py-2 pr-3 text-left font-medium">
                  {nameOf(row)}
                </th>
                {columns.map((column) => (
                  <td
                    key={column.title}
                    className={`py-2 pl-3 text-right whitespace-nowrap tabular-nums ${hidden(column.isSecondary)}`}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
