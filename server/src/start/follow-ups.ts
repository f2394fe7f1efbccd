import type { Agents } from "../services/agents.ts";
import { ContactTimes } from "../services/contact-times.ts";
import { FollowUps } from "../services/follow-ups.ts";
import type { Jobs } from "../services/jobs.ts";
import type { Started } from "./started.ts";

/** Builds the service behind the REST calls on follow-ups. */
export function followUpsOf({ database, environment, jobs }: Started & { jobs: Jobs }, agents: Agents): FollowUps {
  const contactTimes = new ContactTimes(database, environment.OPERATOR_TIME_ZONE);
  return new FollowUps({ database, agents, contactTimes, jobs });
}
