import type { Database } from "../db/database.ts";
import {
  deleteMember,
  findMember,
  listMembers,
  listOwnerIds,
  lockMembers,
  type MemberRow,
  updateMember,
} from "../db/members.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import type { Member, MemberRole } from "../domain/member.ts";
import type { Target } from "../domain/precondition.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import type { MemberSessions } from "./member-sessions.ts";

/** Those who sign in on the pages, as owners see to them. */
export class Members {
  readonly #database: Database;
  readonly #sessions: Pick<MemberSessions, "forget">;

  constructor(database: Database, sessions: Pick<MemberSessions, "forget">) {
    this.#database = database;
    this.#sessions = sessions;
  }

  /** Lists members, newest first. */
  async list(caller: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    assertLive(caller, "see members");
    const rows = await listMembers(this.#database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(memberItemOf), cursor };
  }

  /** Shows a member. Throws `not_found`. */
  async show(caller: ApiKey, id: string): Promise<Member> {
    assertLive(caller, "see members");
    const row = await findMember(this.#database, id);
    if (!row) throw notFound("member", id);
    return memberItemOf(row);
  }

  /** Gives a member another role, from their next request on. Throws `not_found`, `etag_mismatch` and, of the last owner, `in_use`. */
  async change(caller: ApiKey, target: Target, { role }: { role: MemberRole }): Promise<Member> {
    await this.#changed(caller, target, async (transaction, row) => {
      if (row.role === "owner" && role !== "owner") await assertNotLast(transaction, row);
      await updateMember(transaction, row.id, { role });
    });
    return this.show(caller, target.id);
  }

  /** Removes a member, who is signed out at once. Throws as `change` does. */
  async remove(caller: ApiKey, target: Target): Promise<void> {
    await this.#changed(caller, target, async (transaction, row) => {
      if (row.role === "owner") await assertNotLast(transaction, row);
      await deleteMember(transaction, row.id);
    });
  }

  async #changed(
    caller: ApiKey,
    target: Target,
    work: (transaction: Database, row: MemberRow) => Promise<void>,
  ): Promise<void> {
    assertLive(caller, "change members");
    await this.#database.transaction().execute(async (transaction) => {
      await lockMembers(transaction);
      const row = await findMember(transaction, target.id);
      if (!row) throw notFound("member", target.id);
      assertUnchanged(target, "member", configurationOf(row));
      await work(transaction, row);
    });
    this.#sessions.forget();
  }
}

async function assertNotLast(transaction: Database, { id, name }: MemberRow): Promise<void> {
  const owners = await listOwnerIds(transaction);
  if (owners.some((owner) => owner !== id)) return;
  const message = `${name} is the only owner. Make another member an owner first, so that somebody can manage the others.`;
  throw new OperatorError("in_use", message);
}

function configurationOf({ id, name, email, role }: MemberRow): object {
  return { id, name, email, role };
}

/** Writes a member as the API shows them. */
export function memberItemOf(row: MemberRow): Member {
  const { id, name, email, role, created_at, last_seen_at } = row;
  const item = {
    id,
    name,
    email,
    role,
    created_at: created_at.toISOString(),
    last_seen_at: last_seen_at?.toISOString() ?? null,
  };
  return tagged(item, configurationOf(row));
}
