import { recordingMetrics } from "../services/recording-metrics.ts";
import { Recordings } from "../services/recordings.ts";
import type { Started } from "./started.ts";

/** Makes ready what conversations by voice are recorded with. */
export function startRecordings(
  parts: Pick<Started, "database" | "databaseUrl" | "logger" | "metrics" | "undo">,
): Recordings {
  const { database, databaseUrl, logger, metrics, undo } = parts;
  const count = recordingMetrics(metrics.registry);
  const recordings = new Recordings({
    database,
    databaseUrl,
    onStored: count.stored,
    onLost(conversation_id, duration) {
      count.lost(duration);
      logger.warn({ conversation_id, duration }, "A recording lacks audio, for it could not be stored.");
    },
    onError: (error) => logger.warn({ err: error }, "Recordings cannot be stored; the latest 30 s of each wait."),
  });
  undo.push(() => recordings.close());
  metrics.gauge("operator_recordings_open", "Conversations that are being recorded.", () => recordings.size);
  return recordings;
}
