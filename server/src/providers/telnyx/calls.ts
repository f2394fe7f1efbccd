import type { KeyObject } from "node:crypto";
import { OperatorError } from "../../domain/error.ts";
import type { CallArrivals, CallCarrier, CarrierNotice, NoticeOutcome } from "../../ports/call-carrier.ts";
import type { CallOrder, CallWatch, IncomingCall, LostCall, PhoneCall, PhoneNetwork } from "../../ports/telephony.ts";
import { Arrivals, type Arrived } from "../arrivals.ts";
import { CallBook, newCallKey } from "../call-book.ts";
import type { CarrierTimings } from "../call-timings.ts";
import type { CarrierCall } from "../carrier-call.ts";
import { type Decision, WaitingCall } from "../waiting-call.ts";
import { type TelnyxCallClient, telnyxCallClient } from "./call-client.ts";
import { clientStateOf, newsOf, readClientState, readEvent, type TelnyxEvent, transferNewsOf } from "./call-notices.ts";
import { telnyxMediaCodec } from "./media-codec.ts";
import { readAnswer, type TelnyxAccount } from "./rest.ts";
import { isSignedByTelnyx } from "./signature.ts";

/** An account with Telnyx, and what calls by it take. */
export interface TelnyxCallOptions {
  readonly account: TelnyxAccount;
  /** The account's key, by which Telnyx signs. */
  readonly publicKey: KeyObject;
  /** Where Telnyx reaches the platform, without a slash at the end. */
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

/** A call that came in, as Telnyx tells of it, and our name for it. */
interface TelnyxCaller {
  readonly id: string;
  readonly key: string;
  /** Null for a caller who does not show who it is. */
  readonly from: string | null;
  readonly to: string;
}

/** A call that came in and is known by one of our names, though nothing is decided yet. */
interface Arrival {
  readonly key: string;
  readonly waiting: WaitingCall;
}

const DONE: NoticeOutcome = { answer: "" };

/**
 * Opens the calls of a Telnyx account: events at `/carriers/telnyx/calls`, audio by bidirectional media streaming,
 * commands by the Call Control API (Telnyx's documentation, "Voice API"; decision 27).
 */
export function openTelnyxCalls(options: TelnyxCallOptions): CallCarrier {
  return new TelnyxCalls(options);
}

class TelnyxCalls implements CallCarrier, PhoneNetwork {
  readonly name = "telnyx";
  readonly #options: TelnyxCallOptions;
  readonly #book: CallBook;
  readonly #client: TelnyxCallClient;
  /** Calls that came in, until a while after. */
  readonly #arrivals: Arrivals<Arrival>;
  #onCall: ((call: IncomingCall) => void) | null = null;

  constructor(options: TelnyxCallOptions) {
    this.#options = options;
    const { account, timings, onProblem, onRefused } = options;
    this.#book = new CallBook({ codec: telnyxMediaCodec, timings, onProblem, onRefused });
    this.#arrivals = new Arrivals({ claims: options.arrivals, isHere: (node) => options.isHere(node) });
    this.#client = telnyxCallClient({
      account,
      stateOf: ({ key }, { isTransfer }) => this.#stateOf(key, isTransfer),
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

  isAuthentic({ body, header }: CarrierNotice): boolean {
    const signed = { body, signature: header("telnyx-signature-ed25519"), timestamp: header("telnyx-timestamp") };
    return isSignedByTelnyx(this.#options.publicKey, signed, Date.now());
  }

  async receive({ body }: CarrierNotice): Promise<NoticeOutcome> {
    const event = readEvent(readAnswer(body));
    if (event === null)
      throw new OperatorError("invalid_field", "The body must be an event with event_type and a call_control_id.");
    const state = readClientState(event.payload.client_state);
    if (state !== null && !this.#options.isHere(state.node)) return { node: state.node };
    const known = state === null ? undefined : this.#book.find(state.key);
    if (known === undefined) return this.#noteArrival(event, state !== null);
    this.#tell(known, event, state?.isTransfer === true);
    return DONE;
  }

  openMedia(...[socket, token]: Parameters<CallCarrier["openMedia"]>) {
    // Nobody's until Telnyx has said so in the address.
    return this.#book.openMedia(socket, token ?? "");
  }

  close(): void {
    this.#book.close();
  }

  #tell(call: CarrierCall, event: TelnyxEvent, isTransfer: boolean): void {
    const news = isTransfer ? transferNewsOf(event) : newsOf(event);
    if (!isTransfer) call.takeId(event.payload.call_control_id);
    if (news !== null) call.tell(news);
  }

  /**
   * An event that bears no name of a call which goes on: of one that came in, sent before Telnyx had its name, or sent
   * again, for Telnyx does so when an answer was lost.
   */
  async #noteArrival(event: TelnyxEvent, isNamed: boolean): Promise<NoticeOutcome> {
    const arrived = await this.#arrivalOf(event, isNamed);
    if (arrived?.kind === "elsewhere") return { node: arrived.node };
    if (arrived?.kind !== "here") return DONE;
    const { key, waiting } = arrived.arrival;
    const call = this.#book.find(key);
    if (call !== undefined) this.#tell(call, event, false);
    else if (event.event_type === "call.hangup") waiting.giveUp();
    return DONE;
  }

  async #arrivalOf({ event_type, payload }: TelnyxEvent, isNamed: boolean): Promise<Arrived<Arrival> | null> {
    const { call_control_id: id, direction, from, to } = payload;
    if (event_type === "call.initiated" && direction === "incoming") {
      if (this.#onCall === null) {
        this.#inBackground(this.#client.reject(id, "CALL_REJECTED"));
        return null;
      }
      const caller = { id, key: newCallKey(), from: isNumber(from) ? from : null, to: to ?? "" };
      return this.#arrivals.take(id, (isRepeated) => this.#begin(caller, isRepeated));
    }
    // Events may overtake one another: a call that hung up before it came in is not to be begun.
    if (event_type === "call.hangup" && !isNamed) return this.#arrivals.end(id);
    const arrival = await this.#arrivals.find(id);
    return arrival && { kind: "here", arrival };
  }

  #begin(caller: TelnyxCaller, isRepeated: boolean): Arrival {
    const { id, key, from, to } = caller;
    const { timings } = this.#options;
    // What the caller does next comes to any process: with this it is known to whom it belongs.
    const state = this.#stateOf(key, false);
    const waiting = new WaitingCall({
      carrierCallId: id,
      from,
      to,
      isRepeated,
      timings,
      carryOut: (decision) => this.#carryOut(decision, caller),
    });
    setTimeout(() => this.#arrivals.forget(id), timings.rememberFor).unref();
    this.#inBackground(this.#client.mark(id, state));
    this.#onCall?.(waiting);
    return { key, waiting };
  }

  async #carryOut(decision: Decision, caller: TelnyxCaller): Promise<PhoneCall | null> {
    if (decision.type === "accept") return this.#accept(decision.watch, caller);
    if (decision.type === "decline") {
      const cause = decision.why === "busy" ? "USER_BUSY" : "CALL_REJECTED";
      this.#inBackground(this.#client.reject(caller.id, cause));
      return null;
    }
    try {
      await this.#client.redirect(caller.id, decision.number);
    } catch (cause) {
      const message = `The caller could not be sent on: ${cause instanceof Error ? cause.message : String(cause)}`;
      throw new OperatorError("transfer_failed", message, { cause });
    }
    return null;
  }

  async #accept(watch: CallWatch, { id, key, from, to }: TelnyxCaller): Promise<PhoneCall | null> {
    const call = this.#book.add({
      key,
      carrierCallId: id,
      direction: "inbound",
      ours: to,
      theirs: from,
      ringFor: 0,
      client: this.#client,
      watch,
    });
    call.expectAnswer();
    try {
      await this.#client.answer(call);
      await call.joined();
      return call;
    } catch (error) {
      if (!call.isOver) this.#options.onProblem(error, "A call could not be picked up.");
      call.hangUp();
      throw new OperatorError("call_over", "The call is over, or could not be picked up.", { cause: error });
    }
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#options.onProblem(error, "A call that came in could not be dealt with."));
  }

  #stateOf(key: string, isTransfer: boolean): string {
    return clientStateOf({ node: this.#options.nodeId(), key, isTransfer });
  }

  #streamOf(call: CarrierCall): string {
    const { publicUrl, nodeId } = this.#options;
    return `${publicUrl.replace(/^http/, "ws")}/carriers/telnyx/media/${nodeId()}/${this.#book.tokenFor(call)}`;
  }
}

/** What stands in the place of a number that is not shown. */
function isNumber(from: string | null | undefined): from is string {
  return typeof from === "string" && from !== "" && !/^(anonymous|restricted|unavailable|unknown|private)$/i.test(from);
}
