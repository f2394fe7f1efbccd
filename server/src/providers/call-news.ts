import { OperatorError } from "../domain/error.ts";
import type { CallEnd } from "../ports/telephony.ts";

/** What a carrier says of a call. It may come twice, late, and in any order. */
export type CallNews =
  | { readonly type: "ringing" }
  | { readonly type: "answered" }
  | { readonly type: "answered_by"; readonly who: "human" | "machine" }
  | { readonly type: "ended"; readonly end: CallEnd }
  | { readonly type: "transfer_answered" }
  | { readonly type: "transfer_failed"; readonly message: string };

/** A carrier has refused what it was asked for, and surely not done it. */
export class RefusedByCarrierError extends Error {}

/** Says that what is asked of a call comes too early or too late. */
export function callOver(): OperatorError {
  return new OperatorError("call_over", "The call is not going on: it has not been answered yet, or is over.");
}
