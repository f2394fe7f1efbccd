import type { Database } from "../db/database.ts";
import { lockSettings, readSealedSetting, type SealedSetting, writeSealedSetting } from "../db/settings.ts";
import { keysAt, rotated, type SigningKeyRecord, settled } from "../domain/signing-key.ts";
import { randomBase62 } from "../lib/random.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { type SigningKeys, standardWebhooksSecret } from "../lib/signature.ts";

/** The setting that holds the installation's signing key. */
export const SIGNING_KEY_SETTING = "signing_key";

/** How long the key that was read last is used, which bounds how long others follow a rotation without an overlap. */
const REMEMBERED_FOR = 5_000;

/** The signing key as it is stored. */
interface StoredKey {
  key: string;
  created_at: string;
  next_key: string | null;
  next_created_at: string | null;
  switches_at: string | null;
}

/** Makes the first signing key of an installation, as it is stored. */
export function newSigningKey(now: Date): StoredKey {
  const created_at = now.toISOString();
  return { key: freshKey(), created_at, next_key: null, next_created_at: null, switches_at: null };
}

interface Services {
  database: Database;
  box: SecretBox;
  /** How long what was read is used before it is read anew, in ms; 5 s if absent. */
  rememberedFor?: number;
  /** Is told that the key could not be read anew, so that the one read before is used further. */
  onError(error: unknown): void;
}

/** The key of the installation that signs what is sent to tools and to addresses of agents' outputs. */
export class SigningKey {
  readonly #services: Services;
  readonly #setting: SealedSetting;
  #remembered: { record: SigningKeyRecord; until: number } | null = null;
  #reading: Promise<SigningKeyRecord> | null = null;

  constructor(services: Services) {
    this.#services = services;
    this.#setting = { box: services.box, name: SIGNING_KEY_SETTING };
  }

  /**
   * Gives the keys to sign with now. They are read at most every 5 s: a rotation in another process that has no
   * overlap is followed within that time, one with an overlap at its very moment.
   */
  async keys(): Promise<SigningKeys> {
    const remembered = this.#remembered;
    const isFresh = remembered !== null && remembered.until > Date.now();
    return keysAt(isFresh ? remembered.record : await this.#readOnce(), new Date());
  }

  /** Shows the key, and the one that is about to replace it. */
  async show() {
    const now = new Date();
    return shown(await this.#stored(), now);
  }

  /**
   * Makes a new key, which replaces the current one after `overlap` ms; for a rotation that is under way, moves the
   * moment of the switch.
   */
  async rotate(overlap: number) {
    const now = new Date();
    const { database } = this.#services;
    const stored = await database.transaction().execute(async (transaction) => {
      await lockSettings(transaction);
      const former = await this.#stored(transaction);
      const changed = changedBy(former, rotated(recordOf(former), { now, overlap, freshKey: freshKey() }), now);
      await writeSealedSetting(transaction, this.#setting, changed);
      return changed;
    });
    this.#remember(recordOf(stored));
    return shown(stored, now);
  }

  /** Callers that come while it is being read share one reading. */
  #readOnce(): Promise<SigningKeyRecord> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<SigningKeyRecord> {
    const before = this.#remembered;
    try {
      const record = recordOf(await this.#stored());
      // What this process has stored meanwhile is newer.
      if (this.#remembered === before) this.#remember(record);
    } catch (error) {
      if (before === null) throw error;
      this.#services.onError(error);
      if (this.#remembered === before) this.#remember(before.record);
    }
    return (this.#remembered as { record: SigningKeyRecord }).record;
  }

  #remember(record: SigningKeyRecord): void {
    this.#remembered = { record, until: Date.now() + (this.#services.rememberedFor ?? REMEMBERED_FOR) };
  }

  async #stored(database: Database = this.#services.database): Promise<StoredKey> {
    const stored = await readSealedSetting<StoredKey>(database, this.#setting);
    if (stored === null) throw new Error("The installation has no signing key; the start makes one.");
    return stored;
  }
}

function freshKey(): string {
  return `op_sign_${randomBase62(32)}`;
}

function recordOf({ key, next_key, switches_at }: StoredKey): SigningKeyRecord {
  return { key, next_key, switches_at: switches_at === null ? null : new Date(switches_at) };
}

/** When each key was made goes with it. */
function changedBy(former: StoredKey, { key, next_key, switches_at }: SigningKeyRecord, now: Date): StoredKey {
  const madeAt = (wanted: string) => {
    if (wanted === former.key) return former.created_at;
    return (wanted === former.next_key ? former.next_created_at : null) ?? now.toISOString();
  };
  return {
    key,
    created_at: madeAt(key),
    next_key,
    next_created_at: next_key === null ? null : madeAt(next_key),
    switches_at: switches_at?.toISOString() ?? null,
  };
}

function shown(stored: StoredKey, now: Date) {
  const { key, created_at, next_key, next_created_at, switches_at } = changedBy(
    stored,
    settled(recordOf(stored), now),
    now,
  );
  return {
    current: described(key, created_at),
    next: next_key === null ? null : described(next_key, next_created_at as string),
    switches_at,
  };
}

function described(key: string, created_at: string) {
  return { key, standard_webhooks_secret: standardWebhooksSecret(key), created_at };
}
