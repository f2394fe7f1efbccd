import { Membership } from "../services/membership.ts";
import type { Started } from "./started.ts";

/** Enters this process among its peers. */
export async function startMembership({ databaseUrl, environment, door, logger, undo }: Started): Promise<Membership> {
  const membership = new Membership({ databaseUrl, url: environment.OPERATOR_NODE_URL ?? door.url });
  membership.whenLost(() => logger.warn("The connection to the database broke; conversations go on when it is back."));
  await membership.enter();
  undo.push(() => membership.leave());
  return membership;
}
