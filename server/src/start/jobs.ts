import type { JobKind, Jobs } from "../services/jobs.ts";
import type { Membership } from "../services/membership.ts";
import { JobRunner } from "../worker/job-runner.ts";
import type { Started } from "./started.ts";

/** Lets this process take on the installation's jobs of those kinds. */
export function startJobRunner(
  started: Started & { membership: Membership; jobs: Jobs; kinds: readonly JobKind[] },
): void {
  const { logger, undo, timings, membership, jobs, kinds } = started;
  const runner = new JobRunner({
    jobs,
    kinds,
    pollEvery: timings.jobsEvery,
    onError: (error, job) =>
      logger.error({ err: error, kind: job?.kind, subject: job?.subject }, "A job failed; it is run again."),
  });
  membership.whenLost(() => runner.abandon());
  undo.push(() => runner.close());
}
