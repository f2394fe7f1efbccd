import type { Database } from "../db/database.ts";
import { StoredActivityLog } from "../services/activity-log.ts";
import { turnObserver } from "../services/turn-observer.ts";
import type { Begun, Started } from "./started.ts";

/** Makes the log of activities, and what watches the turns of conversations for it. */
export function startLogs(begun: Begun & { database: Database }) {
  const { database, knownSecrets, logger, undo } = begun;
  const activityLog = new StoredActivityLog({
    database,
    secrets: knownSecrets,
    onError: (error) => logger.error({ err: error }, "Activities cannot be stored; the latest 20,000 wait."),
    onDropped: (count) => logger.warn({ count }, "Activities were given up, for too many wait to be stored."),
  });
  undo.push(() => activityLog.close());
  return { activityLog, turnObserver: turnObserver(activityLog) } satisfies Partial<Started>;
}
