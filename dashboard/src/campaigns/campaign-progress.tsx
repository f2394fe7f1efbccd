import type { Schemas } from "@operator/sdk";
import { Section } from "../ui/page.tsx";
import { OUTCOMES, ROW_STATES } from "./campaign-words.tsx";

const STATES = ["done", "begun", "waiting", "pending", "refused", "cancelled"] as const;
const FILLS: Record<(typeof STATES)[number], string> = {
  done: "bg-accent",
  begun: "bg-edge",
  waiting: "bg-warning",
  pending: "bg-line",
  refused: "bg-danger",
  cancelled: "bg-muted",
};

/** Shows how far a campaign is, and how its conversations ended. */
export function CampaignProgress({ campaign: { progress, outcomes } }: { campaign: Schemas["Campaign"] }) {
  const over = progress.done + progress.refused + progress.cancelled;
  return (
    <Section title="Progress">
      <p className="text-sm text-muted">
        {over} of {progress.rows} rows are over, in {progress.conversations} conversations.
      </p>
      <div
        role="progressbar"
        aria-label="Rows that are over"
        aria-valuemin={0}
        aria-valuemax={progress.rows}
        aria-valuenow={over}
        className="flex h-2.5 overflow-hidden rounded-full bg-sunken"
      >
        {STATES.map((state) => (
          <div key={state} className={FILLS[state]} style={{ flexGrow: progress[state], flexBasis: 0 }} />
        ))}
      </div>
      <dl className="grid grid-cols-3 gap-4 sm:grid-cols-6">
        {STATES.map((state) => (
          <div key={state}>
            <dt className="flex items-center gap-1.5 text-sm text-muted">
              <span aria-hidden="true" className={`size-2.5 rounded-full ${FILLS[state]}`} />
              {ROW_STATES[state]}
            </dt>
            <dd className="font-semibold tabular-nums">{progress[state]}</dd>
          </div>
        ))}
      </dl>
      <dl aria-label="Outcomes" className="grid grid-cols-3 gap-4 border-t border-line pt-3 sm:grid-cols-6">
        {Object.entries(OUTCOMES).map(([outcome, title]) => (
          <div key={outcome}>
            <dt className="text-sm text-muted">{title}</dt>
            <dd className="font-semibold tabular-nums">{outcomes[outcome as keyof typeof outcomes]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
