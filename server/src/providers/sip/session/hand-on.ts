import { OperatorError } from "../../../domain/error.ts";
import type { CallEnd } from "../../../ports/telephony.ts";
import type { CallContext, HandOnWish } from "./context.ts";
import { OutgoingCall } from "./outgoing-call.ts";
import { Substitution } from "./replaceable.ts";

/**
 * Calls whoever the other end of a call wants to hand it on to, in the place of the dialog that it has with them (RFC 5589,
 * section 7). Resolves with the status that says how it went; the call is not changed unless that is 200.
 */
export function handOn(context: CallContext, { call, uri, from, headers }: HandOnWish): Promise<number> {
  const { trunk } = call;
  return new Promise((resolve) => {
    const substitution = new Substitution(call, (end) => resolve(statusOf(end)));
    const { media, watch, onOver, onReplaced } = substitution;
    const outgoing = new OutgoingCall({
      context: { ...context, openMedia: async () => media },
      trunk,
      order: { id: uri, from, to: uri, ringFor: context.times.transferWithin, detectMachine: false, mayHandOn: true },
      uri,
      headers,
      watch: {
        ...watch,
        onAnswered() {
          if (outgoing.session === null) throw new OperatorError("call_over", "A call was answered without a session.");
          substitution.take(outgoing.session);
          resolve(200);
        },
      },
      onOver,
      onReplaced,
    });
  });
}

/** Says it as the one who asked for it is told (RFC 3515, section 2.4.5). */
function statusOf(end: CallEnd): number {
  if (end.outcome === "busy") return 486;
  if (end.outcome === "no_answer") return 408;
  return end.outcome === "failed" && end.code === "declined" ? 603 : 503;
}
