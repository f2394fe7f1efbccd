import type { CallTimings } from "./call-timings.ts";

interface HangingUp {
  readonly client: { hangUp(carrierCallId: string): Promise<void> };
  readonly timings: Pick<CallTimings, "hangUpAgain">;
  /** Is told what went wrong with the carrier. */
  onProblem(error: unknown, message: string): void;
}

/** Has a carrier end a call, again and again where that is not certain. */
export function hangUpSurely(carrierCallId: string, { client, timings, onProblem }: HangingUp): void {
  const attempt = (again: readonly number[]) => {
    client.hangUp(carrierCallId).catch((error: unknown) => {
      const [next, ...rest] = again;
      if (next === undefined) onProblem(error, "A call could not be hung up.");
      else setTimeout(() => attempt(rest), next).unref();
    });
  };
  attempt(timings.hangUpAgain);
}
