import { OperatorError } from "../../domain/error.ts";
import { deferred } from "../../lib/deferred.ts";
import type { CallCarrier, CarrierNotice, NoticeOutcome } from "../../ports/call-carrier.ts";
import type { CallOrder, CallWatch, IncomingCall, PhoneCall, PhoneNetwork } from "../../ports/telephony.ts";
import { CallBook, type DiallingClient, newCallKey } from "../call-book.ts";
import type { CarrierTimings } from "../call-timings.ts";
import type { CarrierCall } from "../carrier-call.ts";
import { type Decision, WaitingCall } from "../waiting-call.ts";
import { type CallAddresses, twilioCallClient } from "./call-client.ts";
import { readAnsweredBy, readCaller, readDialFailure, readStatus, type TwilioCaller } from "./call-notices.ts";
import { twilioMediaCodec } from "./media-codec.ts";
import type { TwilioAccount } from "./rest.ts";
import { isSignedByTwilio } from "./signature.ts";
import { connectTwiml, dialTwiml, HANG_UP, rejectTwiml, type StreamTarget } from "./twiml.ts";

/** An account with Twilio, and what calls by it take. */
export interface TwilioCallOptions {
  readonly account: TwilioAccount;
  /** Where Twilio reaches the platform, without a slash at the end. */
  readonly publicUrl: string;
  /** Why no calls can be made on this installation; null when they can. */
  readonly problem: string | null;
  readonly timings: CarrierTimings;
  /** The number of this process, to which what belongs to its calls is to come. */
  nodeId(): number;
  /** Tells whether that is a number of this process. */
  isHere(node: number): boolean;
  onProblem(error: unknown, message: string): void;
  onRefused(problem: string): void;
}

/** A call that came in, and what Twilio was or will be answered. */
interface Arrival {
  readonly waiting: WaitingCall;
  readonly answer: Promise<string>;
}

/** How long one may ring to whom a caller is sent on before pick-up. */
const REDIRECT_RINGS_SECONDS = 60;

/**
 * Opens the calls of a Twilio account: callbacks below `/carriers/twilio/`, audio by bidirectional Media Streams, orders
 * by REST (Twilio's documentation, "Programmable Voice"; decision 27).
 */
export function openTwilioCalls(options: TwilioCallOptions): CallCarrier {
  return new TwilioCalls(options);
}

class TwilioCalls implements CallCarrier, PhoneNetwork {
  readonly name = "twilio";
  readonly #options: TwilioCallOptions;
  readonly #book: CallBook;
  readonly #client: DiallingClient;
  /** Calls that came in, by Twilio's name for them, until a while after their end. */
  readonly #arrivals = new Map<string, Arrival>();
  #onCall: ((call: IncomingCall) => void) | null = null;

  constructor(options: TwilioCallOptions) {
    this.#options = options;
    const { account, timings, onProblem, onRefused } = options;
    this.#book = new CallBook({ codec: twilioMediaCodec, timings, onProblem, onRefused });
    this.#client = twilioCallClient({
      account,
      joinWithin: timings.joinWithin,
      transferWithin: timings.transferWithin,
      addressesOf: (call) => this.#addressesOf(call),
      streamOf: (call) => this.#streamOf(call),
    });
  }

  get network(): PhoneNetwork {
    return this;
  }

  problem(): string | null {
    return this.#options.problem;
  }

  listen(onCall: (call: IncomingCall) => void): void {
    this.#onCall = onCall;
  }

  dial(order: CallOrder, watch: CallWatch): PhoneCall {
    return this.#book.dial(order, watch, this.#client);
  }

  isAuthentic({ url, body, header }: CarrierNotice): boolean {
    const signature = header("x-twilio-signature");
    return isSignedByTwilio(this.#options.account.authToken, { url, signature, body, isForm: true });
  }

  async receive(notice: CarrierNotice): Promise<NoticeOutcome> {
    const form = new URLSearchParams(notice.body);
    if (notice.about === "calls") return { answer: await this.#arrive(form, notice.signal) };
    if (notice.node !== null && !this.#options.isHere(notice.node)) return { node: notice.node };
    if (notice.call === null) this.#noteCaller(form);
    const call = notice.call === null ? undefined : this.#book.find(notice.call);
    if (call === undefined) return { answer: HANG_UP };
    return { answer: this.#tell(call, notice.about, form) };
  }

  openMedia(...[socket, token]: Parameters<CallCarrier["openMedia"]>) {
    return this.#book.openMedia(socket, token);
  }

  close(): void {
    this.#book.close();
  }

  #tell(call: CarrierCall, about: string, form: URLSearchParams): string {
    if (about === "transfer-over") return this.#transferOver(call, form);
    if (about === "transfer-status") {
      if (form.get("CallStatus") === "in-progress") call.tell({ type: "transfer_answered" });
      return HANG_UP;
    }
    const callSid = form.get("CallSid");
    if (callSid) call.takeId(callSid);
    const news = about === "answered-by" ? readAnsweredBy(form) : readStatus(form);
    if (news !== null) call.tell(news);
    return HANG_UP;
  }

  /** When nobody was reached, the caller comes back to us by another stream, and only then the transfer has failed. */
  #transferOver(call: CarrierCall, form: URLSearchParams): string {
    const message = readDialFailure(form);
    if (message === null) call.tell({ type: "transfer_answered" });
    if (message === null || call.isOver || form.get("CallStatus") === "completed") return HANG_UP;
    call.expectNextStream(this.#options.timings.joinWithin);
    call.joined().then(
      () => call.tell({ type: "transfer_failed", message }),
      // Its end has said so already.
      () => undefined,
    );
    return connectTwiml(this.#streamOf(call));
  }

  /** Twilio asks again when an answer was lost: it is given the same one, for the token in it works once. */
  async #arrive(form: URLSearchParams, signal: AbortSignal): Promise<string> {
    const caller = readCaller(form);
    if (caller === null)
      throw new OperatorError("invalid_field", "The form must have the fields CallSid, From and To.");
    const known = this.#arrivals.get(caller.callSid);
    if (known) return known.answer;
    if (this.#onCall === null) return rejectTwiml("rejected");
    const arrival = this.#arrivalOf(caller);
    this.#arrivals.set(caller.callSid, arrival);
    const giveUp = () => arrival.waiting.giveUp();
    signal.addEventListener("abort", giveUp);
    const { rememberFor } = this.#options.timings;
    void arrival.answer.then(() => {
      signal.removeEventListener("abort", giveUp);
      setTimeout(() => this.#arrivals.delete(caller.callSid), rememberFor).unref();
    });
    this.#onCall(arrival.waiting);
    return arrival.answer;
  }

  #arrivalOf(caller: TwilioCaller): Arrival {
    const { promise: answer, resolve: settle } = deferred<string>();
    const waiting = new WaitingCall({
      carrierCallId: caller.callSid,
      from: caller.from,
      to: caller.to,
      decideWithin: this.#options.timings.decideWithin,
      carryOut: (decision) => this.#carryOut(decision, caller, settle),
    });
    waiting.signal.addEventListener("abort", () => settle(HANG_UP));
    return { waiting, answer };
  }

  async #carryOut(
    decision: Decision,
    caller: TwilioCaller,
    settle: (twiml: string) => void,
  ): Promise<PhoneCall | null> {
    if (decision.type === "accept") return this.#accept(decision.watch, caller, settle);
    if (decision.type === "decline") settle(rejectTwiml(decision.why === "busy" ? "busy" : "rejected"));
    else {
      const callerId = caller.from === null ? caller.to : null;
      const target = { to: decision.number, callerId, action: null, statusCallback: null };
      settle(dialTwiml({ ...target, timeoutSeconds: REDIRECT_RINGS_SECONDS }));
    }
    return null;
  }

  async #accept(watch: CallWatch, { callSid, from, to }: TwilioCaller, settle: (twiml: string) => void) {
    const call = this.#book.add({
      key: newCallKey(),
      carrierCallId: callSid,
      direction: "inbound",
      ours: to,
      theirs: from,
      ringFor: 0,
      client: this.#client,
      watch,
    });
    call.expectAnswer();
    try {
      settle(connectTwiml(this.#streamOf(call)));
      await call.joined();
      return call;
    } catch (error) {
      settle(HANG_UP);
      call.hangUp();
      throw error;
    }
  }

  /** The status callback of a number: of a call that came in, and of which nothing was decided yet, that it is over. */
  #noteCaller(form: URLSearchParams): void {
    const news = readStatus(form);
    if (news?.type === "ended") this.#arrivals.get(form.get("CallSid") ?? "")?.waiting.giveUp();
  }

  #streamOf(call: CarrierCall): StreamTarget {
    const url = `${this.#options.publicUrl.replace(/^http/, "ws")}/carriers/twilio/media/${this.#options.nodeId()}`;
    return { url, token: this.#book.tokenFor(call) };
  }

  #addressesOf({ key }: CarrierCall): CallAddresses {
    const below = `${this.#options.publicUrl}/carriers/twilio/call-events/${this.#options.nodeId()}/${key}`;
    return {
      status: `${below}/status`,
      answeredBy: `${below}/answered-by`,
      transferStatus: `${below}/transfer-status`,
      transferOver: `${below}/transfer-over`,
    };
  }
}
