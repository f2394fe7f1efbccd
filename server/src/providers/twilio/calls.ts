import { OperatorError } from "../../domain/error.ts";
import { deferred } from "../../lib/deferred.ts";
import type { CallArrivals, CallCarrier, CarrierNotice, NoticeOutcome } from "../../ports/call-carrier.ts";
import type { CallOrder, CallWatch, IncomingCall, LostCall, PhoneCall, PhoneNetwork } from "../../ports/telephony.ts";
import { Arrivals } from "../arrivals.ts";
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
  readonly arrivals: CallArrivals;
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
  /** Calls that came in, until a while after Twilio was answered. */
  readonly #arrivals: Arrivals<Arrival>;
  #onCall: ((call: IncomingCall) => void) | null = null;

  constructor(options: TwilioCallOptions) {
    this.#options = options;
    const { account, timings, onProblem, onRefused } = options;
    this.#book = new CallBook({ codec: twilioMediaCodec, timings, onProblem, onRefused });
    this.#arrivals = new Arrivals({ claims: options.arrivals, isHere: (node) => options.isHere(node) });
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

  endLost(lost: LostCall): void {
    this.#book.endLost(lost, this.#client);
  }

  isAuthentic({ url, body, header }: CarrierNotice): boolean {
    const signature = header("x-twilio-signature");
    return isSignedByTwilio(this.#options.account.authToken, { url, signature, body, isForm: true });
  }

  async receive(notice: CarrierNotice): Promise<NoticeOutcome> {
    const form = new URLSearchParams(notice.body);
    if (notice.about === "calls") return this.#arrive(form, notice.signal);
    if (notice.node !== null && !this.#options.isHere(notice.node)) return { node: notice.node };
    if (notice.call === null) return this.#noteCaller(form);
    const call = this.#book.find(notice.call);
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

  /**
   * Twilio asks again when an answer was lost, or did not come in time: it is given the same one by whoever has the call,
   * for the token in it works once.
   */
  async #arrive(form: URLSearchParams, signal: AbortSignal): Promise<NoticeOutcome> {
    const caller = readCaller(form);
    if (caller === null)
      throw new OperatorError("invalid_field", "The form must have the fields CallSid, From and To.");
    if (this.#onCall === null) return { answer: rejectTwiml("rejected") };
    const arrived = await this.#arrivals.take(caller.callSid, (isRepeated) => this.#begin(caller, isRepeated));
    if (arrived.kind === "elsewhere") return { node: arrived.node };
    if (arrived.kind === "past") return { answer: HANG_UP };
    const { waiting, answer } = arrived.arrival;
    waiting.askedBy(signal);
    return { answer: await answer };
  }

  #begin(caller: TwilioCaller, isRepeated: boolean): Arrival {
    const { promise: answer, resolve: settle } = deferred<string>();
    const { callSid, from, to } = caller;
    const { timings } = this.#options;
    const waiting = new WaitingCall({
      carrierCallId: callSid,
      from,
      to,
      isRepeated,
      timings,
      carryOut: (decision) => this.#carryOut(decision, caller, settle),
    });
    waiting.signal.addEventListener("abort", () => settle(HANG_UP));
    void answer.then(() => {
      setTimeout(() => this.#arrivals.forget(callSid), timings.rememberFor).unref();
    });
    this.#onCall?.(waiting);
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
  async #noteCaller(form: URLSearchParams): Promise<NoticeOutcome> {
    const callSid = form.get("CallSid") ?? "";
    if (callSid === "" || readStatus(form)?.type !== "ended") return { answer: HANG_UP };
    const arrived = await this.#arrivals.end(callSid);
    if (arrived.kind === "elsewhere") return { node: arrived.node };
    if (arrived.kind === "here") arrived.arrival.waiting.giveUp();
    return { answer: HANG_UP };
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
