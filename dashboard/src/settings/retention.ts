import type { Schemas } from "@operator/sdk";

/** The organization as the API shows it. */
export type Organization = Schemas["Organization"];

const DAY = 86_400_000;

/** Returns from when on conversations are kept, counted by when they ended; null when all are. */
export function keptSince(days: number | null, now: number): Date | null {
  return days === null ? null : new Date(now - days * DAY);
}

/** Tells whether conversations that are kept today would be deleted by the change. */
export function isShorter(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before);
}

/** Writes for how long ended conversations are kept. */
export function retentionText(days: number | null): string {
  if (days === null) return "for ever";
  return days === 1 ? "for 1 day" : `for ${days} days`;
}
