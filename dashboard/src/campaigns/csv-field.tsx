import { type DragEvent, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { type ChannelType, guessTargets, type NewRow, rowsOf, type Target } from "./csv-mapping.ts";
import { type CsvTable, readCsv } from "./csv-text.ts";

const TARGETS: { value: Target; title: string }[] = [
  { value: "address", title: "Whom to reach" },
  { value: "customer", title: "About the customer" },
  { value: "variable", title: "Variable of the prompt" },
  { value: "external_id", title: "Your own id" },
  { value: "time_zone", title: "Time zone" },
  { value: "none", title: "Leave it out" },
];
const PREVIEWED = 5;
const PROBLEMS_SHOWN = 5;

interface CsvFieldProps {
  channel: ChannelType;
  /** Called with the rows that the file makes, whenever that changes. */
  onRows(rows: NewRow[]): void;
}

/** Takes a CSV file, asks what its columns are, and shows what becomes of its first rows. */
export function CsvField({ channel, onRows }: CsvFieldProps) {
  const [table, setTable] = useState<CsvTable | null>(null);
  const [targets, setTargets] = useState<Target[]>([]);
  const change = (next: CsvTable, nextTargets: Target[]) => {
    setTable(next);
    setTargets(nextTargets);
    onRows(rowsOf(next, nextTargets, channel).rows);
  };
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = readCsv(await file.text());
    change(read, guessTargets(read.columns));
  };
  return (
    <div className="grid min-w-0 gap-4">
      <FileDrop onFile={(file) => void take(file)} />
      {table?.problem && (
        <p role="alert" className="text-sm text-danger">
          {table.problem}
        </p>
      )}
      {table && table.problem === null && (
        <Preview
          table={table}
          targets={targets}
          channel={channel}
          onTarget={(place, target) =>
            change(
              table,
              targets.map((each, at) => (at === place ? target : each)),
            )
          }
        />
      )}
    </div>
  );
}

function FileDrop({ onFile }: { onFile(file: File | undefined): void }) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={`grid justify-items-center gap-2 rounded-2xl border border-dashed px-4 py-8 text-center text-sm ${isOver ? "border-accent bg-soft" : "border-edge"}`}
    >
      <label htmlFor={id} className="font-medium">
        CSV file
      </label>
      <p className="text-muted">Drop it here, or choose it. Its first line names the columns.</p>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => onFile(event.target.files?.[0])}
        className="max-w-full text-sm file:mr-3 file:min-h-10 file:rounded-xl file:border file:border-line file:bg-surface file:px-3.5 file:text-ink"
      />
    </div>
  );
}

interface PreviewProps {
  table: CsvTable;
  targets: readonly Target[];
  channel: ChannelType;
  onTarget(place: number, target: Target): void;
}

function Preview({ table, targets, channel, onTarget }: PreviewProps) {
  const [isAllShown, setIsAllShown] = useState(false);
  const { rows, problems } = rowsOf(table, targets, channel);
  const shown = isAllShown ? problems : problems.slice(0, PROBLEMS_SHOWN);
  return (
    <>
      <ul className="grid gap-2 sm:grid-cols-2">
        {table.columns.map((column, place) => (
          // Columns may have the same name, and keep their places.
          <li key={place} className="grid gap-1 rounded-xl border border-line p-3">
            <Select
              label={column}
              choices={TARGETS}
              value={targets[place] ?? "none"}
              onChange={(target) => onTarget(place, target as Target)}
            />
            <p className="truncate text-xs text-muted">
              {table.rows
                .slice(0, PREVIEWED)
                .map((cells) => cells[place] ?? "")
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {!targets.includes("address") && (
        <p role="alert" className="text-sm text-danger">
          Say which column holds whom to reach.
        </p>
      )}
      <p role="status" className="text-sm">
        {rows.length} of {table.rows.length} rows will be added.
      </p>
      {problems.length > 0 && targets.includes("address") && (
        <div className="grid gap-2 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
          <ul className="grid max-h-60 gap-1 overflow-y-auto">
            {shown.map(({ row, message }) => (
              <li key={row}>
                Row {row} {message}.
              </li>
            ))}
          </ul>
          {problems.length > shown.length && (
            <Button className="justify-self-start" onClick={() => setIsAllShown(true)}>
              Show all {problems.length}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
