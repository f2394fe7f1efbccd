import { createHash } from "node:crypto";
import { findApiKey, hasApiKeys, insertApiKey, insertSignInLink, takeSignInLink } from "../db/api-keys.ts";
import type { Database } from "../db/database.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { randomBase62 } from "../lib/random.ts";

/** Who calls: a key, by what the platform knows of it. */
export interface ApiKey {
  id: string;
  name: string;
  /** A key of test mode makes and sees test data only. */
  livemode: boolean;
}

/** How long a key that was found is not looked up again, which bounds how long a revoked one still works. */
const REMEMBERED_FOR = 5_000;
const MOST_REMEMBERED = 10_000;
const LINK_LIFE = 60 * 60 * 1000;

/** The API keys of the installation. Only their hashes are stored. */
export class ApiKeys {
  readonly #database: Database;
  readonly #remembered = new Map<string, { key: ApiKey; until: number }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Finds who a key belongs to. Throws `invalid_key` for one that is unknown or was revoked. */
  async authenticate(secret: string): Promise<ApiKey> {
    const hash = hashOf(secret);
    const remembered = this.#remembered.get(hash);
    if (remembered && remembered.until > Date.now()) return remembered.key;
    const row = await findApiKey(this.#database, hash);
    if (!row) {
      this.#remembered.delete(hash);
      throw new OperatorError("invalid_key", "The API key is not known here. Check that it is this installation's.");
    }
    const key = { id: row.id, name: row.name, livemode: row.livemode };
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(hash, { key, until: Date.now() + REMEMBERED_FOR });
    return key;
  }

  /** Makes a new key and returns it: the only time that it can be seen. */
  async create(name: string, livemode: boolean): Promise<string> {
    const secret = `op_${livemode ? "prod" : "test"}_${randomBase62(32)}`;
    await this.install(secret, name);
    return secret;
  }

  /** Stores a key that somebody chose: `op_prod_…` or `op_test_…`. One that is there already stays as it is. */
  async install(secret: string, name: string): Promise<void> {
    const livemode = secret.startsWith("op_prod_");
    const hint = `${secret.slice(0, 8)}…${secret.slice(-4)}`;
    await insertApiKey(this.#database, { id: newId("key"), hash: hashOf(secret), hint, name, livemode });
  }

  /** Makes the installation's first key and returns it; null when there are keys already. */
  async createFirst(): Promise<string | null> {
    return (await hasApiKeys(this.#database)) ? null : this.create("first key", true);
  }

  /** Makes a code that can be exchanged for a key once, within an hour. */
  async createSignInCode(): Promise<string> {
    const code = randomBase62(32);
    await insertSignInLink(this.#database, hashOf(code), new Date(Date.now() + LINK_LIFE));
    return code;
  }

  /** Exchanges a one-time code for a new key. Throws `invalid_key` for one that was used or has expired. */
  async signIn(code: string): Promise<string> {
    if (await takeSignInLink(this.#database, hashOf(code), new Date())) return this.create("talk page", true);
    const message =
      "This link was used before or has expired. Restart the platform for a new one, or enter an API key.";
    throw new OperatorError("invalid_key", message);
  }
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
