import {
  type ApiKeyRowWithFormer,
  findApiKey,
  findApiKeyById,
  findFullAccessKeys,
  hasApiKeys,
  insertApiKey,
  insertSignInLink,
  keepFormerKey,
  listApiKeys,
  lockApiKeys,
  noteUse,
  takeSignInLink,
  updateApiKey,
} from "../db/api-keys.ts";
import type { Database } from "../db/database.ts";
import { findMember } from "../db/members.ts";
import type { ApiKeyChange, ApiKeyItem, NewApiKey } from "../domain/api-key.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { MemberRole } from "../domain/member.ts";
import type { Target } from "../domain/precondition.ts";
import { beyond, includesScope, type Scope, type Scopes } from "../domain/scope.ts";
import { randomBase62 } from "../lib/random.ts";
import { hashOfSecret } from "../lib/secret-hash.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { assertUnchanged, tagged, taggedAs } from "./entity-tags.ts";

/** Who calls: a key, or a member by their session, by what the platform knows of it. */
export interface ApiKey {
  id: string;
  name: string;
  /** A key of test mode makes and sees test data only. */
  livemode: boolean;
  /** What it may do; null is everything. */
  scopes: Scopes;
  /** What the member is who calls by their session; absent for a key. */
  role?: MemberRole;
}

/** Refuses a test key what is the whole installation's; `what` completes "a test key may not …". */
export function assertLive(key: ApiKey, what: string): void {
  if (key.livemode) return;
  throw new OperatorError("not_allowed", `A test key may not ${what}. Use a live key (op_prod_…).`);
}

/** Refuses a key what it has no scope for. */
export function assertScope(key: ApiKey, scope: Scope): void {
  if (includesScope(key.scopes, scope)) return;
  if (key.role !== undefined) {
    const message = `A ${key.role} may not do this, which takes the scope ${scope}. An owner can give you another role.`;
    throw new OperatorError("not_allowed", message);
  }
  const message = `The key ${key.id} lacks the scope ${scope}. Use one that has it, or give it with PATCH /api_keys/${key.id}.`;
  throw new OperatorError("not_allowed", message);
}

/** How long a key that was found is not looked up again, which bounds how long a revoked one still works elsewhere. */
const REMEMBERED_FOR = 5_000;
const MOST_REMEMBERED = 10_000;
/** How often at most the use of one key is written down. */
const USE_NOTED_EVERY = 60_000;
const LINK_LIFE = 60 * 60 * 1000;

/** The API keys of the installation. Only their hashes are stored. */
export class ApiKeys {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  readonly #remembered = new Map<string, { key: ApiKey; until: number }>();
  /** When the use of each key, by id, was written down last. */
  readonly #noted = new Map<string, number>();
  /** Counts what this process has changed: what was looked up before a change is not remembered after it. */
  #changes = 0;

  /** `onError` is told when the use of a key could not be written down. */
  constructor(database: Database, onError: (error: unknown) => void = () => undefined) {
    this.#database = database;
    this.#onError = onError;
  }

  /** Finds who a key belongs to. Throws `invalid_key` for one that is unknown or was revoked. */
  async authenticate(secret: string): Promise<ApiKey> {
    const hash = hashOfSecret(secret);
    const remembered = this.#remembered.get(hash);
    const key = remembered && remembered.until > Date.now() ? remembered.key : await this.#lookUp(hash);
    this.#noteUse(key.id);
    return key;
  }

  async #lookUp(hash: string): Promise<ApiKey> {
    const changes = this.#changes;
    const now = new Date();
    const row = await findApiKey(this.#database, hash, now);
    if (!row) {
      this.#remembered.delete(hash);
      throw new OperatorError("invalid_key", "The API key is not known here. Check that it is this installation's.");
    }
    const key = { id: row.id, name: row.name, livemode: row.livemode, scopes: row.scopes };
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const until = Math.min(now.getTime() + REMEMBERED_FOR, row.goodUntil?.getTime() ?? Number.POSITIVE_INFINITY);
    if (changes === this.#changes) this.#remembered.set(hash, { key, until });
    return key;
  }

  /** No caller waits for it, and none fails for it. */
  #noteUse(id: string): void {
    const now = Date.now();
    if (now - (this.#noted.get(id) ?? 0) < USE_NOTED_EVERY) return;
    this.#noted.set(id, now);
    noteUse(this.#database, id, new Date(now)).catch((error: unknown) => this.#onError(error));
  }

  /** What a key may do has changed, so that every key is looked up anew. */
  #forget(): void {
    this.#changes++;
    this.#remembered.clear();
  }

  /** Makes a new key that may do everything and returns it: the only time that it can be seen. */
  async create(name: string, livemode: boolean): Promise<string> {
    const secret = newSecret(livemode);
    await this.install(secret, name);
    return secret;
  }

  /**
   * Stores a key that somebody chose: `op_prod_…` or `op_test_…`. One that is there already stays as it is, and one
   * that was rotated away or revoked does not come back. Returns whether it opens the API.
   */
  async install(secret: string, name: string): Promise<boolean> {
    await insertApiKey(this.#database, newRow(secret, { name, scopes: null }));
    return (await findApiKey(this.#database, hashOfSecret(secret), new Date())) !== undefined;
  }

  /** Makes the installation's first key and returns it; null when there are keys already. */
  async createFirst(): Promise<string | null> {
    return (await hasApiKeys(this.#database)) ? null : this.create("first key", true);
  }

  /** Makes a code that can be exchanged for a key once, within an hour. */
  async createSignInCode(): Promise<string> {
    const code = randomBase62(32);
    await insertSignInLink(this.#database, hashOfSecret(code), new Date(Date.now() + LINK_LIFE));
    return code;
  }

  /** Exchanges a one-time code for a new key. Throws `invalid_key` for one that was used or has expired. */
  async signIn(code: string): Promise<string> {
    if (await takeSignInLink(this.#database, hashOfSecret(code), new Date())) return this.create("talk page", true);
    const message = "This link was used before or has expired. Restart the platform for a new one, or use an API key.";
    throw new OperatorError("invalid_key", message);
  }

  /** Makes a key for a caller that may do no less. Throws `not_allowed`. */
  async mint(caller: ApiKey, input: NewApiKey): Promise<ApiKeyItem & { secret: string }> {
    assertManages(caller);
    assertWithin(caller, input.scopes);
    const secret = newSecret(input.livemode);
    const row = newRow(secret, { name: wellFormed(input.name), scopes: input.scopes });
    await this.#database.transaction().execute(async (transaction) => {
      await assertStillGood(transaction, caller);
      await insertApiKey(transaction, row);
    });
    return withSecret(await this.show(caller, row.id), secret);
  }

  /** Lists keys newest first, the revoked ones too. */
  async list(caller: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    assertManages(caller);
    const rows = await listApiKeys(this.#database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows a key. Throws `not_found`. */
  async show(caller: ApiKey, id: string): Promise<ApiKeyItem> {
    assertManages(caller);
    const row = await findApiKeyById(this.#database, id);
    if (!row) throw notFound("API key", id);
    return tagged(itemOf(row), configurationOf(row));
  }

  /**
   * Renames a key or changes what it may do. Throws `not_allowed` when it may do more than the caller or is to,
   * `etag_mismatch`, and `in_use` when nobody could do everything any more.
   */
  async change(caller: ApiKey, target: Target, { name, scopes }: ApiKeyChange): Promise<ApiKeyItem> {
    assertManages(caller);
    const { id } = target;
    if (scopes !== undefined) assertWithin(caller, scopes);
    await this.#database.transaction().execute(async (transaction) => {
      await workingKey(transaction, caller, target);
      if (scopes) await assertNotLast(transaction, id, "limit it");
      await updateApiKey(transaction, id, {
        ...(name === undefined ? {} : { name: wellFormed(name) }),
        ...(scopes === undefined ? {} : { scopes }),
      });
    });
    this.#forget();
    return this.show(caller, id);
  }

  /** Revokes a key for good; one that was revoked before stays so. Throws as `change` does. */
  async revoke(caller: ApiKey, target: Target): Promise<ApiKeyItem> {
    assertManages(caller);
    const { id } = target;
    const before = await this.show(caller, id);
    if (before.revoked_at !== null) return before;
    await this.#database.transaction().execute(async (transaction) => {
      await workingKey(transaction, caller, target);
      await assertNotLast(transaction, id, "revoke it");
      await updateApiKey(transaction, id, { revoked_at: new Date() });
    });
    this.#forget();
    return this.show(caller, id);
  }

  /**
   * Gives a key a new secret. What opened the API before does so for `overlap` ms more, and no longer, however often
   * the key was rotated. Throws `not_allowed` when the key may do more than the caller.
   */
  async rotate(caller: ApiKey, target: Target, overlap: number): Promise<ApiKeyItem & { secret: string }> {
    assertManages(caller);
    const { id } = target;
    const secret = await this.#database.transaction().execute(async (transaction) => {
      const { hash, livemode } = await workingKey(transaction, caller, target);
      const fresh = newSecret(livemode);
      await keepFormerKey(transaction, { id, hash, expiresAt: new Date(Date.now() + overlap) });
      await updateApiKey(transaction, id, { hash: hashOfSecret(fresh), hint: hintOf(fresh) });
      return fresh;
    });
    this.#forget();
    return withSecret(await this.show(caller, id), secret);
  }
}

function newSecret(livemode: boolean): string {
  return `op_${livemode ? "prod" : "test"}_${randomBase62(32)}`;
}

function hintOf(secret: string): string {
  return `${secret.slice(0, 8)}…${secret.slice(-4)}`;
}

function newRow(secret: string, { name, scopes }: { name: string; scopes: Scopes }) {
  const livemode = secret.startsWith("op_prod_");
  return {
    id: newId("key"),
    hash: hashOfSecret(secret),
    hint: hintOf(secret),
    name,
    livemode,
    scopes: scopes && [...scopes],
  };
}

function assertManages(caller: ApiKey): void {
  assertLive(caller, "see or change API keys");
}

/** Whoever manages keys must not come by more than was given to it. */
function assertWithin(caller: ApiKey, scopes: Scopes): void {
  const missing = beyond(caller.scopes, scopes);
  if (missing.length === 0) return;
  const own = caller.scopes?.join(", ");
  const message = `The calling key may not do what the other would be given: ${missing.join(", ")}. It may give of: ${own}.`;
  throw new OperatorError("not_allowed", message, { param: "scopes" });
}

/**
 * Looks past what this process remembers: a key that was revoked elsewhere must not outlive itself in a new secret, nor
 * in what it gives another key. Nobody else can change keys until the transaction is over.
 */
async function assertStillGood(transaction: Database, caller: ApiKey): Promise<void> {
  await lockApiKeys(transaction);
  if (caller.role !== undefined) {
    if ((await findMember(transaction, caller.id))?.role === caller.role) return;
    throw new OperatorError("not_allowed", "What you may do was changed a moment ago. Load the page again.");
  }
  const row = await findApiKeyById(transaction, caller.id);
  if (row?.revoked_at === null && beyond(row.scopes, caller.scopes).length === 0) return;
  throw new OperatorError("invalid_key", "The calling key was revoked or limited a moment ago.");
}

/** Finds a key that the caller may change; nobody else can until the transaction is over. */
async function workingKey(transaction: Database, caller: ApiKey, target: Target): Promise<ApiKeyRowWithFormer> {
  const { id } = target;
  await assertStillGood(transaction, caller);
  const row = await findApiKeyById(transaction, id);
  if (!row) throw notFound("API key", id);
  const missing = beyond(caller.scopes, row.scopes);
  if (missing.length > 0) {
    const message = `The key ${id} may do more than the calling key (${missing.join(", ")}), which may not change it.`;
    throw new OperatorError("not_allowed", message);
  }
  if (row.revoked_at !== null) {
    const message = `The key ${id} was revoked and cannot be changed. Make another with POST /api_keys.`;
    throw new OperatorError("not_found", message);
  }
  assertUnchanged(target, "API key", configurationOf(row));
  return row;
}

/** When it was used, and until when its former secret works, are no settings of its. */
function configurationOf({ id, hash, name, livemode, scopes, revoked_at }: ApiKeyRowWithFormer): object {
  return { id, hash, name, livemode, scopes, revoked_at };
}

function withSecret(item: ApiKeyItem, secret: string): ApiKeyItem & { secret: string } {
  return taggedAs(item, { ...item, secret });
}

async function assertNotLast(transaction: Database, id: string, what: string): Promise<void> {
  const all = await findFullAccessKeys(transaction);
  if (all.length !== 1 || all[0] !== id) return;
  const message =
    `The key ${id} is the last live one that may do everything. Make another first, with POST /api_keys and ` +
    `{"name": "…", "livemode": true}, then ${what} with that one.`;
  throw new OperatorError("in_use", message);
}

function itemOf(row: ApiKeyRowWithFormer): ApiKeyItem {
  const { id, name, livemode, hint, created_at, last_used_at, revoked_at, former_expires_at } = row;
  return {
    id,
    name,
    livemode,
    scopes: row.scopes && [...row.scopes],
    hint,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at?.toISOString() ?? null,
    revoked_at: revoked_at?.toISOString() ?? null,
    former_expires_at: revoked_at === null ? (former_expires_at?.toISOString() ?? null) : null,
  };
}
