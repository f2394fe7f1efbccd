import type { Environment } from "../config.ts";

/** How long an orderly stop may take beside its telephone calls; nothing that was acknowledged is at stake. */
const BESIDE_CALLS = 8_000;

/** Says how long the process may take to stop, in ms, before it ends all the same: telephone calls have their time first. */
export function stopWithin({ OPERATOR_CALL_DRAIN_SEC }: Pick<Environment, "OPERATOR_CALL_DRAIN_SEC">): number {
  return OPERATOR_CALL_DRAIN_SEC * 1000 + BESIDE_CALLS;
}
