import type { OperatorError } from "../domain/error.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { ANONYMOUS, knownActor } from "./actors.ts";

const HOW = { one_time_link: "a one-time link", password: "a password", invitation: "an invitation" };

/** A sign-in: from which network address, and who came in by it, or why nobody did. */
export type SignIn = { readonly method: keyof typeof HOW; readonly address: string } & (
  | { readonly by: { readonly id: string; readonly name: string } }
  | { readonly refusal: OperatorError }
);

/** Takes a sign-in down. */
export type SignInLog = (requestId: string, signIn: SignIn) => void;

/** Takes down every sign-in, also those that were refused. */
export function signInLog(log: ActivityLog): SignInLog {
  return (requestId, signIn) => {
    const { method, address } = signIn;
    const code = "refusal" in signIn ? signIn.refusal.code : null;
    log.record({
      kind: "sign_in",
      outcome: code === null ? "succeeded" : "refused",
      summary: `Sign-in by ${HOW[method]}${code === null ? "" : `: ${code}`}`,
      actor: "by" in signIn ? knownActor(signIn.by) : ANONYMOUS,
      livemode: "by" in signIn ? true : null,
      requestId,
      conversationId: null,
      at: new Date(),
      duration: null,
      details: { method, address, ...(code === null ? {} : { error: { code } }) },
    });
  };
}
