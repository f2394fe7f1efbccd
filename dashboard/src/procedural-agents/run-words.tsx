import type { Schemas } from "@operator/sdk";
import { Badge } from "../ui/badge.tsx";
import { SpinnerIcon } from "../ui/icons.tsx";

/** A run as lists show it. */
export type Run = Schemas["ProcedureItem"];
/** A bulk run. */
export type Batch = Schemas["ProcedureBatch"];
/** What came of one conversation of a bulk run. */
export type BatchResult = Schemas["ProcedureBatchResult"];

const STATUSES: Record<Run["status"], { title: string; tone: "neutral" | "good" | "warning" | "danger" }> = {
  pending: { title: "Waiting", tone: "neutral" },
  running: { title: "Running", tone: "neutral" },
  success: { title: "Done", tone: "good" },
  failed: { title: "Failed", tone: "danger" },
  skipped: { title: "Skipped", tone: "warning" },
  cancelled: { title: "Cancelled", tone: "neutral" },
};

/** The statuses of runs, as choices. */
export const RUN_STATUSES = Object.entries(STATUSES).map(([value, { title }]) => ({ value, title }));

/** What called for a run. */
export const TRIGGERS: Record<Run["trigger"], string> = {
  api: "By hand",
  conversation_end: "After the conversation",
  summary: "Summary",
  tool: "As a tool",
  schedule: "Schedule",
  batch: "Bulk run",
};

/** Tells whether a run is still to come or under way. */
export function isUnderWay(status: Run["status"]): boolean {
  return status === "pending" || status === "running";
}

/** Says where a run stands. */
export function RunStatus({ status }: { status: Run["status"] }) {
  const { title, tone } = STATUSES[status];
  return (
    <Badge tone={tone}>
      {status === "running" && <SpinnerIcon className="mr-1 size-3" />}
      {title}
    </Badge>
  );
}

const BATCH_STATUSES: Record<Batch["status"], { title: string; tone: "neutral" | "good" | "warning" }> = {
  running: { title: "Running", tone: "neutral" },
  completed: { title: "Done", tone: "good" },
  cancelled: { title: "Cancelled", tone: "neutral" },
  budget_exhausted: { title: "Budget used up", tone: "warning" },
};

/** Says where a bulk run stands. */
export function BatchStatus({ batch: { status, ended_at } }: { batch: Batch }) {
  const { title, tone } = BATCH_STATUSES[status];
  return (
    <Badge tone={tone}>
      {ended_at === null && <SpinnerIcon className="mr-1 size-3" />}
      {title}
    </Badge>
  );
}

/** Writes what models have read and written. */
export function tokensText({ input_tokens, output_tokens }: { input_tokens: number; output_tokens: number }): string {
  return `${input_tokens.toLocaleString("en")} in, ${output_tokens.toLocaleString("en")} out`;
}

/** Writes how long a run took, or has taken so far; null before it began. */
export function secondsOf({ started_at, ended_at }: Run): number | null {
  if (started_at === null) return null;
  return (Date.parse(ended_at ?? new Date().toISOString()) - Date.parse(started_at)) / 1_000;
}
