import { Section } from "../ui/page.tsx";
import { costText } from "./batch-settings.ts";
import { type Batch, tokensText } from "./run-words.tsx";

const OUTCOMES = {
  success: { title: "Done", fill: "bg-accent" },
  skipped: { title: "Skipped", fill: "bg-warning" },
  failed: { title: "Failed", fill: "bg-danger" },
  cancelled: { title: "Cancelled", fill: "bg-muted" },
} as const;

type Outcome = keyof typeof OUTCOMES;

/** Shows how far a bulk run is, how its runs ended, and what it used. */
export function BatchProgress({ batch: { progress, totals, budget, compare_with } }: { batch: Batch }) {
  const { conversations, done, under_way } = progress;
  const runs = conversations * (compare_with === null ? 1 : 2);
  const over = totals.success + totals.skipped + totals.failed + totals.cancelled;
  return (
    <Section title="Progress">
      <p className="text-sm text-muted">
        {done} of {conversations} conversations are done
        {under_way > 0 && `, ${under_way} ${under_way === 1 ? "run is" : "runs are"} under way`}.
      </p>
      <div
        role="progressbar"
        aria-label="Conversations that are done"
        aria-valuemin={0}
        aria-valuemax={conversations}
        aria-valuenow={done}
        className="flex h-2.5 overflow-hidden rounded-full bg-sunken"
      >
        {Object.entries(OUTCOMES).map(([outcome, { fill }]) => (
          <div key={outcome} className={fill} style={{ flexGrow: totals[outcome as Outcome], flexBasis: 0 }} />
        ))}
        <div style={{ flexGrow: Math.max(0, runs - over), flexBasis: 0 }} />
      </div>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-6">
        {Object.entries(OUTCOMES).map(([outcome, { title, fill }]) => (
          <div key={outcome}>
            <dt className="flex items-center gap-1.5 text-sm text-muted">
              <span aria-hidden="true" className={`size-2.5 rounded-full ${fill}`} />
              {title}
            </dt>
            <dd className="font-semibold tabular-nums">{totals[outcome as Outcome]}</dd>
          </div>
        ))}
        <div>
          <dt className="text-sm text-muted">Tokens</dt>
          <dd className="text-sm tabular-nums">
            {tokensText(totals)}
            {budget?.max_tokens ? ` of ${budget.max_tokens.toLocaleString("en")}` : ""}
          </dd>
        </div>
        <div>
          <dt className="text-sm text-muted">Cost</dt>
          <dd className="text-sm tabular-nums">
            {totals.cost_usd === null ? "No prices are set" : costText(totals.cost_usd)}
            {budget?.max_cost_usd ? ` of ${costText(budget.max_cost_usd)}` : ""}
          </dd>
        </div>
      </dl>
    </Section>
  );
}
