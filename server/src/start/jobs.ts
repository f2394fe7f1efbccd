import { jobsElsewhere } from "../http/node-jobs.ts";
import { atHolder } from "../services/conversation-jobs.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { Membership } from "../services/membership.ts";
import { JobRunner } from "../worker/job-runner.ts";
import type { Started } from "./started.ts";

/** The kinds of jobs that there are. */
interface Kinds {
  /** Those that any process may do. */
  anywhere: readonly JobKind[];
  /** Those that the process does which holds the conversation that they are about. */
  ofConversations: readonly JobKind[];
}

/** Lets this process take on the installation's jobs of those kinds. Returns them, as they are done. */
export function startJobRunner(
  started: Started & { membership: Membership; jobs: Jobs },
  { anywhere, ofConversations }: Kinds,
): JobKind[] {
  const { logger, undo, timings, membership, jobs, tokenSecret } = started;
  const elsewhere = jobsElsewhere(tokenSecret);
  const kinds = [...anywhere, ...ofConversations.map((kind) => atHolder(kind, elsewhere))];
  const runner = new JobRunner({
    jobs,
    kinds,
    pollEvery: timings.jobsEvery,
    onError: (error, job) =>
      logger.error({ err: error, kind: job?.kind, subject: job?.subject }, "A job failed; it is run again."),
  });
  membership.whenLost(() => runner.abandon());
  undo.push(() => runner.close());
  return kinds;
}
