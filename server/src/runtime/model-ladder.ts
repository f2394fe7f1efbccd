/** What went wrong with one attempt at a model step. */
export interface ModelFailure {
  reason: "error" | "stalled" | "empty" | "unavailable";
  /** What went wrong, in words that whoever follows the conversation may read. */
  message: string;
  /** What the vendor or the configuration said, for the installation's own log. */
  detail: string;
  /** Whether the same model may answer when asked again. */
  isRetryable: boolean;
}

/** One attempt of the ladder. */
export interface Attempt {
  model: string;
  /** Whether the same model was asked just before. */
  isRetry: boolean;
}

/** What is done after a failed attempt. */
export type NextRung = { next: "retry" | "fallback"; attempt: Attempt } | { next: "apology" };

/**
 * Decides what follows a failed attempt: the same model once more where that may help, then each fallback in its
 * order, each tried twice at the most, and when all have failed an apology.
 */
export function nextRung(models: readonly string[], failed: Attempt, failure: ModelFailure): NextRung {
  if (!failed.isRetry && failure.isRetryable) {
    return { next: "retry", attempt: { model: failed.model, isRetry: true } };
  }
  const fallback = models[models.indexOf(failed.model) + 1];
  if (fallback === undefined) return { next: "apology" };
  return { next: "fallback", attempt: { model: fallback, isRetry: false } };
}
