import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";

/** Shows how an endpoint has been doing. */
export function EndpointHealth({ health }: { health: Schemas["WebhookHealth"] }) {
  const { pending, dead, last_success_at, last_failure } = health;
  return (
    <Section title="How it fares">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure name="Waiting" value={pending} />
        <Figure name="Given up" value={<span className={dead > 0 ? "text-danger" : ""}>{dead}</span>} />
        <Figure name="Last taken" value={<Moment at={last_success_at} />} />
        <Figure name="Last failed" value={<Moment at={last_failure?.at ?? null} />} />
      </dl>
      {last_failure && (
        <p className="text-sm wrap-anywhere text-muted">
          {last_failure.error}{" "}
          <Link to={`/developers/deliveries/${last_failure.delivery_id}`} className="underline">
            Look at that delivery
          </Link>
        </p>
      )}
    </Section>
  );
}

function Figure({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
