import type { SigningKeys } from "../lib/signature.ts";

/** A signing key as it is kept: with the one that will replace it, while it is being rotated. */
export interface SigningKeyRecord {
  readonly key: string;
  readonly next_key: string | null;
  /** When `next_key` replaces `key`; null when there is none. */
  readonly switches_at: Date | null;
}

/** The longest time that two keys may overlap: 30 days. */
export const LONGEST_OVERLAP = 30 * 24 * 60 * 60 * 1000;

/** How to rotate a key. */
export interface Rotation {
  readonly now: Date;
  /** How long receivers have to take over the next key, in ms; 0 switches at once. */
  readonly overlap: number;
  /** A key that nobody has seen yet, to be the next one. */
  readonly freshKey: string;
}

/** Says which keys to sign with at a moment. */
export function keysAt(record: SigningKeyRecord, now: Date): SigningKeys {
  const { key, next_key } = settled(record, now);
  return { current: key, next: next_key };
}

/** Makes a switch that is due by `now`. Nobody has to store it: the record says the same either way. */
export function settled(record: SigningKeyRecord, now: Date): SigningKeyRecord {
  const { next_key, switches_at } = record;
  if (next_key === null || switches_at === null || switches_at > now) return record;
  return { key: next_key, next_key: null, switches_at: null };
}

/**
 * Rotates a key. Without an overlap the fresh key replaces it at once; with one it waits as the next key. A rotation
 * under way is not begun anew: its next key stays, for receivers may have it already, and only the moment of the
 * switch is moved; so asking twice is as asking once, and an overlap of 0 switches early.
 */
export function rotated(record: SigningKeyRecord, { now, overlap, freshKey }: Rotation): SigningKeyRecord {
  const { key, next_key } = settled(record, now);
  const next = next_key ?? freshKey;
  if (overlap <= 0) return { key: next, next_key: null, switches_at: null };
  return { key, next_key: next, switches_at: new Date(now.getTime() + overlap) };
}
