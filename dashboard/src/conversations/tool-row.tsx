import { Badge } from "../ui/badge.tsx";
import { ChevronIcon, SpinnerIcon, ToolIcon } from "../ui/icons.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { milliseconds } from "./milliseconds.ts";
import type { ToolRow } from "./timeline-types.ts";

const OUTCOMES = {
  succeeded: { title: "Answered", tone: "good" },
  failed: { title: "Failed", tone: "danger" },
  unknown: { title: "Outcome unknown", tone: "warning" },
} as const;

/** Shows a tool that was called: with what, how it answered, and how long that took. */
export function ToolCalled({ row }: { row: Omit<ToolRow, "event"> }) {
  const took = row.returnedAt === null ? null : Date.parse(row.returnedAt) - Date.parse(row.at);
  return (
    <details className="group rounded-xl border border-line bg-surface">
      <summary className="flex min-h-10 items-center gap-2.5 rounded-xl px-3 py-1.5 text-sm">
        {row.outcome === "running" ? (
          <SpinnerIcon className="size-4 text-muted" />
        ) : (
          <ToolIcon className="size-4 text-muted" />
        )}
        <span className="min-w-0 truncate font-mono">{row.name}</span>
        {row.outcome !== "running" && <Badge tone={OUTCOMES[row.outcome].tone}>{OUTCOMES[row.outcome].title}</Badge>}
        {row.inBackground && <Badge>In the background</Badge>}
        <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">
          {took !== null ? milliseconds(took) : row.outcome === "running" && "running …"}
        </span>
        <ChevronIcon className="size-4 text-muted transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 border-t border-line p-3">
        <Part title="Arguments" value={readJson(row.args)} />
        <Answer row={row} />
      </div>
    </details>
  );
}

function Answer({ row }: { row: Omit<ToolRow, "event"> }) {
  if (row.error !== null) return <p className="text-sm wrap-anywhere text-danger">{row.error}</p>;
  return row.returnedAt === null ? null : <Part title="Answer" value={row.result ?? null} />;
}

function Part({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="grid min-w-0 gap-1">
      <p className="text-xs font-medium text-muted">{title}</p>
      <JsonView value={value} label={title} />
    </div>
  );
}

/** Reads JSON; text that is none, as a model may write by mistake, is shown as it is. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
