import { isIP } from "node:net";
import type { CallOrder, CallWatch, IncomingCall, LostCall, PhoneCall, PhoneNetwork } from "../../ports/telephony.ts";
import { Admission, BoundedNotes } from "./admission.ts";
import { CallBook } from "./call-book.ts";
import type { OpenCallMedia } from "./call-media.ts";
import { routeOf } from "./call-route.ts";
import { responseTo } from "./message/build-message.ts";
import type { SipRequest } from "./message/sip-message.ts";
import { readSipUri, type SipUri } from "./message/sip-uri.ts";
import { replyPort } from "./message/via.ts";
import { Registration, type RegistrationOptions } from "./registration.ts";
import { failed } from "./session/call-end.ts";
import { handOn } from "./session/hand-on.ts";
import type { CallContext, CallTimes } from "./session/context.ts";
import { newTag } from "./session/dialog.ts";
import { endedCall } from "./session/ended-call.ts";
import { IncomingInvite } from "./session/incoming-call.ts";
import { OutgoingCall } from "./session/outgoing-call.ts";
import { isReplacing, takeReplacingInvite } from "./session/replacing-invite.ts";
import { answerInterval } from "./session/session-clock.ts";
import { sayGoodbyeFor } from "./session/trace.ts";
import type { SipSettings } from "./settings.ts";
import type { ServerTransaction } from "./transaction/server-transaction.ts";
import { type SipTimers, STANDARD_TIMERS } from "./transaction/timers.ts";
import { Transactions } from "./transaction/transactions.ts";
import type { Flow, SipProtocol } from "./transport/flow.ts";
import { LargeRequests } from "./transport/large-requests.ts";
import { placesOf } from "./transport/places.ts";
import { SipTransport } from "./transport/sip-transport.ts";
import { Trunk } from "./trunk.ts";
import { UserAgent } from "./user-agent.ts";

/** What SIP is spoken with. */
export interface SipNetworkOptions {
  readonly settings: SipSettings;
  readonly openMedia: OpenCallMedia;
  /** Writes to the process's log; of each message only so many in a minute. */
  note(message: string, detail: Record<string, unknown>): void;
  readonly timers?: SipTimers;
  readonly times?: Partial<CallTimes>;
  readonly backOff?: RegistrationOptions["backOff"];
  /** The name servers that are asked for SRV records; those of the system without it. */
  readonly nameServers?: readonly string[];
  /** How many calls there may be at a time, and how many transactions of others. */
  readonly mostCalls?: number;
  readonly mostTransactions?: number;
}

const TIMES: CallTimes = {
  sessionExpiresSeconds: 1_800,
  leastSessionExpiresSeconds: 90,
  answerWithin: 180_000,
  transferWithin: 120_000,
  askHeldEvery: 60_000,
};
const BACK_OFF = { first: 30_000, longest: 1_800_000 };
const MOST_CALLS = 1_000;
const MOST_TRANSACTIONS = 20_000;
/** How often the addresses of trunks are looked up anew, so that they are known when they call. */
const LOOK_UP_EVERY = 60_000;
/** For the last goodbyes, in ms. */
const GOODBYE = 2_000;

/** Telephony by SIP, spoken by ourselves (docs/sip.md). */
export class SipNetwork implements PhoneNetwork {
  readonly name = "sip";
  readonly #options: SipNetworkOptions;
  readonly #trunks: readonly Trunk[];
  readonly #book: CallBook;
  readonly #notes: BoundedNotes;
  readonly #transport: SipTransport;
  readonly #transactions: Transactions;
  readonly #agent: UserAgent;
  readonly #context: CallContext;
  #registrations: Registration[] = [];
  #lookUps: NodeJS.Timeout | null = null;
  #onCall: ((call: IncomingCall) => void) | null = null;
  #isClosing = false;

  constructor(options: SipNetworkOptions) {
    this.#options = options;
    const { settings, nameServers } = options;
    this.#trunks = settings.trunks.map((trunk) => new Trunk(trunk.settings, trunk.ca, nameServers));
    this.#book = new CallBook(options.mostCalls ?? MOST_CALLS);
    this.#notes = new BoundedNotes((message, detail) => options.note(message, detail));
    this.#transport = this.#makeTransport();
    this.#transactions = this.#makeTransactions();
    this.#agent = this.#makeAgent();
    this.#context = this.#makeContext();
  }

  /** Begins to listen and to register. Throws an error that says what to change. */
  async open(): Promise<void> {
    await this.#transport.listen();
    await this.#lookUp();
    this.#lookUps = setInterval(() => void this.#lookUp(), LOOK_UP_EVERY);
    this.#lookUps.unref();
    this.#registrations = this.#trunks
      .filter(({ settings }) => settings.register)
      .map((trunk) => this.#register(trunk));
  }

  /** The port that is listened at by that protocol; null when there is none. */
  portOf(protocol: SipProtocol): number | null {
    return this.#transport.portOf(protocol);
  }

  /** How many calls there are. */
  get calls(): number {
    return this.#book.size;
  }

  /** How many transactions there are. */
  get transactions(): number {
    return this.#transactions.size;
  }

  /** Says why no call can be made now; null when it can. */
  problem(): string | null {
    if (this.#isClosing) return "The server is stopping.";
    if (this.#trunks.length === 0) return "There is no SIP trunk. Name one in OPERATOR_SIP_TRUNKS.";
    const usable = this.#trunks.some(({ problem }) => problem === null);
    return usable ? null : (this.#trunks[0]?.problem ?? null);
  }

  /** Begins to call. */
  dial(order: CallOrder, watch: CallWatch): PhoneCall {
    if (this.#isClosing) return endedCall(failed("carrier_unreachable", "The server is stopping."), watch);
    const route = routeOf(order, this.#trunks);
    if (route.kind === "none") return endedCall(route.end, watch);
    const { trunk, uri } = route;
    if (!this.#take(trunk)) {
      return endedCall(failed("too_many_calls", `The trunk "${trunk.name}" has as many calls as it may.`), watch);
    }
    let forget: () => void = () => undefined;
    const onOver = () => {
      forget();
      this.#release(trunk);
    };
    const call = new OutgoingCall({ context: this.#context, trunk, order, uri, watch, onOver });
    forget = this.#book.keep(call);
    return call;
  }

  /**
   * Ends a call of a process that died. One that was not answered yet leaves no trace: it rings for as long as the other
   * end lets it, and an answer that nobody confirms ends it there (RFC 3261, section 13.3.1.4).
   */
  endLost({ trace }: LostCall): void {
    if (trace === null || this.#isClosing) return;
    const goodbye = sayGoodbyeFor(trace, this.#context, this.#trunks).catch((error: unknown) => {
      this.#notes.note("A call by SIP of a process that died could not be ended.", {
        reason: error instanceof Error ? error.message : String(error),
      });
    });
    this.#book.linger(goodbye);
  }

  /** Hands over every call that comes in from now on. */
  listen(onCall: (call: IncomingCall) => void): void {
    this.#onCall = onCall;
  }

  /** Takes no more calls, waits for those that are going on, hangs up the rest when the time is over, and closes. */
  async close(drainWithin: number): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    if (this.#lookUps !== null) clearInterval(this.#lookUps);
    const unregistered = Promise.all(this.#registrations.map((registration) => registration.close()));
    this.#book.linger(unregistered);
    await this.#book.drained(drainWithin);
    await this.#book.end(GOODBYE);
    this.#transactions.close();
    await this.#transport.close();
  }

  #makeTransport(): SipTransport {
    const { listeners, publicAddress, tls, strangers, trunks } = this.#options.settings;
    const knows = (address: string) =>
      this.#trunks.some((trunk) => trunk.knows(address)) || this.#book.hasPeer(address);
    const hearsStrangers = strangers === "refuse" || trunks.some(({ settings }) => settings.challenge);
    const admission = new Admission({ knows, hearsStrangers }, this.#notes);
    return new SipTransport({
      listeners,
      publicAddress,
      tls,
      admits: (address) => admission.admits(address),
      knows,
      onMessage: (parsed, flow) => this.#agent.receive(parsed, flow),
      onClosed: (flow) => this.#lose(flow),
      onUnsent: (flow) => this.#transactions.broken(flow),
      onNote: (message, detail) => this.#notes.note(message, detail),
    });
  }

  #makeTransactions(): Transactions {
    const later = [["Retry-After", "5"]] as const;
    return new Transactions({
      timers: this.#options.timers ?? STANDARD_TIMERS,
      most: this.#options.mostTransactions ?? MOST_TRANSACTIONS,
      large: new LargeRequests((target) => this.#transport.flowTo(target)),
      replies: (request, flow) => this.#replies(request, flow),
      onRequest: (transaction) => this.#agent.dispatch(transaction),
      onAck: (ack) => this.#agent.acknowledge(ack),
      onOverload: (request, flow) => {
        this.#notes.note("SIP brings more requests than can be worked with at a time.", {
          address: flow.remote.address,
        });
        this.#agent.refuse(request, { status: 503, reason: "Service Unavailable", headers: later }, flow);
      },
      onMerged: (request, flow) => this.#agent.refuse(request, { status: 482, reason: "Loop Detected" }, flow),
    });
  }

  #makeAgent(): UserAgent {
    return new UserAgent({
      transactions: this.#transactions,
      trunks: this.#trunks,
      refusesStrangers: this.#options.settings.strangers === "refuse",
      replies: (request, flow) => this.#replies(request, flow),
      owner: (callId, localTag) => this.#book.owner(callId, localTag),
      hasPeer: (address) => this.#book.hasPeer(address),
      onProven: (flow) => this.#book.lead(flow),
      isTaking: () => !this.#isClosing,
      onInvite: (transaction, trunk) => this.#takeInvite(transaction, trunk),
      note: (message, detail) => this.#notes.note(message, detail),
    });
  }

  #makeContext(): CallContext {
    return {
      transactions: this.#transactions,
      timers: this.#options.timers ?? STANDARD_TIMERS,
      times: { ...TIMES, ...this.#options.times },
      openMedia: this.#options.openMedia,
      connect: (target) => this.#transport.flowTo(target),
      flowTo: (uri, current, trunk) => this.#flowTo(uri, current, trunk),
      own: (dialog, owner, flow) => this.#book.own(dialog, owner, flow),
      handOn: (wish) => handOn(this.#context, wish),
      linger: (work) => this.#book.linger(work),
      note: (message, detail) => this.#notes.note(message, detail),
    };
  }

  #replies(request: SipRequest, flow: Flow): Flow {
    return this.#transport.replyFlow(flow, replyPort(request.headers.values("via")[0] ?? "", flow.remote.port));
  }

  /** An open connection is gone on with; else the address is looked up (RFC 3263). */
  async #flowTo(uri: string, current: Flow, trunk: Trunk): Promise<Flow> {
    if (current.protocol !== "udp" && current.isOpen) return current;
    const address = readSipUri(uri);
    if (address === null) return current;
    const protocol = protocolOf(address) ?? current.protocol;
    const host = address.parameters.get("maddr") ?? address.host;
    const { nameServers } = this.#options;
    const [place] = await placesOf({ host, port: address.port, protocol, nameServers });
    if (place === undefined) throw new Error(`${host} has no address`);
    const serverName = isIP(host) === 0 ? host : trunk.settings.host;
    const flow = await this.#transport.flowTo({ ...place, protocol, serverName, ...trunk.trust });
    this.#book.lead(flow);
    return flow;
  }

  #takeInvite(transaction: ServerTransaction, trunk: Trunk): void {
    const { request } = transaction;
    const { times } = this.#context;
    if (answerInterval(request, times).kind === "too_small") {
      const headers = [["Min-SE", String(times.leastSessionExpiresSeconds)]] as const;
      return transaction.respond(responseTo(request, 422, { tag: newTag(), headers }));
    }
    if (isReplacing(request)) {
      const parts = { invite: transaction, trunk, context: this.#context };
      return this.#book.linger(takeReplacingInvite(parts, this.#book));
    }
    if (this.#isClosing || !this.#take(trunk)) {
      const headers = [["Retry-After", this.#isClosing ? "30" : "5"]] as const;
      transaction.respond(responseTo(request, 503, { tag: newTag(), headers }));
      this.#notes.note("A call by SIP was refused: there are as many as there may be.", { trunk: trunk.name });
      return;
    }
    transaction.respond(responseTo(request, 100));
    const onOver = () => this.#release(trunk);
    const call = new IncomingInvite({
      context: this.#context,
      trunk,
      invite: transaction,
      mayHandOn: false,
      onOver,
    });
    if (this.#onCall === null) call.decline("unavailable");
    else this.#onCall(call);
  }

  #take(trunk: Trunk): boolean {
    if (!this.#book.take()) return false;
    if (trunk.takeCall()) return true;
    this.#book.release();
    return false;
  }

  #release(trunk: Trunk): void {
    this.#book.release();
    trunk.releaseCall();
  }

  #register(trunk: Trunk): Registration {
    return new Registration({
      trunk,
      transactions: this.#transactions,
      backOff: this.#options.backOff ?? BACK_OFF,
      connect: (target) => this.#transport.flowTo(target),
      note: (message, detail) => this.#notes.note(message, detail),
    });
  }

  #lose(flow: Flow): void {
    this.#transactions.broken(flow);
    for (const registration of this.#registrations) registration.lost(flow);
  }

  async #lookUp(): Promise<void> {
    await Promise.all(
      this.#trunks.map(async (trunk) => {
        try {
          await trunk.places();
        } catch (error) {
          this.#notes.note("A SIP trunk cannot be found.", { trunk: trunk.name, reason: (error as Error).message });
        }
      }),
    );
  }
}

/** Returns how an address wants to be spoken to; null when it does not say. */
function protocolOf({ scheme, parameters }: SipUri): SipProtocol | null {
  const named = parameters.get("transport")?.toLowerCase();
  if (scheme === "sips") return "tls";
  return named === "udp" || named === "tcp" || named === "tls" ? named : null;
}

/** Opens telephony by SIP: listens, registers with the trunks that want it, and carries calls. */
export async function openSipNetwork(options: SipNetworkOptions): Promise<SipNetwork> {
  const network = new SipNetwork(options);
  await network.open();
  return network;
}
