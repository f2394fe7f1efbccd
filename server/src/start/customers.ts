import { introductionJob, introductionOutbox } from "../services/customer-introductions.ts";
import type { Jobs } from "../services/jobs.ts";
import type { Started } from "./started.ts";

/** Starts what finds out with whom conversations are that go on already. */
export function startCustomers({ database, jobs }: Started & { jobs: Jobs }) {
  return { outbox: introductionOutbox(database, jobs), jobKinds: [introductionJob(database)] };
}
