/** The base times of SIP in ms (RFC 3261, section 17.1.1.1); the others follow from them. */
export interface SipTimers {
  /** An estimate of the time there and back. */
  readonly t1: number;
  /** The longest time between two sendings of a request that is no INVITE, and of a response to an INVITE. */
  readonly t2: number;
  /** How long a message may stay on the way. */
  readonly t4: number;
}

/** The times that RFC 3261 names. */
export const STANDARD_TIMERS: SipTimers = { t1: 500, t2: 4_000, t4: 5_000 };

/** How long a transaction goes on trying (timers B, F, H, J, L and M), in ms. */
export function transactionTimeout({ t1 }: SipTimers): number {
  return 64 * t1;
}

/** Does something at growing distances, until it is stopped or the time is over. */
export interface Repetition {
  stop(): void;
}

/** What is repeated, and how. */
export interface RepetitionOptions {
  /** The first distance; each following one is twice as long, up to `longest`. */
  readonly first: number;
  readonly longest: number;
  again(): void;
}

/** Begins to repeat something (timers A, E and G). */
export function repeat({ first, longest, again }: RepetitionOptions): Repetition {
  let distance = first;
  const next = (): NodeJS.Timeout =>
    setTimeout(() => {
      distance = Math.min(distance * 2, longest);
      timer = next();
      again();
    }, distance);
  let timer = next();
  return { stop: () => clearTimeout(timer) };
}
