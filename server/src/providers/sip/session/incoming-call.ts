import { OperatorError } from "../../../domain/error.ts";
import type { CallWatch, IncomingCall, PhoneCall } from "../../../ports/telephony.ts";
import { type CallMedia, type CallMediaWatch, MediaRefusal } from "../call-media.ts";
import { calleeOf, callerOf } from "../caller-identity.ts";
import { responseTo, type ResponseParts } from "../message/build-message.ts";
import { SDP, sessionBodyOf } from "../message/session-body.ts";
import { type SipRequest, type SipResponse, tagOf } from "../message/sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Trunk } from "../trunk.ts";
import { AnswerRepeater } from "./answer-repeater.ts";
import { ALLOWED, type CallContext, type DialogOwner, SUPPORTED, USER_AGENT } from "./context.ts";
import { destinationUri } from "./destination.ts";
import { dialogOfRequest, newTag } from "./dialog.ts";
import { LastingCall } from "./lasting-call.ts";
import { Peer } from "./peer.ts";
import { ReliableRinging } from "./reliable-ringing.ts";
import type { AnsweredCall } from "./replaceable.ts";
import { mediaWatchOf, Session } from "./session.ts";
import { answerInterval, type IntervalAnswer } from "./session-clock.ts";

const DECLINED = { busy: 486, declined: 603, unavailable: 480 } as const;

/** What an INVITE that came in is made a call of. */
export interface IncomingOptions {
  readonly context: CallContext;
  readonly trunk: Trunk;
  readonly invite: ServerTransaction;
  /** Whether the caller may hand the call on to somebody that it speaks with. */
  readonly mayHandOn: boolean;
  /** The call is over, and its place free. */
  onOver(): void;
}

/** Who is told of a call that is picked up. */
interface Acceptance {
  readonly watch: CallWatch;
  readonly mediaWatch: CallMediaWatch;
  onReplaced(next: AnsweredCall): void;
}

/** What a call is answered with. */
interface Answer extends Acceptance {
  readonly media: CallMedia;
  /** Our description of media: the answer to the caller's offer, or an offer of ours. */
  readonly body: { readonly content: string; readonly isOffered: boolean };
}

/** Tells what comes over the media of a call to whoever picks it up; before, there is nobody to tell. */
class LateWatch implements CallMediaWatch {
  watch: CallMediaWatch | null = null;

  onAudio(samples: Int16Array): void {
    this.watch?.onAudio(samples);
  }

  onDigit(digit: string): void {
    this.watch?.onDigit(digit);
  }

  onHeld(isHeld: boolean): void {
    this.watch?.onHeld(isHeld);
  }

  onDead(message: string): void {
    this.watch?.onDead(message);
  }
}

/** A call that waits to be answered (RFC 3261, section 13.3). */
export class IncomingInvite implements IncomingCall, DialogOwner {
  readonly carrierCallId: string;
  readonly from: string | null;
  readonly to: string;
  /** An INVITE that comes again after a refusal bears the same Call-ID, and is a call of its own (RFC 3261, section 8.1.3.5). */
  readonly isRepeated = false;
  readonly signal: AbortSignal;
  readonly #options: IncomingOptions;
  readonly #tag = newTag();
  readonly #abort = new AbortController();
  readonly #peer: Peer;
  readonly #interval: IntervalAnswer;
  readonly #timer: NodeJS.Timeout;
  readonly #forget: () => void;
  readonly #hearing = new LateWatch();
  /** The audio of the call; null until it rings. */
  #media: Promise<CallMedia> | null = null;
  #ringing: ReliableRinging | null = null;
  #state: "waiting" | "accepting" | "over" = "waiting";

  constructor(options: IncomingOptions) {
    const { context, trunk, invite } = options;
    const { request, flow } = invite;
    this.#options = options;
    this.signal = this.#abort.signal;
    this.carrierCallId = request.headers.get("call-id") ?? "";
    this.from = callerOf(request, trunk);
    this.to = calleeOf(request, trunk);
    this.#interval = answerInterval(request, context.times);
    this.#peer = new Peer({ context, trunk, flow, dialog: dialogOfRequest(request, this.#tag) });
    this.#forget = context.own(this.#peer.dialog, this, flow);
    this.#timer = setTimeout(() => this.#giveBack(480), this.#patience());
    invite.onCancel(() => this.#giveBack(487));
  }

  /**
   * Sends the caller the sign that it rings; as one that must arrive, where the caller wants that (RFC 3262). Its audio is
   * opened meanwhile.
   */
  ring(): void {
    const { invite, context } = this.#options;
    if (this.#state === "over" || this.#media !== null) return;
    this.#media = this.#openMedia();
    const parts: ResponseParts = { tag: this.#tag, headers: this.#headers() };
    // Without an offer in the INVITE, the first response that must arrive would have to hold ours; the 200 does.
    const isReliable =
      invite.request.headers.lists("require", "100rel") && sessionBodyOf(invite.request).kind === "sdp";
    if (!isReliable) return invite.respond(responseTo(invite.request, 180, parts));
    this.#ringing = new ReliableRinging({
      invite,
      status: 180,
      parts,
      timers: context.timers,
      onLost: () => this.#giveBack(504),
    });
  }

  /** Picks up. */
  async accept(watch: CallWatch): Promise<PhoneCall> {
    let call: LastingCall | null = null;
    const session = await this.#accept({
      watch,
      mediaWatch: mediaWatchOf(watch, () => call?.current ?? null),
      onReplaced: (next) => {
        if (call !== null) call.current = next;
      },
    });
    call = new LastingCall(session);
    return call;
  }

  /** Picks up in the place of another dialog, whose audio and watch go on. */
  acceptAs(watch: CallWatch, onReplaced: (next: AnsweredCall) => void): Promise<Session> {
    return this.#accept({ watch, mediaWatch: mediaWatchOf(watch, () => null), onReplaced });
  }

  async #accept(parts: Acceptance): Promise<Session> {
    if (this.#state !== "waiting") throw gone();
    this.#state = "accepting";
    const media = await this.#mediaFor(parts.mediaWatch);
    const body = this.#describe(media);
    const { session, acknowledged } = this.#answer({ ...parts, media, body });
    // Without an offer of the caller's, what the call sounds like is known once the ACK brings the answer to ours.
    if (!body.isOffered) await acknowledged;
    if (session.isOver && !body.isOffered) throw gone();
    return session;
  }

  /** Does not pick up. */
  decline(why: "busy" | "declined" | "unavailable"): void {
    if (this.#state === "waiting") this.#refuse(DECLINED[why]);
  }

  /** Sends the caller on to another number. */
  async redirect(number: string): Promise<void> {
    const uri = destinationUri(number, this.#options.trunk);
    if (uri === null) throw new OperatorError("transfer_failed", `"${number}" is neither a number nor a SIP address.`);
    if (this.#state !== "waiting") throw gone();
    this.#refuse(302, { headers: [["Contact", `<${uri}>`]] });
  }

  /** Takes a request of the caller before the call is answered. */
  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    const isTheirs = tagOf(request.headers.get("from")) === this.#peer.dialog.remoteTag;
    if (!isTheirs || !this.#peer.dialog.takeSequence(request)) {
      return transaction.respond(responseTo(request, isTheirs ? 500 : 481));
    }
    if (request.method === "PRACK" && this.#ringing?.take(transaction) === true) return;
    if (request.method === "BYE") {
      transaction.respond(responseTo(request, 200));
      return this.#giveBack(487);
    }
    transaction.respond(responseTo(request, this.#earlyStatus(request), { headers: this.#headers() }));
  }

  /** A call of others that rings here is not replaced by one more (RFC 3891, section 3). */
  replaceable(): null {
    return null;
  }

  /** Before the 200 there is nothing to acknowledge. */
  receiveAck(_ack: SipRequest): void {
    // The ACK to a refusal is its transaction's.
  }

  /** Declines the call because the process ends. */
  end(): void {
    this.#giveBack(480);
  }

  #earlyStatus(request: SipRequest): number {
    if (request.method === "UPDATE") return request.body.length === 0 ? 200 : 500;
    if (request.method === "OPTIONS") return 200;
    // An INVITE within one that waits is none that can be answered (RFC 3261, section 14.2).
    return request.method === "INVITE" ? 500 : 481;
  }

  /** How long it may wait to be answered: as long as we have, or as the caller says (RFC 3261, section 13.3.1). */
  #patience(): number {
    const seconds = Number(this.#options.invite.request.headers.get("expires") ?? Number.POSITIVE_INFINITY);
    return Math.min(this.#options.context.times.answerWithin, Math.max(seconds, 1) * 1000);
  }

  #openMedia(): Promise<CallMedia> {
    const { context, invite } = this.#options;
    const { address } = invite.flow.advertised;
    const media = context.openMedia({ address, isSecure: invite.flow.protocol === "tls", watch: this.#hearing });
    // Whoever picks up hears of it.
    media.catch(() => undefined);
    return media;
  }

  async #mediaFor(watch: CallMediaWatch): Promise<CallMedia> {
    this.#hearing.watch = watch;
    try {
      const media = await (this.#media ??= this.#openMedia());
      await this.#ringing?.settled;
      if (this.#isWaited()) return media;
      throw gone();
    } catch (error) {
      if (this.#isWaited()) this.#refuse(503, { headers: [["Retry-After", "10"]] });
      throw error;
    }
  }

  #isWaited(): boolean {
    return this.#state === "accepting";
  }

  #describe(media: CallMedia): Answer["body"] {
    const body = sessionBodyOf(this.#options.invite.request);
    try {
      if (body.kind === "sdp") return { content: media.answer(body.sdp), isOffered: true };
      return { content: media.offer({ isHeld: false }), isOffered: false };
    } catch (error) {
      this.#refuse(error instanceof MediaRefusal ? error.status : 500);
      throw error;
    }
  }

  #answer(parts: Answer): { session: Session; acknowledged: Promise<void> } {
    const { context, trunk, invite, mayHandOn, onOver } = this.#options;
    const { media, watch, body, onReplaced } = parts;
    this.#close();
    let acknowledge: () => void = () => undefined;
    const acknowledged = new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
    let repeater: AnswerRepeater | null = null;
    const session = new Session({
      context,
      trunk,
      peer: this.#peer,
      media,
      watch,
      isCaller: false,
      settled: acknowledged,
      takeFirstAck: (ack) => void repeater?.take(ack),
      takePrack: (prack) => this.#ringing?.take(prack) === true,
      mayHandOn,
      onOver,
      onReplaced,
    });
    repeater = new AnswerRepeater({
      transaction: invite,
      response: this.#success(body.content),
      timers: context.timers,
      onAck: (ack) => {
        if (!body.isOffered) takeAnswer(session, media, ack);
        acknowledge();
      },
      onLost: () => {
        session.fail("carrier_error", "The caller did not confirm that the call was answered.");
        acknowledge();
      },
    });
    const agreed = this.#interval;
    session.begin(invite.request.headers.values("allow"), agreed.kind === "agreed" ? agreed.interval : null);
    return { session, acknowledged };
  }

  #success(content: string): SipResponse {
    const agreed = this.#interval;
    const headers = [...this.#headers(), ...(agreed.kind === "agreed" ? agreed.headers : [])];
    return responseTo(this.#options.invite.request, 200, { tag: this.#tag, headers, body: { type: SDP, content } });
  }

  /** Takes back a call that nobody has answered. */
  #giveBack(status: number): void {
    if (this.#state === "over") return;
    this.#refuse(status);
    this.#abort.abort();
  }

  #refuse(status: number, parts: ResponseParts = {}): void {
    const { invite, onOver } = this.#options;
    this.#close();
    this.#media?.then(
      (media) => media.close(),
      () => undefined,
    );
    invite.respond(responseTo(invite.request, status, { tag: this.#tag, ...parts }));
    onOver();
  }

  #close(): void {
    this.#state = "over";
    clearTimeout(this.#timer);
    this.#ringing?.stop();
    this.#forget();
  }

  #headers(): (readonly [string, string])[] {
    return [
      ["Contact", this.#peer.contact],
      ["Allow", ALLOWED],
      ["Supported", SUPPORTED.join(", ")],
      ["Server", USER_AGENT],
    ];
  }
}

function gone(): OperatorError {
  return new OperatorError("call_over", "The caller has given up, or the call was answered already.");
}

/** The caller's answer to an offer that went out in the 200 comes in its ACK. */
function takeAnswer(session: Session, media: CallMedia, ack: SipRequest): void {
  const body = sessionBodyOf(ack);
  try {
    if (body.kind !== "sdp") throw new MediaRefusal(400, "it holds no description of media");
    media.accept(body.sdp);
  } catch (error) {
    if (!(error instanceof MediaRefusal)) throw error;
    session.fail("media_refused", `The caller's answer about audio cannot be used: ${error.message}.`);
  }
}
