import { createHmac, timingSafeEqual } from "node:crypto";

/** How long an ephemeral token opens its conversation. */
export const TOKEN_LIFE = 3 * 60 * 60 * 1000;

/** The one token of a conversation that is good. */
export interface ActiveToken {
  conversationId: string;
  /** Counts the conversation's tokens: a refresh makes the next one, and the former is dead. */
  generation: number;
  expiresAt: Date;
}

/**
 * Writes an ephemeral token. It is computed from the installation's secret, so nothing that opens a conversation is
 * stored, and the active one can be shown again.
 */
export function writeToken(secret: string, active: ActiveToken): string {
  const content = `${active.conversationId}:${active.generation}:${active.expiresAt.getTime()}`;
  return `ot_${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

/** Tells whether `token` is the active one and has not expired. Compares in constant time. */
export function isTokenGood(secret: string, token: string, check: { active: ActiveToken; now: Date }): boolean {
  const expected = Buffer.from(writeToken(secret, check.active));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) && check.active.expiresAt > check.now;
}
