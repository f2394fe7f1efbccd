import type { Database } from "../db/database.ts";
import { findConversation, setCustomer } from "../db/conversations.ts";
import { orderJobs } from "../db/jobs.ts";
import { isJsonObject } from "../lib/json.ts";
import { customerOf } from "./customer-recognition.ts";
import type { JobKind, JobResult, Jobs } from "./jobs.ts";
import type { OutboxFactory } from "./outboxes.ts";

/** The job that finds out with whom a conversation is, after its context has said so. */
const MEET_CUSTOMER = "meet_customer";

/**
 * Makes an outbox that has a conversation belong to whom its context names from now on: the order stands in the
 * transaction of the change.
 */
export function introductionOutbox(database: Database, jobs: Pick<Jobs, "announce">): OutboxFactory {
  return (row) => {
    let known = JSON.stringify(row.context["$customer"]);
    return {
      record: (events) => {
        const named = events.flatMap(({ payload }) =>
          payload.type === "conversation.context.updated" ? [JSON.stringify(payload.context["$customer"])] : [],
        );
        const last = named.at(-1);
        if (last === undefined || last === known) return [];
        known = last;
        return [orderJobs(database, [{ kind: MEET_CUSTOMER, subject: row.id }])];
      },
      committed: () => jobs.announce(),
    };
  };
}

/** Says how the job is carried out: as often as it is, the conversation belongs to whom its context names. */
export function introductionJob(database: Database): JobKind {
  return { kind: MEET_CUSTOMER, concurrency: 5, perPool: 5, run: ({ subject }) => meet(database, subject) };
}

async function meet(database: Database, conversationId: string): Promise<JobResult> {
  return database.transaction().execute(async (transaction) => {
    // The customer is locked before the conversation, as wherever both are.
    const row = await findConversation(transaction, conversationId);
    if (!row || !isJsonObject(row.context["$customer"])) return { again: null, did: null };
    const customerId = await customerOf(transaction, row.context, row.livemode);
    if (customerId === null || customerId === row.customer_id) return { again: null, did: null };
    await setCustomer(transaction, conversationId, customerId);
    return { again: null, did: "found out with whom it is" };
  });
}
