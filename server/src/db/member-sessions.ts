import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { MemberRow } from "./members.ts";

/** Stores a session by the hash of what the browser holds, and forgets those that have expired. */
export async function insertMemberSession(
  database: Database,
  session: { hash: string; memberId: string; expiresAt: Date },
): Promise<void> {
  await database.deleteFrom("member_sessions").where("expires_at", "<", new Date()).execute();
  const { hash, memberId, expiresAt } = session;
  await database.insertInto("member_sessions").values({ hash, member_id: memberId, expires_at: expiresAt }).execute();
}

/** Finds whose session it is, while it lasts. */
export async function findSessionMember(
  database: Database,
  hash: string,
  now: Date,
): Promise<(MemberRow & { expires_at: Date }) | undefined> {
  return database
    .selectFrom("member_sessions as session")
    .innerJoin("members", "members.id", "session.member_id")
    .selectAll("members")
    .select("session.expires_at")
    .where("session.hash", "=", hash)
    .where("session.expires_at", ">", now)
    .executeTakeFirst();
}

/** Lets a session last longer, and notes that its member is here. */
export async function prolongSession(
  database: Database,
  { hash, memberId, expiresAt }: { hash: string; memberId: string; expiresAt: Date },
): Promise<void> {
  await database.updateTable("member_sessions").set({ expires_at: expiresAt }).where("hash", "=", hash).execute();
  await database.updateTable("members").set({ last_seen_at: new Date() }).where("id", "=", memberId).execute();
}

/** Ends a session. */
export async function deleteMemberSession(database: Database, hash: string): Promise<void> {
  await database.deleteFrom("member_sessions").where("hash", "=", hash).execute();
}

/** Ends all sessions of a member, but one where it is named. */
export async function deleteSessionsOf(database: Database, memberId: string, except: string | null): Promise<void> {
  await database
    .deleteFrom("member_sessions")
    .where("member_id", "=", memberId)
    .where("hash", "<>", except ?? "")
    .execute();
}

/**
 * Counts a try to sign in against subjects, before it is known how it ends, so that many at once are no way around the
 * count. What was counted more than `window` ms ago counts no more. Returns how often each has tried, and in how many ms
 * that no longer counts.
 */
export async function countTries(
  database: Database,
  subjects: readonly string[],
  window: number,
): Promise<{ subject: string; tries: number; frees_in: number }[]> {
  const { rows } = await sql<{ subject: string; tries: number; frees_in: number }>`
    insert into sign_in_tries (subject, tries, since)
    select subject, 1, now() from unnest(${[...subjects].sort()}::text[]) as subject
    on conflict (subject) do update set
      tries = case when ${isOver(window)} then 1 else sign_in_tries.tries + 1 end,
      since = case when ${isOver(window)} then now() else sign_in_tries.since end
    returning subject, tries, ceil(extract(epoch from since - now()) * 1000 + ${window})::float8 as frees_in
  `.execute(database);
  return rows;
}

/** Forgets the tries of somebody who has signed in, the one from their network address, and all that count no more. */
export async function forgiveTries(
  database: Database,
  { person, address, window }: { person: string; address: string; window: number },
): Promise<void> {
  await sql`delete from sign_in_tries where subject = ${person} or ${isOver(window)}`.execute(database);
  await sql`update sign_in_tries set tries = tries - 1 where subject = ${address}`.execute(database);
}

function isOver(window: number) {
  return sql<boolean>`(sign_in_tries.since < now() - ${window}::float8 * interval '1 millisecond')`;
}
