import type { ProcedureEvent } from "@operator/sdk";
import { ToolCalled } from "../conversations/tool-row.tsx";
import { type RunStep, runSteps } from "./run-steps.ts";

const TONES = { neutral: "text-muted", good: "text-on-soft", warning: "text-warning", danger: "text-danger" };

/** Lists what happened in a run. */
export function RunStepList({ events }: { events: readonly ProcedureEvent[] }) {
  const steps = runSteps(events);
  if (steps.length === 0) return <p className="text-sm text-muted">Nothing has happened yet.</p>;
  return (
    <ol aria-label="Steps" className="grid gap-2">
      {steps.map((step) => (
        <li key={step.key} className="min-w-0 text-sm">
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: RunStep }) {
  switch (step.kind) {
    case "tool":
      return <ToolCalled row={step.call} />;
    case "said":
      return <p className="border-l-2 border-accent pl-3 wrap-anywhere whitespace-pre-wrap">{step.text}</p>;
    case "note":
      return <p className={`wrap-anywhere ${TONES[step.tone]}`}>{step.text}</p>;
  }
}
