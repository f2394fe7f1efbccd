import type { Database } from "./database.ts";

/** One of our numbers and somebody else's. */
export interface NumberPair {
  ours: string;
  theirs: string;
}

/** Notes that somebody wants no messages from one of our numbers. */
export async function insertOptOut(database: Database, { ours, theirs }: NumberPair): Promise<void> {
  await database
    .insertInto("opt_outs")
    .values({ our_number: ours, their_number: theirs })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Notes that somebody wants messages from one of our numbers again. */
export async function deleteOptOut(database: Database, { ours, theirs }: NumberPair): Promise<void> {
  await database.deleteFrom("opt_outs").where("our_number", "=", ours).where("their_number", "=", theirs).execute();
}

/** Tells whether somebody wants no messages from one of our numbers. */
export async function isOptedOut(database: Database, { ours, theirs }: NumberPair): Promise<boolean> {
  const row = await database
    .selectFrom("opt_outs")
    .select("created_at")
    .where("our_number", "=", ours)
    .where("their_number", "=", theirs)
    .executeTakeFirst();
  return row !== undefined;
}
