import { Gauge, type Registry } from "prom-client";
import { type Backlog, readBacklog } from "../db/backlog.ts";
import type { Database } from "../db/database.ts";

/** How long what was counted is shown again, whoever looks how often. */
const GOOD_FOR = 5_000;

const GAUGES: readonly [keyof Backlog, name: string, help: string, labels?: Record<string, string>][] = [
  ["queued_conversations", "operator_conversations", "Conversations that are not over.", { status: "queued" }],
  ["running_conversations", "operator_conversations", "Conversations that are not over.", { status: "in-progress" }],
  ["pending_deliveries", "operator_webhook_deliveries_pending", "Webhook deliveries that are to be made."],
  ["dead_deliveries", "operator_webhook_deliveries_dead", "Webhook deliveries that were given up."],
  ["delivery_lag", "operator_webhook_delivery_lag_seconds", "The age of the oldest pending webhook delivery."],
  ["waiting_jobs", "operator_jobs", "Jobs that are due or running.", { state: "waiting" }],
  ["running_jobs", "operator_jobs", "Jobs that are due or running.", { state: "running" }],
  ["job_lag", "operator_job_lag_seconds", "For how long the job that is longest due has waited."],
];

/**
 * Shows what waits or is under way in the whole installation, which is the same in all its processes. While the
 * database is away these metrics have no value.
 */
export function backlogMetrics(registry: Registry, database: Database, onError: (error: unknown) => void): void {
  let latest: { backlog: Promise<Backlog | null>; until: number } | null = null;
  const read = (): Promise<Backlog | null> => {
    if (!latest || latest.until < Date.now()) {
      const backlog = readBacklog(database).catch((error: unknown) => {
        onError(error);
        return null;
      });
      latest = { backlog, until: Date.now() + GOOD_FOR };
    }
    return latest.backlog;
  };
  for (const name of new Set(GAUGES.map(([, gauge]) => gauge))) {
    const rows = GAUGES.filter(([, gauge]) => gauge === name);
    const [[, , help = "", labels = {}] = []] = rows;
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: Object.keys(labels),
      registers: [registry],
      async collect() {
        const backlog = await read();
        gauge.reset();
        if (backlog) for (const [field, , , its = {}] of rows) gauge.set(its, backlog[field]);
      },
    });
  }
}
