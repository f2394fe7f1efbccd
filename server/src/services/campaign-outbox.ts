import { noteOver } from "../db/campaign-attempts.ts";
import { wakeCampaign } from "../db/campaigns.ts";
import type { Database } from "../db/database.ts";
import type { Jobs } from "./jobs.ts";
import type { OutboxFactory } from "./outboxes.ts";

/** Lets campaigns know of the ends of their conversations, in the transactions that end them. */
export function campaignOutbox({
  database,
  jobs,
}: {
  database: Database;
  jobs: Pick<Jobs, "announce">;
}): OutboxFactory {
  return ({ id, campaign_id }) =>
    campaign_id === null
      ? null
      : {
          record: (events) =>
            events.some(({ payload }) => payload.type === "conversation.ended")
              ? [noteOver(database, id), ...wakeCampaign(database, campaign_id)]
              : [],
          committed: () => jobs.announce(),
        };
}
