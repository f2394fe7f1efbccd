import { type CustomerRow, findCustomer, lockCustomer, lockIdentities, updateCustomer } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { mergedInto, moveConversations, moveFollowUps, storeMerged } from "../db/merged-customers.ts";
import { type MergeConflict, mergedFacts } from "../domain/customer-sameness.ts";
import { notFound, OperatorError } from "../domain/error.ts";

interface Merge {
  kept: CustomerRow;
  fromId: string;
  /** Throws why nobody is to be merged into the customer as it is. */
  assertMergeable: ((kept: CustomerRow) => void) | null;
}

interface Merged {
  row: CustomerRow;
  moved: { conversations: number; follow_ups: number };
  conflicts: MergeConflict[];
}

/**
 * Makes `fromId` the same customer as `kept`: conversations move in portions, so that nobody waits long for any of them;
 * at last what is left moves, what was not known of the kept one is filled in, and the other is gone, in one transaction.
 * A merge that was cut off is finished by asking for it again, and one that is done is done. Throws `unknown_reference`
 * for a `from` that cannot be merged.
 */
export async function mergeCustomers(database: Database, merge: Merge): Promise<Merged> {
  const { kept, fromId } = merge;
  const from = await findMergeable(database, kept, fromId);
  if (from === null) {
    merge.assertMergeable?.(kept);
    return { row: kept, moved: { conversations: 0, follow_ups: 0 }, conflicts: [] };
  }
  await begin(database, merge);
  let conversations = 0;
  for (;;) {
    const moved = await moveConversations(database, from.id, kept.id);
    conversations += moved;
    if (moved === 0) break;
  }
  return database.transaction().execute(async (transaction) => {
    // Whoever comes under one of these numbers at this moment may be taken in as well.
    await lockIdentities(transaction, kept.livemode, kept, from);
    // In one order for everybody, so that no two merges wait for each other.
    const locked = new Map<string, CustomerRow>();
    for (const id of [kept.id, from.id].sort()) {
      const row = await lockCustomer(transaction, id);
      if (row?.id === id) locked.set(id, row);
    }
    const [into, other] = [locked.get(kept.id), locked.get(from.id)];
    if (!into) throw notFound("customer", kept.id);
    if (!other) throw notMergeable(`There is no customer ${from.id} any more.`);
    const absorbed = await absorb(transaction, into, other);
    const moved = { ...absorbed.moved, conversations: absorbed.moved.conversations + conversations };
    return { ...absorbed, moved };
  });
}

/** Marks the customer as changed before anything moves, so that of two who demand it unchanged one is refused at once. */
async function begin(database: Database, { kept, assertMergeable }: Merge): Promise<void> {
  if (assertMergeable === null) return;
  await database.transaction().execute(async (transaction) => {
    const row = await lockCustomer(transaction, kept.id);
    if (row?.id !== kept.id) throw notFound("customer", kept.id);
    assertMergeable(row);
    await updateCustomer(transaction, kept.id, {});
  });
}

/**
 * Makes `other` the same customer as `into`, in the caller's transaction: whatever refers to them moves, what was not known
 * is filled in, and nothing is left of them but that they are found as the one they are.
 */
export async function absorb(transaction: Database, into: CustomerRow, other: CustomerRow): Promise<Merged> {
  let conversations = 0;
  for (let moved = -1; moved !== 0; conversations += moved) {
    moved = await moveConversations(transaction, other.id, into.id);
  }
  const follow_ups = await moveFollowUps(transaction, other.id, into.id);
  await storeMerged(transaction, other, into.id);
  const { facts, conflicts } = mergedFacts(into, other);
  const row = (await updateCustomer(transaction, into.id, facts)) ?? into;
  return { row, moved: { conversations, follow_ups }, conflicts };
}

/** Finds the customer to be merged; null when that is done already. */
async function findMergeable(database: Database, kept: CustomerRow, fromId: string): Promise<CustomerRow | null> {
  if (fromId === kept.id) throw notMergeable("A customer cannot be merged into themselves. Name another in from.");
  const now = await mergedInto(database, fromId);
  if (now === kept.id) return null;
  if (now !== undefined)
    throw notMergeable(`Customer ${fromId} was merged into ${now} already. Name that one in from.`);
  const from = await findCustomer(database, fromId);
  // One of the other mode is not told from one that does not exist: a test key must not see live ones.
  if (from?.livemode !== kept.livemode) {
    const mode = kept.livemode ? "live" : "test";
    throw notMergeable(`There is no customer ${fromId} of ${mode} mode, in which ${kept.id} is.`);
  }
  return from;
}

function notMergeable(message: string): OperatorError {
  return new OperatorError("unknown_reference", message, { param: "from" });
}
