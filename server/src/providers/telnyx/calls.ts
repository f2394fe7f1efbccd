import type { KeyObject } from "node:crypto";
import { OperatorError } from "../../domain/error.ts";
import type { CallCarrier, CarrierNotice, NoticeOutcome } from "../../ports/call-carrier.ts";
import type { CallOrder, CallWatch, IncomingCall, PhoneCall, PhoneNetwork } from "../../ports/telephony.ts";
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
  /** Calls that came in, by Telnyx's name for them, until a while after. */
  readonly #arrivals = new Map<string, Arrival>();
  #onCall: ((call: IncomingCall) => void) | null = null;

  constructor(options: TelnyxCallOptions) {
    this.#options = options;
    const { account, timings, onProblem, onRefused } = options;
    this.#book = new CallBook({ codec: telnyxMediaCodec, timings, onProblem, onRefused });
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
    const key = state?.key ?? this.#arrivals.get(event.payload.call_control_id)?.key;
    const call = key === undefined ? undefined : this.#book.find(key);
    if (call === undefined) this.#noteArrival(event);
    else this.#tell(call, event, state?.isTransfer === true);
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

  /** An event of a call that came in and is not accepted. Telnyx sends an event again when an answer was lost. */
  #noteArrival({ event_type, payload }: TelnyxEvent): void {
    const { call_control_id: id, direction, from, to } = payload;
    const known = this.#arrivals.get(id);
    if (event_type === "call.hangup") known?.waiting.giveUp();
    if (event_type !== "call.initiated" || direction !== "incoming" || known !== undefined) return;
    if (this.#onCall === null) return this.#inBackground(this.#client.reject(id, "CALL_REJECTED"));
    const { decideWithin, rememberFor } = this.#options.timings;
    const key = newCallKey();
    // What the caller does next comes to any process: with this it is known to whom it belongs.
    const state = this.#stateOf(key, false);
    const caller = { id, key, from: isNumber(from) ? from : null, to: to ?? "" };
    const waiting = new WaitingCall({
      carrierCallId: id,
      from: caller.from,
      to: caller.to,
      decideWithin,
      carryOut: (decision) => this.#carryOut(decision, caller),
    });
    this.#arrivals.set(id, { key, waiting });
    setTimeout(() => this.#arrivals.delete(id), rememberFor).unref();
    this.#inBackground(this.#client.mark(id, state));
    this.#onCall(waiting);
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
