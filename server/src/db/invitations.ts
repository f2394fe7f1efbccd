import type { Selectable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import type { InvitationTable } from "./member-tables.ts";
import { after } from "./newest-first.ts";

/** An invitation's row. */
export type InvitationRow = Selectable<InvitationTable>;

/** Stores an invitation by the hash of its code, and forgets those that have expired. */
export async function insertInvitation(
  database: Database,
  invitation: Pick<InvitationRow, "id" | "hash" | "role" | "email" | "expires_at">,
): Promise<InvitationRow> {
  await database.deleteFrom("invitations").where("expires_at", "<", new Date()).execute();
  return database.insertInto("invitations").values(invitation).returningAll().executeTakeFirstOrThrow();
}

/** Finds an invitation that can be taken, by the hash of its code. */
export async function findInvitation(database: Database, hash: string, now: Date): Promise<InvitationRow | undefined> {
  return database
    .selectFrom("invitations")
    .selectAll()
    .where("hash", "=", hash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
}

/** Lists the invitations that can be taken, newest first. */
export async function listInvitations(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<InvitationRow[]> {
  const open = database.selectFrom("invitations").selectAll().where("expires_at", ">", new Date());
  const all = open.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit);
  return (position ? all.where(after(position)) : all).execute();
}

/** Removes an invitation, taken or taken back. Returns whether it was there. */
export async function deleteInvitation(database: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await database.deleteFrom("invitations").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}
