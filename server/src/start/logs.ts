import type { Database } from "../db/database.ts";
import { StoredActivityLog } from "../services/activity-log.ts";
import { boundedRefusals } from "../services/bounded-refusals.ts";
import { countedLog, droppedActivities } from "../services/metrics.ts";
import { turnActivities } from "../services/turn-activities.ts";
import { turnMetrics } from "../services/turn-metrics.ts";
import { turnObservers } from "../services/turn-observer.ts";
import { startMetrics } from "./metrics.ts";
import type { Begun, Started } from "./started.ts";
import { startTraces } from "./tracing.ts";

/** Makes the log of activities, the metrics and the traces, and what watches the turns of conversations for them. */
export async function startLogs(begun: Begun & { database: Database }) {
  const { database, knownSecrets, logger, undo } = begun;
  const metrics = startMetrics(begun);
  const countDropped = droppedActivities(metrics.registry);
  const stored = new StoredActivityLog({
    database,
    secrets: knownSecrets,
    onError: (error) => logger.error({ err: error }, "Activities cannot be stored; the latest 20,000 wait."),
    onDropped(count) {
      countDropped(count);
      logger.warn({ count }, "Activities were given up, for too many wait to be stored.");
    },
  });
  undo.push(() => stored.close());
  metrics.gauge("operator_activities_waiting", "Activities that wait to be stored.", () => stored.waiting);
  const activityLog = countedLog(metrics.registry, boundedRefusals(stored));
  const observers = [turnActivities(activityLog), turnMetrics(metrics.registry), ...(await startTraces(begun))];
  return { activityLog, metrics, turnObserver: turnObservers(observers) } satisfies Partial<Started>;
}
