import { type ReactNode, useState } from "react";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { foundOperations, type ListedOperation } from "./operations.ts";

interface OperationListProps<Operation extends ListedOperation> {
  operations: readonly Operation[];
  chosen: ReadonlySet<string>;
  /** Whether an operation can be chosen. */
  canChoose(operation: Operation): boolean;
  /** Stands beside its name. */
  badge?(operation: Operation): ReactNode;
  /** What is shown of it once one wants to know more. */
  details(operation: Operation): ReactNode;
  onChange(chosen: ReadonlySet<string>): void;
}

/** So many are shown at once: the browser has to lay all of them out. */
const STEP = 200;

/** Lists the operations of a document, of which some are chosen. */
export function OperationList<Operation extends ListedOperation>(props: OperationListProps<Operation>) {
  const { operations, chosen, canChoose, onChange } = props;
  const [q, setQ] = useState("");
  const [most, setMost] = useState(STEP);
  const found = foundOperations(operations, q);
  const open = found.filter(canChoose).map(({ operation }) => operation);
  const areAllChosen = open.length > 0 && open.every((operation) => chosen.has(operation));
  const toggleAll = () => {
    const others = [...chosen].filter((operation) => !open.includes(operation));
    onChange(new Set(areAllChosen ? others : [...others, ...open]));
  };
  const toggle = (operation: string, isOn: boolean) => {
    const others = [...chosen].filter((each) => each !== operation);
    onChange(new Set(isOn ? [...others, operation] : others));
  };
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label="Search operations"
          placeholder="Search operations"
          value={q}
          onChange={(event) => setQ(event.target.value)}
          className="min-h-10 w-full rounded-xl border border-edge bg-surface px-3 text-base placeholder:text-muted sm:max-w-72 sm:text-sm"
        />
        <Button onClick={toggleAll} disabled={open.length === 0}>
          {areAllChosen ? "Choose none" : "Choose all"}
          {q !== "" && " that are found"}
        </Button>
        <p role="status" className="ml-auto text-sm text-muted">
          {chosen.size} of {operations.length} chosen
        </p>
      </div>
      {found.length === 0 && <p className="text-sm text-muted">No operation is like that.</p>}
      <ul className="grid min-w-0 divide-y divide-line">
        {found.slice(0, most).map((operation) => (
          <OperationRow
            key={`${operation.operation} ${operation.name}`}
            {...props}
            operation={operation}
            isChosen={chosen.has(operation.operation)}
            onToggle={(isOn) => toggle(operation.operation, isOn)}
          />
        ))}
      </ul>
      {found.length > most && (
        <Button className="justify-self-start" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, found.length - most)} more
        </Button>
      )}
    </div>
  );
}

interface RowProps<Operation extends ListedOperation>
  extends Pick<OperationListProps<Operation>, "canChoose" | "badge" | "details"> {
  operation: Operation;
  isChosen: boolean;
  onToggle(isOn: boolean): void;
}

function OperationRow<Operation extends ListedOperation>(props: RowProps<Operation>) {
  const { operation: one, isChosen, canChoose, badge, details, onToggle } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="grid min-w-0 gap-1 py-2.5 text-sm">
      <div className="flex min-w-0 items-start gap-3">
        <input
          type="checkbox"
          aria-label={`Import ${one.method} ${one.path}`}
          checked={isChosen}
          disabled={!canChoose(one)}
          onChange={(event) => onToggle(event.target.checked)}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        <div className="grid min-w-0 flex-1 gap-0.5">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-mono text-xs font-semibold">{one.method}</span>
            <span className="min-w-0 font-mono text-xs wrap-anywhere">{one.path}</span>
            {badge?.(one)}
            {one.is_deprecated && <Badge tone="warning">Deprecated</Badge>}
          </div>
          <p className="text-muted wrap-anywhere">
            <span className="font-mono text-xs text-ink">{one.name}</span>
            {one.summary && ` · ${one.summary}`}
          </p>
          {one.reason && <p className="text-warning">{one.reason}</p>}
        </div>
        <Button
          look="quiet"
          aria-expanded={isOpen}
          aria-label={`Details of ${one.method} ${one.path}`}
          onClick={() => setIsOpen(!isOpen)}
          className="min-h-8! px-2"
        >
          <ChevronIcon className={`size-4 transition-transform ${isOpen ? "rotate-180" : ""}`} />
        </Button>
      </div>
      {isOpen && (
        <div className="entering grid min-w-0 gap-2 pb-2 pl-7">
          {one.notes.length > 0 && (
            <ul className="grid list-disc gap-1 pl-4 text-muted">
              {one.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          {details(one)}
        </div>
      )}
    </li>
  );
}
