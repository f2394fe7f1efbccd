import { responseTo } from "../message/build-message.ts";
import type { SipRequest } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Trunk } from "../trunk.ts";
import type { CallContext, DialogOwner } from "./context.ts";
import { newTag } from "./dialog.ts";
import { IncomingInvite } from "./incoming-call.ts";
import { type Replaceable, Substitution } from "./replaceable.ts";
import { readReplaces } from "./replaces.ts";

/** Where the dialogs are found that an INVITE may replace. */
export interface Dialogs {
  owner(callId: string, localTag: string): DialogOwner | null;
  hasEnded(callId: string, localTag: string): boolean;
}

/** An INVITE, and by which trunk it came. */
export interface ReplacingInvite {
  readonly invite: ServerTransaction;
  readonly trunk: Trunk;
  readonly context: CallContext;
}

/** What an INVITE with Replaces may do. */
type Verdict = { readonly status: number } | { readonly call: Replaceable };

/** Tells whether an INVITE is to take the place of a dialog. */
export function isReplacing(request: SipRequest): boolean {
  return request.headers.get("replaces") !== null;
}

/** Answers an INVITE that is to take the place of a dialog, or refuses it; then nothing has changed (RFC 3891, section 3). */
export async function takeReplacingInvite(parts: ReplacingInvite, dialogs: Dialogs): Promise<void> {
  const { invite, trunk, context } = parts;
  const verdict = verdictOn(invite.request, trunk, dialogs);
  if ("status" in verdict) {
    return invite.respond(responseTo(invite.request, verdict.status, { tag: newTag() }));
  }
  const { call } = verdict;
  const substitution = new Substitution(call);
  const { media, watch, onOver, onReplaced } = substitution;
  const openMedia = async () => media;
  const incoming = new IncomingInvite({
    context: { ...context, openMedia },
    trunk,
    invite,
    mayHandOn: call.mayHandOn,
    onOver,
  });
  try {
    substitution.take(await incoming.acceptAs(watch, onReplaced));
  } catch (error) {
    // It was refused as it was to be, or taken back.
    context.note("A call by SIP was not replaced.", { trunk: trunk.name, reason: (error as Error).message });
  }
}

function verdictOn(request: SipRequest, trunk: Trunk, dialogs: Dialogs): Verdict {
  const wanted = readReplaces(request.headers.get("replaces") ?? "");
  // Join (RFC 3911) wants the opposite of the same dialog.
  if (wanted === null || request.headers.get("join") !== null) return { status: 400 };
  const { callId, localTag, remoteTag } = wanted;
  const owner = dialogs.owner(callId, localTag);
  if (owner === null) return { status: dialogs.hasEnded(callId, localTag) ? 603 : 481 };
  const call = owner.replaceable(remoteTag);
  if (call === null) return { status: 481 };
  // Whoever may speak for the one who is replaced: both tags are known to the two ends alone, and the trunk is theirs.
  if (call.trunk !== trunk) return { status: 403 };
  return wanted.isEarlyOnly && !call.isEarly ? { status: 486 } : { call };
}
