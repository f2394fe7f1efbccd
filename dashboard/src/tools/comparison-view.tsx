import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { Badge } from "../ui/badge.tsx";
import { Switch } from "../ui/select.tsx";
import { Notes } from "./contents-view.tsx";
import { OperationList } from "./operation-list.tsx";
import { CHANGES, type ComparedOperation, canBeImported } from "./operations.ts";

interface ComparisonViewProps {
  comparison: Schemas["OpenApiComparison"];
  chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Shows how a document stands to what was imported of it, operation by operation. */
export function ComparisonView({ comparison, chosen, onChange }: ComparisonViewProps) {
  const { title, version, problems, operations } = comparison;
  const [isAllShown, setIsAllShown] = useState(false);
  const counts = Object.entries(CHANGES).map(
    ([change, words]) => [words.title, operations.filter((one) => one.change === change).length] as const,
  );
  const shown = isAllShown ? operations : operations.filter(({ change }) => change !== "unchanged");
  return (
    <div className="entering grid min-w-0 gap-4 border-t border-line pt-4">
      <p role="status" className="text-sm text-muted">
        {title} {version}: {counts.map(([what, count]) => `${what.toLowerCase()} ${count}`).join(", ")}.
      </p>
      <Notes notes={problems} />
      <Switch label="Show what is as it was" isOn={isAllShown} onChange={setIsAllShown} />
      {shown.length === 0 ? (
        <p className="text-sm text-muted">Nothing has changed.</p>
      ) : (
        <OperationList
          operations={shown}
          chosen={chosen}
          canChoose={canBeImported}
          badge={({ change }) => <Badge tone={CHANGES[change].tone}>{CHANGES[change].title}</Badge>}
          details={(operation) => <Differences operation={operation} />}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function Differences({ operation: { differences, hand_changes, change } }: { operation: ComparedOperation }) {
  return (
    <>
      {change === "removed" && <p className="text-muted">The document has it no more. Importing deletes its tool.</p>}
      {change === "new" && <p className="text-muted">It was not imported yet. Importing makes its tool.</p>}
      <ul className="grid gap-1.5">
        {differences.map(({ field, message }) => (
          <li key={`${field} ${message}`} className="wrap-anywhere">
            {message}
          </li>
        ))}
      </ul>
      {hand_changes.length > 0 && (
        <ul className="grid gap-1 rounded-xl bg-sunken px-3 py-2 text-muted">
          {hand_changes.map(({ field, is_kept }) => (
            <li key={field}>
              <code className="font-mono text-xs text-ink">{field}</code> was changed by hand, and{" "}
              {is_kept ? "stays so" : "is replaced by the document’s"}.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
