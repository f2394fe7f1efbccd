import type { Database } from "../db/database.ts";
import { orderPending } from "../db/webhook-deliveries.ts";
import type { JobKind, Jobs } from "./jobs.ts";

/** The kind of the jobs that set an endpoint going that was switched on; their subject is the endpoint. */
export const RESUME_WEBHOOKS = "resume_webhooks";

/** In portions, so that no event waits long for the places that are locked meanwhile. */
const LANES_AT_ONCE = 200;

/** Makes the job that orders what was pending for an endpoint while it was off. */
export function webhookResumption(database: Database, jobs: Pick<Jobs, "announce">): JobKind {
  return {
    kind: RESUME_WEBHOOKS,
    concurrency: 2,
    perPool: 2,
    async run({ subject }, signal) {
      for (let after: string | null = ""; after !== null; ) {
        signal.throwIfAborted();
        after = await orderPending(database, subject, { after, limit: LANES_AT_ONCE });
        jobs.announce();
      }
      return { again: null, did: "resumed" };
    },
  };
}
