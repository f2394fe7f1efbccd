import type { Database } from "../db/database.ts";
import {
  deleteInvitation,
  findInvitation,
  insertInvitation,
  type InvitationRow,
  listInvitations,
} from "../db/invitations.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { type Invitation, type NewInvitation, scopesOf } from "../domain/member.ts";
import { beyond } from "../domain/scope.ts";
import { randomBase62 } from "../lib/random.ts";
import { hashOfSecret } from "../lib/secret-hash.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";

const LIFE = 7 * 24 * 60 * 60 * 1000;

/** The invitations by whose links people become members. */
export class Invitations {
  readonly #database: Database;
  readonly #publicUrl: string;

  /** `publicUrl` is where people reach the pages. */
  constructor(database: Database, publicUrl: string) {
    this.#database = database;
    this.#publicUrl = publicUrl;
  }

  /** Makes an invitation with its link, good for seven days. Throws `not_allowed` for a role that may do more than the caller. */
  async create(caller: ApiKey, { role, email }: NewInvitation): Promise<Invitation & { url: string }> {
    assertLive(caller, "invite members");
    const missing = beyond(caller.scopes, scopesOf(role));
    if (missing.length > 0) {
      const message = `You may not invite somebody who may do more than you (${missing.join(", ")}). Choose another role.`;
      throw new OperatorError("not_allowed", message, { param: "role" });
    }
    const code = randomBase62(32);
    const expires_at = new Date(Date.now() + LIFE);
    const row = { id: newId("inv"), hash: hashOfSecret(code), role, email, expires_at };
    // After the hash, so that it is in no server's log.
    return { ...itemOf(await insertInvitation(this.#database, row)), url: `${this.#publicUrl}/#invitation=${code}` };
  }

  /** Lists the invitations that nobody has taken yet, newest first. */
  async list(caller: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    assertLive(caller, "see invitations");
    const rows = await listInvitations(this.#database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Takes an invitation back. Throws `not_found` for one that was taken or has expired. */
  async withdraw(caller: ApiKey, id: string): Promise<void> {
    assertLive(caller, "withdraw invitations");
    if (!(await deleteInvitation(this.#database, id))) throw notFound("invitation", id);
  }

  /** Says what an invitation is for. Throws `invalid_key` for a code that is unknown, was used or has expired. */
  async show(code: string): Promise<Invitation> {
    return itemOf(await openInvitation(this.#database, code));
  }
}

/** Finds the invitation of a code. Throws `invalid_key`. */
export async function openInvitation(database: Database, code: string): Promise<InvitationRow> {
  const row = await findInvitation(database, hashOfSecret(code), new Date());
  if (row) return row;
  const message = "This invitation was taken or has expired. Ask an owner for another one.";
  throw new OperatorError("invalid_key", message, { param: "code" });
}

function itemOf({ id, role, email, created_at, expires_at }: InvitationRow): Invitation {
  return { id, role, email, created_at: created_at.toISOString(), expires_at: expires_at.toISOString() };
}
