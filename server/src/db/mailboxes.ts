import type { Insertable, Selectable, Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A mailbox's row. */
export type MailboxRow = Selectable<Schema["mailboxes"]>;

/** Stores a mailbox. Returns null, and stores nothing, when its address is another's. */
export async function insertMailbox(
  database: Database,
  mailbox: Insertable<Schema["mailboxes"]>,
): Promise<MailboxRow | null> {
  const row = await database
    .insertInto("mailboxes")
    .values(mailbox)
    .onConflict((conflict) => conflict.column("address").doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Lists mailboxes, newest first. A null `livemode` shows both modes. */
export async function listMailboxes(
  database: Database,
  livemode: boolean | null,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<MailboxRow[]> {
  let query = database.selectFrom("mailboxes").selectAll();
  if (livemode !== null) query = query.where("livemode", "=", livemode);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Finds a mailbox. */
export async function findMailbox(database: Database, id: string): Promise<MailboxRow | undefined> {
  return database.selectFrom("mailboxes").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a mailbox and keeps everyone else from changing it until the transaction ends. */
export async function lockMailbox(transaction: Database, id: string): Promise<MailboxRow | undefined> {
  return transaction.selectFrom("mailboxes").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Finds the mailbox of the first of these addresses that has one; they are written as they are compared. */
export async function findMailboxAt(database: Database, addresses: readonly string[]): Promise<MailboxRow | undefined> {
  const rows = await database.selectFrom("mailboxes").selectAll().where("address", "in", addresses).execute();
  return addresses.flatMap((address) => rows.filter((row) => row.address === address))[0];
}

/** Changes a mailbox that is there, and returns it as it is then. */
export async function updateMailbox(
  transaction: Database,
  id: string,
  change: Updateable<Schema["mailboxes"]>,
): Promise<MailboxRow> {
  return transaction
    .updateTable("mailboxes")
    .set({ ...change, updated_at: new Date() })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deletes a mailbox. */
export async function deleteMailbox(database: Database, id: string): Promise<void> {
  await database.deleteFrom("mailboxes").where("id", "=", id).execute();
}

/** Finds the mailbox of a mode when there is one only; undefined without one, and with several. */
export async function findOnlyMailbox(database: Database, livemode: boolean): Promise<MailboxRow | undefined> {
  const rows = await database.selectFrom("mailboxes").selectAll().where("livemode", "=", livemode).limit(2).execute();
  return rows.length === 1 ? rows[0] : undefined;
}
