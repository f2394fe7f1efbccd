import type { SafeFetchFailure } from "../lib/safe-fetch.ts";

/** How one attempt ended: with an answer, or without one. */
export type Attempt =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "unanswered"; readonly reason: SafeFetchFailure; readonly maybeSent: boolean };

/**
 * What an attempt means. `succeeded` and `refused` are the receiver's own word, and final. `retry` and `give_up` leave
 * open how the call went; `maybeDone` says whether this attempt may have been carried out.
 */
export type Verdict =
  | { readonly next: "succeeded" }
  | { readonly next: "refused" }
  | { readonly next: "retry"; readonly maybeDone: boolean }
  | { readonly next: "give_up"; readonly maybeDone: boolean };

/** Judges one attempt. Repeating is safe because every attempt of a call carries the same idempotency key. */
export function judgeAttempt(attempt: Attempt): Verdict {
  return attempt.kind === "answered" ? judgeStatus(attempt.status) : judgeSilence(attempt.reason, attempt.maybeSent);
}

function judgeStatus(status: number): Verdict {
  if (status >= 200 && status < 300) return { next: "succeeded" };
  // A gateway that got no answer does not know what happened behind it.
  if (status === 502 || status === 504) return { next: "retry", maybeDone: true };
  if (status === 408 || status === 429 || status >= 500) return { next: "retry", maybeDone: false };
  return { next: "refused" };
}

function judgeSilence(reason: SafeFetchFailure, maybeSent: boolean): Verdict {
  if (reason === "network") return { next: "retry", maybeDone: maybeSent };
  return { next: "give_up", maybeDone: maybeSent };
}

const FIRST_DELAY = 200;
const LONGEST_DELAY = 10_000;
/** An attempt with less time than this would be cut short more often than not, and leave open how the call went. */
const LEAST_TIME_LEFT = 100;

/** What the pause before the next attempt depends on. */
export interface RetryState {
  /** How many attempts there have been, from 1. */
  readonly attempts: number;
  /** What the receiver asked to be left alone for, in ms; null if it did not say. */
  readonly retryAfter: number | null;
  /** What is left of the time limit. */
  readonly remaining: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
}

/**
 * Decides how long to wait before the next attempt: a random part of an exponentially growing span ("full jitter"),
 * and never less than the receiver asked for. Null when there would be too little time left to try again.
 */
export function retryDelay({ attempts, retryAfter, remaining, random }: RetryState): number | null {
  const span = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1));
  const delay = Math.round(Math.max(random * span, retryAfter ?? 0));
  return delay + LEAST_TIME_LEFT <= remaining ? delay : null;
}

/** Reads a `Retry-After` header (RFC 9110, section 10.2.3), in ms from `now`; null if there is none to understand. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  // Date.parse would read "-7" as a year.
  const at = /^[a-z]+, .* gmt$/i.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
