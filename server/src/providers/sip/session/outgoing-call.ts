import type { VoiceRate } from "../../../domain/audio.ts";
import { OperatorError } from "../../../domain/error.ts";
import type { CallEnd, CallOrder, CallWatch, PhoneCall } from "../../../ports/telephony.ts";
import { type CallMedia, MediaRefusal } from "../call-media.ts";
import { responseTo } from "../message/build-message.ts";
import { sessionBodyOf } from "../message/session-body.ts";
import { type SipRequest, type SipResponse, tagOf } from "../message/sip-message.ts";
import type { Flow } from "../transport/flow.ts";
import type { Trunk } from "../trunk.ts";
import { endOfRefusal, failed } from "./call-end.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { CallContext, DialogOwner } from "./context.ts";
import { dialogOfResponse } from "./dialog.ts";
import { type EarlyPlace, InviteAttempts } from "./invite-attempts.ts";
import { Peer } from "./peer.ts";
import { PlaceSearch } from "./place-search.ts";
import type { AnsweredCall, Replaceable } from "./replaceable.ts";
import { mediaWatchOf, Session } from "./session.ts";
import { agreedInterval } from "./session-clock.ts";

/** What a call of ours is made with. */
export interface OutgoingOptions {
  readonly context: CallContext;
  readonly trunk: Trunk;
  readonly order: CallOrder;
  /** The address that is called. */
  readonly uri: string;
  readonly watch: CallWatch;
  /** Further headers of the INVITE. */
  readonly headers?: readonly (readonly [string, string])[];
  /** The call is over, and its place free. */
  onOver(): void;
  /** A call in the place of another one goes on with another end: for whoever has that one's. */
  onReplaced?(next: AnsweredCall): void;
}

interface Accepted {
  readonly request: SipRequest;
  readonly response: SipResponse;
  readonly early: EarlyPlace | null;
}

/** A call of ours (RFC 3261, section 13.2): first an INVITE, then a session. */
export class OutgoingCall implements PhoneCall, DialogOwner {
  readonly #options: OutgoingOptions;
  #media: CallMedia | null = null;
  /** What was offered, and at which address of ours. */
  #offer: { readonly address: string; readonly content: string } | null = null;
  #attempts: InviteAttempts | null = null;
  #session: AnsweredCall | null = null;
  #forget: () => void = () => undefined;
  #ringTimer: NodeJS.Timeout | null = null;
  #isRinging = false;
  #isOver = false;
  #isPlaceFree = false;

  constructor(options: OutgoingOptions) {
    this.#options = options;
    void this.#start();
  }

  /** The Call-ID, once the INVITE went out. */
  get carrierCallId(): string | null {
    return this.#session?.carrierCallId ?? this.#attempts?.callId ?? null;
  }

  /** What carries it since it was answered. */
  get session(): AnsweredCall | null {
    return this.#session;
  }

  /** Of the samples both ways; that of the telephone network until the call is answered. */
  get sampleRateHz(): VoiceRate {
    return this.#session?.sampleRateHz ?? 8_000;
  }

  /** How far ahead of its time audio may be handed over, in ms. */
  get lead(): number {
    return this.#media?.lead ?? 0;
  }

  /** How much of it may wait where it is sent, in ms. */
  get buffer(): number | null {
    return this.#media?.buffer ?? null;
  }

  /** Says a frame. */
  send(frame: Int16Array): void {
    this.#session?.send(frame);
  }

  /** Throws away what was handed over and is not sent yet. */
  clear(): void {
    this.#session?.clear();
  }

  /** Sends keys. */
  async sendDigits(digits: string): Promise<void> {
    await this.#answered().sendDigits(digits);
  }

  /** Puts the other end on hold, or takes it back. */
  async hold(isHeld: boolean): Promise<void> {
    await this.#answered().hold(isHeld);
  }

  /** Hands the other end over. */
  async transfer(destination: string): Promise<void> {
    await this.#answered().transfer(destination);
  }

  /** Hangs up, or gives up what rings. */
  hangUp(): void {
    if (this.#session !== null) this.#session.hangUp();
    else this.#giveUp({ outcome: "cancelled" });
  }

  /** Nothing of what the one called asks while it rings is taken. */
  receive(transaction: ServerTransaction): void {
    transaction.respond(responseTo(transaction.request, 481));
  }

  /** There is nothing to acknowledge yet. */
  receiveAck(): void {
    // The ACKs to what others are answered with are their dialogs'.
  }

  /** Ends the call because the process does. */
  end(): void {
    this.hangUp();
  }

  /** Returns itself while it rings at the place of that tag, to be picked up elsewhere (RFC 3891, section 3). */
  replaceable(remoteTag: string): Replaceable | null {
    const { trunk, order, watch } = this.#options;
    const media = this.#media;
    if (this.#isOver || this.#session !== null || media === null) return null;
    if (this.#attempts?.hasPlace(remoteTag) !== true) return null;
    const call = this;
    return {
      trunk,
      isEarly: true,
      get isOver() {
        return call.#isOver || call.#session !== null;
      },
      media,
      watch: endingBy(watch, (end) => this.#end(end)),
      mayHandOn: order.mayHandOn === true,
      onOver: () => this.#release(),
      leave: (settled) => void settled.then(() => this.#attempts?.cancel()),
      onReplaced: (next) => this.#goOnWith(next),
    };
  }

  #goOnWith(next: AnsweredCall): void {
    const isFirst = this.#session === null;
    this.#session = next;
    this.#options.onReplaced?.(next);
    if (!isFirst) return;
    this.#stopRinging();
    this.#options.watch.onAnswered();
  }

  #answered(): AnsweredCall {
    if (this.#session !== null) return this.#session;
    throw new OperatorError("call_over", "The call has not been answered yet, or is over.");
  }

  async #start(): Promise<void> {
    const { context, trunk } = this.#options;
    const places = new PlaceSearch(trunk, (target) => context.connect(target));
    try {
      const flow = await places.next();
      if (flow === null) throw new Error(places.problem);
      const offer = await this.#offerFor(flow);
      if (this.#isOver) return this.#release();
      this.#invite(flow, { places, offer });
    } catch (error) {
      const isOurs = error instanceof OperatorError;
      const code = isOurs ? error.code : "carrier_unreachable";
      this.#end(
        failed(code, isOurs ? error.message : `The trunk "${trunk.name}" cannot be reached: ${messageOf(error)}.`),
      );
      this.#release();
    }
  }

  /** Opens the audio, and says what is offered of it: anew for a place that reaches us at another address. */
  async #offerFor(flow: Flow): Promise<string> {
    const { context, watch } = this.#options;
    const { address } = flow.advertised;
    if (this.#offer?.address === address) return this.#offer.content;
    const isSecure = flow.protocol === "tls";
    const media = await context.openMedia({ address, isSecure, watch: mediaWatchOf(watch, () => this.#session) });
    if (this.#isOver) {
      media.close();
      return "";
    }
    this.#media?.close();
    this.#media = media;
    this.#offer = { address, content: media.offer({ isHeld: false }) };
    return this.#offer.content;
  }

  #invite(flow: Flow, { places, offer }: { places: PlaceSearch; offer: string }): void {
    const { context, trunk, order, uri } = this.#options;
    this.#attempts = new InviteAttempts({
      context,
      trunk,
      flow,
      places,
      uri,
      from: order.from,
      headers: this.#options.headers ?? [],
      offer,
      offerFor: (next) => this.#offerFor(next),
      onProceeding: () => this.#awaitAnswer(),
      onRinging: () => this.#ring(),
      onAccepted: (request, response, early) => this.#accepted({ request, response, early }),
      onRefused: (response) => this.#fail(endOfRefusal(response)),
      onFailed: (code, message) => this.#fail(failed(code, message)),
      onSettled: () => {
        if (this.#session === null) this.#release();
      },
    });
    const { callId, tag: localTag } = this.#attempts;
    this.#forget = context.own({ callId, localTag }, this, flow);
  }

  /** No place has taken it; another may have in its stead. */
  #fail(end: CallEnd): void {
    if (this.#session === null) this.#end(end);
  }

  /** It may ring for so long from when the network has taken note of it: before that, places are still tried. */
  #awaitAnswer(): void {
    if (this.#ringTimer !== null || this.#isOver || this.#session !== null) return;
    this.#ringTimer = setTimeout(() => this.#giveUp({ outcome: "no_answer" }), this.#options.order.ringFor);
  }

  #ring(): void {
    if (this.#isRinging || this.#isOver) return;
    this.#isRinging = true;
    this.#options.watch.onRinging();
  }

  /** A place said yes: the first one has the call; the others, and one that comes after we gave up, are hung up. */
  #accepted(accepted: Accepted): void {
    const peer = this.#peerOf(accepted);
    if (this.#session === null && !this.#isOver && this.#media !== null) this.#begin(peer, this.#media, accepted);
    else this.#options.context.linger(hangUpOther(peer, accepted.request));
  }

  #peerOf({ request, response, early }: Accepted): Peer {
    if (early !== null) {
      early.peer.refresh(response);
      return early.peer;
    }
    const { context, trunk } = this.#options;
    const { flow, memory } = this.#attempts as InviteAttempts;
    return new Peer({ context, trunk, flow, memory, dialog: dialogOfResponse(request, response) });
  }

  #begin(peer: Peer, media: CallMedia, { request, response, early }: Accepted): void {
    const { context, trunk, watch, order } = this.#options;
    this.#stopRinging();
    const acknowledged = peer.acknowledge(request);
    this.#attempts?.onRepeated(tagOf(response.headers.get("to")), () => peer.acknowledgeAgain());
    const session = new Session({
      context,
      trunk,
      peer,
      media,
      watch: endingBy(watch, (end) => this.#end(end)),
      isCaller: true,
      settled: acknowledged,
      takeFirstAck: () => undefined,
      takePrack: () => false,
      mayHandOn: order.mayHandOn === true,
      onOver: () => this.#release(),
      onReplaced: (next) => this.#goOnWith(next),
    });
    this.#session = session;
    const problem = takeAnswer(media, response, early?.answer ?? null);
    if (problem !== null) return session.fail("media_refused", problem);
    watch.onAnswered();
    session.begin(response.headers.values("allow"), agreedInterval(response));
  }

  #giveUp(end: CallEnd): void {
    if (this.#isOver || this.#session !== null) return;
    this.#attempts?.cancel();
    this.#end(end);
  }

  #end(end: CallEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopRinging();
    if (this.#session === null) this.#media?.close();
    this.#options.watch.onEnded(end);
  }

  #stopRinging(): void {
    if (this.#ringTimer !== null) clearTimeout(this.#ringTimer);
    this.#ringTimer = null;
  }

  #release(): void {
    if (this.#isPlaceFree) return;
    this.#isPlaceFree = true;
    this.#forget();
    this.#options.onOver();
  }
}

/** Takes the answer about audio; says what is wrong with it, or null. */
function takeAnswer(media: CallMedia, response: SipResponse, earlyAnswer: string | null): string | null {
  const body = sessionBodyOf(response);
  const answer = earlyAnswer ?? (body.kind === "sdp" ? body.sdp : null);
  if (answer === null) return "The one called answered without saying how audio is to be sent.";
  try {
    media.accept(answer);
    return null;
  } catch (error) {
    if (!(error instanceof MediaRefusal)) throw error;
    return `The other end's answer about audio cannot be used: ${error.message}.`;
  }
}

async function hangUpOther(peer: Peer, request: SipRequest): Promise<void> {
  await peer.acknowledge(request);
  await peer.request("BYE");
}

function endingBy(watch: CallWatch, onEnded: (end: CallEnd) => void): CallWatch {
  return {
    onTraced: (trace) => watch.onTraced(trace),
    onRinging: () => watch.onRinging(),
    onAnswered: () => watch.onAnswered(),
    onAudio: (samples) => watch.onAudio(samples),
    onDigit: (digit) => watch.onDigit(digit),
    onAnsweredBy: (who) => watch.onAnsweredBy(who),
    onHeld: (isHeld) => watch.onHeld(isHeld),
    onEnded,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
