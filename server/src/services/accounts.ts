import { takeSignInLink } from "../db/api-keys.ts";
import type { Database } from "../db/database.ts";
import { deleteInvitation } from "../db/invitations.ts";
import {
  findMember,
  findMemberByEmail,
  hasOwner,
  insertMember,
  lockMembers,
  type MemberRow,
  updateMember,
} from "../db/members.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import {
  type Acceptance,
  type Account,
  type AccountChange,
  type Member,
  type MemberRole,
  type NewOwner,
  scopesOf,
} from "../domain/member.ts";
import { hashPassword } from "../lib/password-hash.ts";
import { hashOfSecret } from "../lib/secret-hash.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { openInvitation } from "./invitations.ts";
import type { BegunSession, MemberSessions } from "./member-sessions.ts";
import { memberItemOf } from "./members.ts";
import type { Organization } from "./organization.ts";

interface Services {
  readonly database: Database;
  readonly sessions: MemberSessions;
  readonly organization: Organization;
}

/** How people come by an account of their own, and what they do with it. */
export class Accounts {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Says who looks at the pages, by the session that their browser holds. */
  async look(token: string | null): Promise<Account> {
    const { database, sessions, organization } = this.#services;
    const member = token === null ? undefined : await sessions.memberOf(token);
    const { name, time_zone } = await organization.show();
    const scopes = member === undefined ? [] : scopesOf(member.role);
    return {
      has_owner: await hasOwner(database),
      organization: { name, time_zone },
      member: member ? memberItemOf(member) : null,
      scopes: scopes && [...scopes],
    };
  }

  /**
   * Makes the first owner, for whoever has the link that the platform prints at its start; of an owner of that address
   * who is there it changes the password, and signs them out elsewhere. Throws `invalid_key` for a link that was used or
   * has expired, and `name_taken` where somebody else has the address, or there is an owner of another one.
   */
  async own(owner: NewOwner): Promise<BegunSession> {
    const { database, sessions, organization } = this.#services;
    const { organization_name: name, time_zone } = owner;
    const password_hash = await hashPassword(owner.password);
    const member = await database.transaction().execute(async (transaction) => {
      await lockMembers(transaction);
      if (!(await takeSignInLink(transaction, hashOfSecret(owner.code), new Date()))) throw usedLink();
      const known = await findMemberByEmail(transaction, owner.email);
      await assertMayOwn(transaction, known, owner.email);
      if (name !== undefined || time_zone !== undefined) {
        const change = { ...(name === undefined ? {} : { name }), ...(time_zone === undefined ? {} : { time_zone }) };
        await organization.changeIn(transaction, change);
      }
      if (known === undefined) return insertMember(transaction, newRow(owner, { role: "owner", password_hash }));
      await updateMember(transaction, known.id, { name: wellFormed(owner.name), password_hash });
      await sessions.endOthers(transaction, known.id, null);
      return { ...known, name: owner.name };
    });
    sessions.forget();
    return sessions.begin(member);
  }

  /** Makes a member of whoever has an invitation. Throws `invalid_key`, `not_allowed` for another's, and `name_taken`. */
  async accept(acceptance: Acceptance): Promise<BegunSession> {
    const { database, sessions } = this.#services;
    await openInvitation(database, acceptance.code);
    const password_hash = await hashPassword(acceptance.password);
    const member = await database.transaction().execute(async (transaction) => {
      await lockMembers(transaction);
      const invitation = await openInvitation(transaction, acceptance.code);
      if (invitation.email !== null && invitation.email.toLowerCase() !== acceptance.email.toLowerCase()) {
        const message = `The invitation is for ${invitation.email} alone. Use that address, or ask for another invitation.`;
        throw new OperatorError("not_allowed", message, { param: "email" });
      }
      if (await findMemberByEmail(transaction, acceptance.email)) throw addressTaken(acceptance.email);
      await deleteInvitation(transaction, invitation.id);
      return insertMember(transaction, newRow(acceptance, { role: invitation.role, password_hash }));
    });
    return sessions.begin(member);
  }

  /** Changes somebody's own account; a new password ends their other sessions. Throws `missing_key` and `wrong_credentials`. */
  async change(token: string | null, { name, current_password, new_password }: AccountChange): Promise<Member> {
    const { database, sessions } = this.#services;
    const member = token === null ? undefined : await sessions.memberOf(token);
    if (member === undefined) throw new OperatorError("missing_key", "Sign in first: your session is over.");
    if (new_password !== undefined && !(await sessions.isTheirs(member, current_password ?? "")))
      throw new OperatorError("wrong_credentials", "The current password is wrong.", { param: "current_password" });
    const hash = new_password === undefined ? {} : { password_hash: await hashPassword(new_password) };
    await database.transaction().execute(async (transaction) => {
      await updateMember(transaction, member.id, {
        ...(name === undefined ? {} : { name: wellFormed(name) }),
        ...hash,
      });
      if (new_password !== undefined) await sessions.endOthers(transaction, member.id, token);
    });
    sessions.forget();
    return memberItemOf((await findMember(database, member.id)) ?? member);
  }
}

/** Somebody who can read the server's output is its owner: there is one owner to begin with, who invites the others. */
async function assertMayOwn(transaction: Database, known: MemberRow | undefined, email: string): Promise<void> {
  if (known?.role === "owner") return;
  if (known !== undefined) throw addressTaken(email);
  if (!(await hasOwner(transaction))) return;
  const message =
    "The installation has an owner already. Give that owner's address to set a new password, or be invited.";
  throw new OperatorError("name_taken", message, { param: "email" });
}

function newRow(
  { name, email }: { name: string; email: string },
  rest: { role: MemberRole; password_hash: string },
): Pick<MemberRow, "id" | "name" | "email" | "role" | "password_hash"> {
  return { id: newId("mem"), name: wellFormed(name), email, ...rest };
}

function addressTaken(email: string): OperatorError {
  const message = `Somebody signs in with ${email} already. Use another address, or sign in.`;
  return new OperatorError("name_taken", message, { param: "email" });
}

function usedLink(): OperatorError {
  const message = "This link was used before or has expired. Restart the platform for a new one.";
  return new OperatorError("invalid_key", message, { param: "code" });
}
