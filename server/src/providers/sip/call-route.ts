import { normalisePhoneNumber } from "../../domain/phone-number.ts";
import type { CallEnd, CallOrder } from "../../ports/telephony.ts";
import { userOfAddress } from "./message/sip-uri.ts";
import { failed } from "./session/call-end.ts";
import { destinationUri } from "./session/destination.ts";
import type { Trunk } from "./trunk.ts";

/** How a call of ours goes, to `uri` as its Request-URI (RFC 3261, section 8.1.1.1), or why it does not. */
export type CallRoute =
  | { readonly kind: "by"; readonly trunk: Trunk; readonly uri: string }
  | { readonly kind: "none"; readonly end: CallEnd };

/**
 * Picks the trunk of a call: one that the calling number belongs to, else one that is for any number. A number of our
 * own is called by none, since the call would come back to us.
 */
export function routeOf(order: CallOrder, trunks: readonly Trunk[]): CallRoute {
  const called = normalisePhoneNumber(userOfAddress(order.to) ?? order.to);
  if (trunks.some(({ settings }) => settings.numbers.includes(called))) {
    return none("call_loop", `${called} is a number of our own: the call would come back to us. Call another one.`);
  }
  const owners = trunks.filter(({ settings }) => settings.numbers.includes(order.from));
  const candidates = owners.length > 0 ? owners : trunks.filter(({ settings }) => settings.numbers.length === 0);
  if (candidates.length === 0) {
    return none(
      "caller_number_unknown",
      `No SIP trunk has the number ${order.from}. Add it to its numbers in OPERATOR_SIP_TRUNKS.`,
    );
  }
  const [first] = candidates as [Trunk, ...Trunk[]];
  const trunk = candidates.find(({ problem }) => problem === null);
  if (trunk === undefined) return none("carrier_unreachable", first.problem ?? "The trunk cannot be used.");
  const uri = destinationUri(order.to, trunk);
  if (uri === null)
    return none("number_invalid", `"${order.to}" is neither a number such as +41446681800 nor a SIP address.`);
  return { kind: "by", trunk, uri };
}

function none(code: string, message: string): CallRoute {
  return { kind: "none", end: failed(code, message) };
}
