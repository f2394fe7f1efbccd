import { normalisePhoneNumber } from "../../../domain/phone-number.ts";
import { percentDecoded } from "../../../lib/percent.ts";
import { responseTo } from "../message/build-message.ts";
import { readNameAddress } from "../message/name-address.ts";
import { type SipRequest, reasonOf } from "../message/sip-message.ts";
import { readSipUri, userOfAddress } from "../message/sip-uri.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { CallContext } from "./context.ts";
import type { Peer } from "./peer.ts";
import type { Replaceable } from "./replaceable.ts";
import { readReplaces } from "./replaces.ts";

/** What a REFER asks for that is taken. */
interface Wish {
  readonly uri: string;
  readonly replaces: string;
}

/** What a call is handed on with. */
export interface IncomingReferralOptions {
  readonly context: CallContext;
  readonly peer: Peer;
  readonly call: Replaceable;
  /** An offer of audio is under way elsewhere, or not any more: meanwhile there can be none here. */
  onOffering(isOffering: boolean): void;
  /** It came to nothing after the one who asked had hung up: nobody has the call any more. */
  onAbandoned(): void;
}

/**
 * The other end's wish that we speak with somebody it speaks with, in its place (RFC 3515, RFC 5589 section 7: attended
 * transfer). It is taken of those alone who were called to take a call over.
 */
export class IncomingReferral {
  readonly #options: IncomingReferralOptions;
  /** Whether it is not known yet how it goes. */
  isGoing = true;
  /** Whether the other end has hung up: it counts on it that the call goes on elsewhere. */
  isLeft = false;
  /** Resolves once the other end was told how it went. */
  told: Promise<void> = Promise.resolve();

  /** Takes the REFER, or refuses it. Returns null where it was refused. */
  static take(transaction: ServerTransaction, options: IncomingReferralOptions): IncomingReferral | null {
    const { request } = transaction;
    const wish = options.call.mayHandOn ? wishOf(request, options.call) : 603;
    if (typeof wish === "number") {
      transaction.respond(responseTo(request, wish));
      return null;
    }
    transaction.respond(responseTo(request, 202, { headers: [["Contact", options.peer.contact]] }));
    const referral = new IncomingReferral(options);
    referral.told = referral.#handOn(wish, request);
    options.context.linger(referral.told);
    return referral;
  }

  private constructor(options: IncomingReferralOptions) {
    this.#options = options;
  }

  /** Takes that the other end has hung up. */
  hungUp(): void {
    this.isLeft = true;
  }

  async #handOn({ uri, replaces }: Wish, request: SipRequest): Promise<void> {
    const { context, peer, call, onAbandoned, onOffering } = this.#options;
    onOffering(true);
    const told = this.#notify(100);
    const by = request.headers.get("referred-by");
    const status = await context.handOn({
      call,
      uri,
      from: userOfAddress(peer.dialog.localUri) ?? "",
      headers: [
        ["Replaces", replaces],
        // Who cannot replace refuses: nobody is called anew by this.
        ["Require", "replaces"],
        ...(by === null ? [] : [["Referred-By", by] as const]),
      ],
    });
    this.isGoing = false;
    onOffering(false);
    await told;
    if (!this.isLeft) await this.#notify(status);
    else if (status !== 200) onAbandoned();
  }

  /** Says how it goes (RFC 3515, section 2.4.5; RFC 3420). */
  async #notify(status: number): Promise<void> {
    const state = status < 200 ? "active;expires=180" : "terminated;reason=noresource";
    const headers = [
      ["Event", "refer"],
      ["Subscription-State", state],
    ] as const;
    const content = `SIP/2.0 ${status} ${reasonOf(status)}\r\n`;
    await this.#options.peer.request("NOTIFY", { headers, body: { type: "message/sipfrag;version=2.0", content } });
  }
}

/** Reads what a REFER asks for; a status where it is refused. */
function wishOf({ headers }: SipRequest, { trunk }: Replaceable): Wish | number {
  const text = referredTo(headers.lines("refer-to"));
  const target = readSipUri(text);
  if (target === null) return 400;
  const { headers: asked } = target;
  const replaces = asked === null ? null : replacesIn(asked);
  // Without it, it would be a call to somebody of their choice: where our calls go is not for the other end to say.
  if (asked === null || replaces === null) return 603;
  const uri = text.slice(0, text.length - asked.length - 1);
  if (isOwnNumber(uri, trunk)) return 603;
  return readReplaces(replaces) === null ? 400 : { uri, replaces };
}

/** Of several none can be meant (RFC 3515, section 2.4.2); empty when there is no address. */
function referredTo([first = "", ...others]: readonly string[]): string {
  return others.length > 0 ? "" : (readNameAddress(first)?.uri ?? "");
}

/** Such a call would come back to us. */
function isOwnNumber(uri: string, { settings }: Replaceable["trunk"]): boolean {
  return settings.numbers.includes(normalisePhoneNumber(userOfAddress(uri) ?? ""));
}

function replacesIn(headers: string): string | null {
  for (const header of headers.split("&")) {
    const [name = "", ...value] = header.split("=");
    if (percentDecoded(name).toLowerCase() === "replaces") return percentDecoded(value.join("="));
  }
  return null;
}
