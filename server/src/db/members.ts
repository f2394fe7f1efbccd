import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import type { MemberTable } from "./member-tables.ts";
import { after } from "./newest-first.ts";

/** A member's row. */
export type MemberRow = Selectable<MemberTable>;

/** Lets nobody else change members until the transaction is over, for some changes look at all of them. */
export async function lockMembers(transaction: Database): Promise<void> {
  await sql`lock table members in share row exclusive mode`.execute(transaction);
}

/** Tells whether anybody may do everything. */
export async function hasOwner(database: Database): Promise<boolean> {
  const owner = database.selectFrom("members").select("id").where("role", "=", "owner").limit(1);
  return (await owner.executeTakeFirst()) !== undefined;
}

/** Names those who may do everything. */
export async function listOwnerIds(database: Database): Promise<string[]> {
  const rows = await database.selectFrom("members").select("id").where("role", "=", "owner").execute();
  return rows.map(({ id }) => id);
}

/** Stores a new member. */
export async function insertMember(
  database: Database,
  member: Pick<MemberRow, "id" | "name" | "email" | "role" | "password_hash">,
): Promise<MemberRow> {
  return database.insertInto("members").values(member).returningAll().executeTakeFirstOrThrow();
}

/** Finds a member by their id. */
export async function findMember(database: Database, id: string): Promise<MemberRow | undefined> {
  return database.selectFrom("members").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a member by their address, however it is written. */
export async function findMemberByEmail(database: Database, email: string): Promise<MemberRow | undefined> {
  return database
    .selectFrom("members")
    .selectAll()
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .executeTakeFirst();
}

/** Lists members, newest first. */
export async function listMembers(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<MemberRow[]> {
  const all = database.selectFrom("members").selectAll().orderBy("created_at", "desc").orderBy("id", "desc");
  return (position ? all.where(after(position)) : all).limit(limit).execute();
}

/** Changes a member. */
export async function updateMember(
  database: Database,
  id: string,
  change: Partial<Pick<MemberRow, "name" | "role" | "password_hash">>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await database.updateTable("members").set(change).where("id", "=", id).execute();
}

/** Removes a member, and signs them out everywhere. */
export async function deleteMember(database: Database, id: string): Promise<void> {
  await database.deleteFrom("members").where("id", "=", id).execute();
}
