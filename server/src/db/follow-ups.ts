import { type Insertable, type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { FollowUpStatus } from "../domain/follow-up.ts";
import type { Database } from "./database.ts";
import { currentCustomer } from "./merged-customers.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** The job that sees to a follow-up. */
export const FOLLOW_UP = "follow_up";

/** A follow-up's row. */
export type FollowUpRow = Selectable<Schema["follow_ups"]>;

/** Stores a new follow-up and returns its row; undefined when the tool call has ordered one already. */
export async function insertFollowUp(
  database: Database,
  row: Omit<Insertable<Schema["follow_ups"]>, "status" | "taken_at" | "done_in" | "error" | "settled_at">,
): Promise<FollowUpRow | undefined> {
  return database
    .insertInto("follow_ups")
    .values({ ...row, status: "pending" })
    .onConflict((conflict) => conflict.column("call_id").doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Finds a follow-up; undefined without one. */
export async function findFollowUp(database: Database, id: string): Promise<FollowUpRow | undefined> {
  return database.selectFrom("follow_ups").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds the follow-up that a tool call has ordered; undefined without one. */
export async function findFollowUpOfCall(database: Database, callId: string): Promise<FollowUpRow | undefined> {
  return database.selectFrom("follow_ups").selectAll().where("call_id", "=", callId).executeTakeFirst();
}

/** Keeps others from ordering follow-ups of a conversation until the transaction ends, and says how many are pending. */
export async function countPending(transaction: Database, conversationId: string): Promise<number> {
  await transaction
    .selectFrom("conversations")
    .select("id")
    .where("id", "=", conversationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { count } = await transaction
    .selectFrom("follow_ups")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("conversation_id", "=", conversationId)
    .where("status", "=", "pending")
    .executeTakeFirstOrThrow();
  return count;
}

/** Which follow-ups a list shows; absent fields do not restrict it. */
export interface FollowUpFilter {
  conversationId?: string;
  customerId?: string;
  status?: FollowUpStatus;
  dueFrom?: Date;
  dueBefore?: Date;
  livemode?: boolean;
}

/** Lists follow-ups newest first, at most `limit` of them, from after `position` on. */
export async function listFollowUps(
  database: Database,
  filter: FollowUpFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<FollowUpRow[]> {
  const comparisons = [
    ["conversation_id", "=", filter.conversationId],
    ["customer_id", "=", filter.customerId === undefined ? undefined : currentCustomer(filter.customerId)],
    ["status", "=", filter.status],
    ["due_at", ">=", filter.dueFrom],
    ["due_at", "<", filter.dueBefore],
    ["livemode", "=", filter.livemode],
  ] as const;
  let query = database.selectFrom("follow_ups").selectAll();
  for (const [column, operator, value] of comparisons) {
    if (value !== undefined) query = query.where(column, operator, value);
  }
  const { position, limit } = page;
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/**
 * Notes where a follow-up is being seen to, from when on nobody can cancel it; null where that place is over. Returns
 * whether it is still pending.
 */
export async function takeFollowUp(database: Database, id: string, doneIn: string | null): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("follow_ups")
    .set({ taken_at: sql<Date>`coalesce(taken_at, now())`, done_in: doneIn })
    .where("id", "=", id)
    .where("status", "=", "pending")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Puts a follow-up off to a later time, unless somebody sees to it or it is over. */
export async function moveFollowUp(database: Database, id: string, dueAt: Date): Promise<void> {
  await database
    .updateTable("follow_ups")
    .set({ due_at: dueAt })
    .where("id", "=", id)
    .where("status", "=", "pending")
    .where("taken_at", "is", null)
    .execute();
}

/** Says how a follow-up came out; one that came out already stays as it is. */
export async function settleFollowUp(
  database: Database,
  id: string,
  end: { status: "done" } | { status: "failed"; error: { code: string; message: string } },
): Promise<void> {
  const failed = end.status === "failed" ? { error: JSON.stringify(end.error), done_in: null } : {};
  await database
    .updateTable("follow_ups")
    .set({ status: end.status, settled_at: sql<Date>`now()`, ...failed })
    .where("id", "=", id)
    .where("status", "=", "pending")
    .execute();
}

/** Cancels a follow-up that is pending and that nobody sees to yet. Returns its row; undefined when that is not so. */
export async function cancelFollowUp(database: Database, id: string): Promise<FollowUpRow | undefined> {
  return database
    .updateTable("follow_ups")
    .set({ status: "cancelled", settled_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("status", "=", "pending")
    .where("taken_at", "is", null)
    .returningAll()
    .executeTakeFirst();
}
