import { sealedPlace } from "../db/sealed-columns.ts";
import { type SigningKeyRecord, settled } from "../domain/signing-key.ts";
import type { WebhookSigningKey } from "../domain/webhook-endpoint.ts";
import { randomBase62 } from "../lib/random.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { standardWebhooksSecret } from "../lib/signature.ts";

/** An endpoint's keys as they are stored. */
export interface SealedKeys {
  sealed_key: string;
  sealed_next_key: string | null;
  switches_at: Date | null;
}

/** Makes a key that nobody has seen yet. */
export function freshKey(): string {
  return `op_sign_${randomBase62(32)}`;
}

/** Seals the keys of the endpoint `id`. */
export function sealKeys(box: SecretBox, id: string, record: SigningKeyRecord): SealedKeys {
  const { key, next_key, switches_at } = record;
  return {
    sealed_key: box.seal(key, placeOf(id, "sealed_key")),
    sealed_next_key: next_key && box.seal(next_key, placeOf(id, "sealed_next_key")),
    switches_at,
  };
}

/** Opens the keys of the endpoint `id`. */
export function openKeys(box: SecretBox, { id, ...sealed }: SealedKeys & { id: string }): SigningKeyRecord {
  const { sealed_key, sealed_next_key, switches_at } = sealed;
  return {
    key: box.open(sealed_key, placeOf(id, "sealed_key")),
    next_key: sealed_next_key && box.open(sealed_next_key, placeOf(id, "sealed_next_key")),
    switches_at,
  };
}

function placeOf(id: string, column: keyof SealedKeys): string {
  return sealedPlace("webhook_endpoints", column, id);
}

/** Shows keys to whoever checks signatures with them. */
export function shownKeys(record: SigningKeyRecord): WebhookSigningKey {
  const { key, next_key, switches_at } = settled(record, new Date());
  return {
    current: shown(key),
    next: next_key === null ? null : shown(next_key),
    switches_at: switches_at?.toISOString() ?? null,
  };
}

function shown(key: string) {
  return { key, standard_webhooks_secret: standardWebhooksSecret(key) };
}
