import type { VoiceRate } from "../../../domain/audio.ts";
import { OperatorError } from "../../../domain/error.ts";
import type { CallEnd, CallOrder, CallWatch, PhoneCall } from "../../../ports/telephony.ts";
import { type CallMedia, MediaRefusal } from "../call-media.ts";
import { sessionBodyOf } from "../message/session-body.ts";
import { type SipRequest, type SipResponse, tagOf } from "../message/sip-message.ts";
import type { Flow } from "../transport/flow.ts";
import type { Trunk } from "../trunk.ts";
import { endOfRefusal, failed } from "./call-end.ts";
import type { CallContext } from "./context.ts";
import { dialogOfResponse } from "./dialog.ts";
import { type EarlyPlace, InviteAttempts } from "./invite-attempts.ts";
import { Peer } from "./peer.ts";
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
  /** The call is over, and its place free. */
  onOver(): void;
}

interface Accepted {
  readonly request: SipRequest;
  readonly response: SipResponse;
  readonly early: EarlyPlace | null;
}

/** A call of ours (RFC 3261, section 13.2): first an INVITE, then a session. */
export class OutgoingCall implements PhoneCall {
  readonly #options: OutgoingOptions;
  #media: CallMedia | null = null;
  #attempts: InviteAttempts | null = null;
  #session: Session | null = null;
  #ringTimer: NodeJS.Timeout | null = null;
  #isRinging = false;
  #isOver = false;
  #isPlaceFree = false;

  constructor(options: OutgoingOptions) {
    this.#options = options;
    this.#ringTimer = setTimeout(() => this.#giveUp({ outcome: "no_answer" }), options.order.ringFor);
    void this.#start();
  }

  /** The Call-ID, once the INVITE went out. */
  get carrierCallId(): string | null {
    return this.#attempts?.callId ?? null;
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

  #answered(): Session {
    if (this.#session !== null) return this.#session;
    throw new OperatorError("call_over", "The call has not been answered yet, or is over.");
  }

  async #start(): Promise<void> {
    const { context, trunk, watch } = this.#options;
    try {
      const targets = await trunk.places();
      const flow = await this.#firstFlow(targets.map((target) => () => context.connect(target)));
      const { address } = flow.advertised;
      const isSecure = flow.protocol === "tls";
      const media = await context.openMedia({ address, isSecure, watch: mediaWatchOf(watch, () => this.#session) });
      if (this.#isOver) return this.#giveBack(media);
      this.#media = media;
      this.#invite(flow, media);
    } catch (error) {
      const isOurs = error instanceof OperatorError;
      const code = isOurs ? error.code : "carrier_unreachable";
      this.#end(
        failed(code, isOurs ? error.message : `The trunk "${trunk.name}" cannot be reached: ${messageOf(error)}.`),
      );
      this.#release();
    }
  }

  async #firstFlow(tries: readonly (() => Promise<Flow>)[]): Promise<Flow> {
    let problem: unknown = new Error("it has no address");
    for (const open of tries) {
      try {
        return await open();
      } catch (error) {
        problem = error;
      }
    }
    throw problem;
  }

  #giveBack(media: CallMedia): void {
    media.close();
    this.#release();
  }

  #invite(flow: Flow, media: CallMedia): void {
    const { context, trunk, order, uri } = this.#options;
    this.#attempts = new InviteAttempts({
      context,
      trunk,
      flow,
      uri,
      from: order.from,
      offer: media.offer({ isHeld: false }),
      onRinging: () => this.#ring(),
      onAccepted: (request, response, early) => this.#accepted({ request, response, early }),
      onRefused: (response) => this.#end(endOfRefusal(response)),
      onFailed: (code, message) => this.#end(failed(code, message)),
      onSettled: () => {
        if (this.#session === null) this.#release();
      },
    });
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
    const { context, trunk, watch } = this.#options;
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
      onOver: () => this.#release(),
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
