/** A controller that others abort as well. */
export interface LinkedAbort {
  readonly controller: AbortController;
  /** Lets go of the others. To be called once nobody waits for the signal any more. */
  release(): void;
}

/**
 * Makes a controller that is aborted, with its reason, as soon as one of the signals is. By hand: what `AbortSignal.any`
 * makes may be collected in Node 20 before it is aborted, and leaves something behind at every signal for as long as that
 * lives, which for some is as long as the process.
 */
export function linkedAbort(...signals: readonly AbortSignal[]): LinkedAbort {
  const controller = new AbortController();
  const stop = (): void => controller.abort(signals.find((signal) => signal.aborted)?.reason);
  for (const signal of signals) signal.addEventListener("abort", stop);
  if (signals.some((signal) => signal.aborted)) stop();
  const release = () => {
    for (const signal of signals) signal.removeEventListener("abort", stop);
  };
  return { controller, release };
}
