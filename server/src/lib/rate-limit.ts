import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

/** How a caller stands after one more request. */
export interface Counted {
  left: number;
  /** When all of the limit is there again. */
  resetSeconds: number;
  /** Whether this request was one too many. */
  isOver: boolean;
}

/** Counts what callers ask for, each against a limit of its own. */
export interface RateLimit {
  perMinute: number;
  /** Takes one request of that caller into account. */
  count(caller: string): Promise<Counted>;
}

/** Makes a limit of so many requests a minute, kept in this process's memory. */
export function rateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const describe = (result: RateLimiterRes, isOver: boolean): Counted => ({
    left: result.remainingPoints,
    resetSeconds: Math.ceil(result.msBeforeNext / 1000),
    isOver,
  });
  return {
    perMinute,
    async count(caller) {
      try {
        return describe(await limiter.consume(caller), false);
      } catch (rejected) {
        if (rejected instanceof Error) throw rejected;
        return describe(rejected as RateLimiterRes, true);
      }
    },
  };
}

/** Names the caller of whom only the address is known. */
export function callerAt(address: string | undefined): string {
  return `address:${address}`;
}
