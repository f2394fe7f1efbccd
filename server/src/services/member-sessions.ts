import type { Database } from "../db/database.ts";
import {
  countTries,
  deleteMemberSession,
  deleteSessionsOf,
  findSessionMember,
  forgiveTries,
  insertMemberSession,
  prolongSession,
} from "../db/member-sessions.ts";
import { findMemberByEmail, type MemberRow } from "../db/members.ts";
import { OperatorError } from "../domain/error.ts";
import { type Credentials, scopesOf } from "../domain/member.ts";
import { hashPassword, isPassword } from "../lib/password-hash.ts";
import { randomBase62 } from "../lib/random.ts";
import { hashOfSecret } from "../lib/secret-hash.ts";
import type { ApiKey } from "./api-keys.ts";

const DAY = 24 * 60 * 60 * 1000;
/** A session ends when its member was away so long. */
const SESSION_LIFE = 14 * DAY;
/** How often at most it is written down that a member is here. */
const PROLONGED_EVERY = 60_000;
/** How long a session that was found is not looked up again, which bounds how long one that ended elsewhere still works. */
const REMEMBERED_FOR = 5_000;
const MOST_REMEMBERED = 10_000;
/** Within this time tries that failed add up. */
const WINDOW = 15 * 60_000;
/** So many may fail for one member, and from one network address. */
const MOST_TRIES = { person: 10, address: 50 };

/** A session that has begun: what the browser is to hold, and whose it is. */
export interface BegunSession {
  readonly token: string;
  readonly maxAgeSeconds: number;
  readonly member: MemberRow;
}

/** The sessions of members, who sign in on the pages with a password. Of what a browser holds only the hash is stored. */
export class MemberSessions {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  readonly #remembered = new Map<string, { caller: ApiKey; until: number; prolongedAt: number }>();
  /** What a password is held against where nobody has the address, so that it takes as long. */
  #nobodysHash: Promise<string> | null = null;

  /** `onError` is told when it could not be written down that a member is here. */
  constructor(database: Database, onError: (error: unknown) => void = () => undefined) {
    this.#database = database;
    this.#onError = onError;
  }

  /**
   * Begins a session. Throws `wrong_credentials`, which does not tell whether the address or the password is wrong, and
   * `rate_limited` once too many tries failed for the address of a member, or from the network address `from`.
   */
  async signIn({ email, password }: Credentials, from: string): Promise<BegunSession> {
    const person = `member:${email.trim().toLowerCase()}`;
    const address = `address:${from}`;
    await this.#countTry([person, address]);
    const member = await findMemberByEmail(this.#database, email.trim());
    if (!(await this.isTheirs(member, password)) || member === undefined) {
      const message = "The address or the password is wrong. An owner can invite you anew if you have forgotten it.";
      throw new OperatorError("wrong_credentials", message);
    }
    await forgiveTries(this.#database, { person, address, window: WINDOW });
    return this.begin(member);
  }

  /** Begins a session of somebody who has shown who they are. */
  async begin(member: MemberRow): Promise<BegunSession> {
    const token = randomBase62(43);
    const expiresAt = new Date(Date.now() + SESSION_LIFE);
    await insertMemberSession(this.#database, { hash: hashOfSecret(token), memberId: member.id, expiresAt });
    return { token, maxAgeSeconds: SESSION_LIFE / 1000, member };
  }

  /** Finds who calls by their session, as what a key of their role would be; null for one that is over or unknown. */
  async authenticate(token: string): Promise<ApiKey | null> {
    const hash = hashOfSecret(token);
    const remembered = this.#remembered.get(hash);
    const found = remembered && remembered.until > Date.now() ? remembered : await this.#lookUp(hash);
    if (found === null) return null;
    this.#prolong(hash, found);
    return found.caller;
  }

  /** Finds whose session it is; undefined when nobody's. */
  async memberOf(token: string): Promise<MemberRow | undefined> {
    return findSessionMember(this.#database, hashOfSecret(token), new Date());
  }

  /** Ends a session; one that is over already stays so. */
  async end(token: string): Promise<void> {
    this.forget();
    await deleteMemberSession(this.#database, hashOfSecret(token));
  }

  /** Ends all sessions of a member but the one whose token is given, in the caller's transaction. */
  async endOthers(transaction: Database, memberId: string, except: string | null): Promise<void> {
    await deleteSessionsOf(transaction, memberId, except === null ? null : hashOfSecret(except));
  }

  /** Tells whether a password is a member's; takes as long where there is none. */
  async isTheirs(member: MemberRow | undefined, password: string): Promise<boolean> {
    this.#nobodysHash ??= hashPassword(randomBase62(20));
    return isPassword(password, member?.password_hash ?? (await this.#nobodysHash));
  }

  /** What members may do has changed, so that each is looked up anew. */
  forget(): void {
    this.#remembered.clear();
  }

  async #lookUp(hash: string) {
    const member = await findSessionMember(this.#database, hash, new Date());
    if (member === undefined) {
      this.#remembered.delete(hash);
      return null;
    }
    const caller = callerOf(member);
    const known = this.#remembered.get(hash);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const found = { caller, until: Date.now() + REMEMBERED_FOR, prolongedAt: known?.prolongedAt ?? 0 };
    this.#remembered.set(hash, found);
    return found;
  }

  /** No caller waits for it, and none fails for it. */
  #prolong(hash: string, found: { caller: ApiKey; prolongedAt: number }): void {
    const now = Date.now();
    if (now - found.prolongedAt < PROLONGED_EVERY) return;
    found.prolongedAt = now;
    const session = { hash, memberId: found.caller.id, expiresAt: new Date(now + SESSION_LIFE) };
    prolongSession(this.#database, session).catch((error: unknown) => this.#onError(error));
  }

  async #countTry(subjects: readonly string[]): Promise<void> {
    const counted = await countTries(this.#database, subjects, WINDOW);
    const waits = counted.flatMap(({ subject, tries, frees_in }) => {
      const most = subject.startsWith("member:") ? MOST_TRIES.person : MOST_TRIES.address;
      return tries > most ? [frees_in] : [];
    });
    if (waits.length === 0) return;
    const retryAfterSeconds = Math.max(1, Math.ceil(Math.max(...waits) / 1000));
    const message = `Too many sign-ins have failed. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`;
    throw new OperatorError("rate_limited", message, { retryAfterSeconds });
  }
}

function callerOf({ id, name, role }: MemberRow): ApiKey {
  return { id, name, livemode: true, scopes: scopesOf(role), role };
}
