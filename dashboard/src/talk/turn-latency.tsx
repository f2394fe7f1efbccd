import type { PayloadOf } from "@operator/sdk";
import { latencyOf } from "./latency.ts";

const SHADES = ["opacity-40", "opacity-60", "opacity-80", "opacity-100"];

/** Shows what the time between the end of the user's speech and the agent's first sound went into. */
export function TurnLatency({ metrics }: { metrics: PayloadOf<"agent.turn.metrics"> }) {
  const steps = latencyOf(metrics);
  if (steps.length === 0) return null;
  return (
    <div className="grid gap-1.5 px-4 pt-0.5 pb-2">
      <div aria-hidden="true" className="flex h-1.5 gap-px overflow-hidden rounded-full">
        {steps.map(({ name, took }, index) => (
          <span key={name} className={`bg-accent ${SHADES[index]}`} style={{ flexGrow: took }} />
        ))}
      </div>
      <dl
        aria-label="After the end of speech"
        className="grid grid-cols-2 gap-x-4 text-xs sm:grid-cols-4 lg:grid-cols-2"
      >
        {steps.map(({ name, at }) => (
          <div key={name} className="flex justify-between gap-2 sm:block lg:flex">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{Math.round(at)} ms</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
