import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import { changeOutbound, END_UNREACHABLE, lockMessage, SEND_MESSAGES } from "../db/message-lanes.ts";
import type { MessageRow } from "../db/messages.ts";
import { isDeadEnd } from "../domain/message.ts";
import { type PartNews, withPartNews } from "../domain/message-parts.ts";

/** Why something failed: a stable name and plain words. */
export interface MessageFailure {
  readonly code: string;
  readonly message: string;
}

/**
 * Takes in what is learnt of a part of a message, by the carrier's answer or by its report, whichever comes first.
 * `failure` says why a part failed. Returns whether it was news. To be announced to the jobs after it.
 */
export async function recordPart(
  database: Database,
  id: string,
  news: PartNews & { failure?: MessageFailure },
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const row = await lockMessage(transaction, id);
    if (row === undefined || row.parts === null) return false;
    const before = { status: row.status, parts: row.parts, carrierParts: row.carrier_parts };
    const after = withPartNews(before, news);
    if (after === null) return false;
    const error = after.status === "failed" ? (news.failure ?? row.error) : null;
    await changeOutbound(transaction, row, { ...after, error });
    if (after.status === "pending") await order(transaction, SEND_MESSAGES, row.lane);
    if (after.status === "failed" && error) await endIfUnreachable(transaction, row, error.code);
    return true;
  });
}

/**
 * Fails a message for good, and with it, where nothing more can reach its person, the conversation that it belongs to;
 * unless it does not stand any more where `seen` says.
 */
export async function failMessage(database: Database, seen: MessageRow, failure: MessageFailure): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { code, message } = failure;
    const row = await lockMessage(transaction, seen.id);
    if (row?.status !== seen.status) return;
    await changeOutbound(transaction, row, { status: "failed", error: { code, message } });
    await endIfUnreachable(transaction, row, code);
  });
}

/** What a tool sends goes to somebody else, or by another way than the conversation itself. */
async function endIfUnreachable(transaction: Database, row: MessageRow, code: string): Promise<void> {
  const isReply = row.conversation_id !== null && row.call_id === null;
  if (isReply && isDeadEnd(code)) await order(transaction, END_UNREACHABLE, row.id);
}

async function order(transaction: Database, kind: string, subject: string): Promise<void> {
  await transaction.executeQuery(orderJobs(transaction, [{ kind, subject }]));
}
