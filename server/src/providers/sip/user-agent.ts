import { ALGORITHMS, Challenger } from "./auth/challenger.ts";
import { calleeOf } from "./caller-identity.ts";
import { responseTo, type ResponseParts } from "./message/build-message.ts";
import { isSoundResponse, problemOfRequest, type Refusal } from "./message/check-message.ts";
import type { Parsed } from "./message/parse-message.ts";
import { SDP, sessionBodyOf } from "./message/session-body.ts";
import { type SipRequest, tagOf, writeMessage } from "./message/sip-message.ts";
import { userOfAddress } from "./message/sip-uri.ts";
import { markVia, readVia } from "./message/via.ts";
import { ALLOWED, type DialogOwner, SUPPORTED, USER_AGENT } from "./session/context.ts";
import { newTag } from "./session/dialog.ts";
import type { ServerTransaction } from "./transaction/server-transaction.ts";
import type { Transactions } from "./transaction/transactions.ts";
import type { Flow } from "./transport/flow.ts";
import type { Trunk } from "./trunk.ts";

/** What requests are taken with, and who takes them. */
export interface UserAgentOptions {
  readonly transactions: Transactions;
  readonly trunks: readonly Trunk[];
  /** Whether strangers are answered at all. */
  readonly refusesStrangers: boolean;
  /** The way by which a response to a request goes that came over `flow`. */
  replies(request: SipRequest, flow: Flow): Flow;
  owner(callId: string, localTag: string): DialogOwner | null;
  /** Tells whether calls lead to that address now, besides those of the trunks. */
  hasPeer(address: string): boolean;
  /** Somebody at an address that is none of a trunk's has proven who it is. */
  onProven(flow: Flow): void;
  /** Whether calls are taken, or the process is about to end. */
  isTaking(): boolean;
  onInvite(transaction: ServerTransaction, trunk: Trunk): void;
  note(message: string, detail: Record<string, unknown>): void;
}

/** The methods that have their place within a call only. */
const WITHIN_CALLS = new Set(["BYE", "INFO", "UPDATE", "PRACK", "NOTIFY"]);
/** Those that we know and do not take. */
const NOT_TAKEN = new Set(["REGISTER", "SUBSCRIBE", "MESSAGE", "PUBLISH"]);

/** Takes what comes: checks who sent it and whether it is sound, and brings it to its call (RFC 3261, section 8.2). */
export class UserAgent {
  readonly #options: UserAgentOptions;
  readonly #challenger: Challenger;
  /** The trunks that may be spoken for from any address. */
  readonly #accounts: readonly Trunk[];
  readonly #proven = new WeakMap<SipRequest, Trunk>();

  constructor(options: UserAgentOptions) {
    this.#options = options;
    this.#accounts = options.trunks.filter((trunk) => trunk.settings.challenge);
    this.#challenger = new Challenger({
      realm: "operator",
      algorithms: this.#accounts.some(({ settings }) => settings.challenge_md5_only) ? ["MD5"] : ALGORITHMS,
      passwordOf: (username) =>
        this.#accounts.find(({ settings }) => settings.username === username)?.settings.password ?? null,
    });
  }

  /** Takes what was read from the network. Never throws. */
  receive(parsed: Parsed, flow: Flow): void {
    const { address } = flow.remote;
    try {
      if (parsed.kind === "rubbish") this.#noteMalformed(address, parsed.reason);
      else if (parsed.message.kind === "response") this.#receiveResponse(parsed);
      else this.#receiveRequest(parsed.message, parsed.kind === "malformed" ? parsed : null, flow);
    } catch (error) {
      // One message may not end the calls of all others.
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.note("A message of SIP could not be worked with.", { address, reason });
    }
  }

  #receiveResponse(parsed: Exclude<Parsed, { kind: "rubbish" }>): void {
    const { message } = parsed;
    if (parsed.kind !== "message" || message.kind !== "response" || !isSoundResponse(message)) return;
    this.#options.transactions.receiveResponse(message);
  }

  #receiveRequest(request: SipRequest, malformed: Refusal | null, flow: Flow): void {
    const vias = request.headers.values("via");
    const problem = malformed ?? problemOfRequest(request);
    if (vias[0] === undefined) return this.#noteMalformed(flow.remote.address, "it has no Via");
    if (readVia(vias[0]) !== null) {
      request.headers.remove("Via");
      // What was sent first stands first, each value by itself.
      for (const via of vias.slice(1).reverse()) request.headers.prepend("Via", via);
      request.headers.prepend("Via", markVia(vias[0], flow.remote));
    }
    if (problem !== null) return this.#refuseMalformed(request, problem, flow);
    if (this.#isWelcome(request, flow)) this.#options.transactions.receiveRequest(request, flow);
  }

  /** Takes a request that is new. */
  dispatch(transaction: ServerTransaction): void {
    const { request } = transaction;
    const { headers, method } = request;
    if (method === "CANCEL") return this.#cancel(transaction);
    const localTag = tagOf(headers.get("to"));
    if (localTag === "") return this.#begin(transaction);
    const owner = this.#options.owner(headers.get("call-id") ?? "", localTag);
    if (owner === null) respond(transaction, { status: 481 });
    else owner.receive(transaction);
  }

  /** Takes the ACK to a 2xx. */
  acknowledge(ack: SipRequest): void {
    this.#options.owner(ack.headers.get("call-id") ?? "", tagOf(ack.headers.get("to")))?.receiveAck(ack);
  }

  /** Answers a request without a transaction (section 8.2.7). */
  refuse(request: SipRequest, refusal: Refusal & ResponseParts, flow: Flow): void {
    this.#sendRefusal({ request, flow, ...refusal });
  }

  #sendRefusal(parts: Refusal & ResponseParts & { readonly request: SipRequest; readonly flow: Flow }): void {
    const { request, flow, status, ...rest } = parts;
    if (request.method === "ACK") return;
    const response = responseTo(request, status, { tag: newTag(), ...rest });
    this.#options.replies(request, flow).send(writeMessage(response));
  }

  /** What a stranger sends is left unanswered. */
  #refuseMalformed(request: SipRequest, refusal: Refusal, flow: Flow): void {
    this.#noteMalformed(flow.remote.address, refusal.reason);
    if (this.#trunkAt(request, flow.remote.address) !== null) this.refuse(request, refusal, flow);
  }

  /** Tells whether a request is taken; answers it where it is not. */
  #isWelcome(request: SipRequest, flow: Flow): boolean {
    const { address } = flow.remote;
    if (this.#trunkAt(request, address) !== null) return true;
    const isWithin = tagOf(request.headers.get("to")) !== "" || request.method === "CANCEL";
    if (isWithin && this.#options.hasPeer(address)) return true;
    if (request.method === "ACK") return false;
    return this.#accounts.length > 0 ? this.#isProven(request, flow) : this.#turnAway(request, flow);
  }

  #turnAway(request: SipRequest, flow: Flow): false {
    if (this.#options.refusesStrangers) this.refuse(request, { status: 403, reason: "Forbidden" }, flow);
    return false;
  }

  #isProven(request: SipRequest, flow: Flow): boolean {
    const proof = this.#challenger.read(request);
    if (proof.kind === "proven") {
      const trunk = this.#accounts.find(({ settings }) => settings.username === proof.username);
      if (trunk === undefined) return false;
      this.#proven.set(request, trunk);
      this.#options.onProven(flow);
      return true;
    }
    if (proof.kind === "wrong") {
      const { address } = flow.remote;
      this.#options.note("Somebody came by SIP with a wrong password.", { address, username: proof.username });
      return this.#turnAway(request, flow);
    }
    const challenges = this.#challenger.challenges(proof.isStale);
    const headers = challenges.map((challenge) => ["WWW-Authenticate", challenge] as const);
    this.#sendRefusal({ request, flow, status: 401, reason: "Unauthorized", headers });
    return false;
  }

  /** Finds the trunk at an address; of several there, the one whose number or account is called. */
  #trunkAt(request: SipRequest, address: string): Trunk | null {
    const there = this.#options.trunks.filter((trunk) => trunk.knows(address));
    if (there.length < 2) return there[0] ?? null;
    const callees = there.map((trunk) => ({ trunk, callee: calleeOf(request, trunk) }));
    const byNumber = callees.find(({ trunk, callee }) => trunk.settings.numbers.includes(callee));
    const user = userOfAddress(request.uri);
    const byAccount = there.find((trunk) => user !== null && trunk.settings.username === user);
    return byNumber?.trunk ?? byAccount ?? there[0] ?? null;
  }

  #cancel(transaction: ServerTransaction): void {
    const invite = this.#options.transactions.cancelled(transaction.request);
    respond(transaction, { status: invite === null ? 481 : 200 });
    invite?.cancel();
  }

  #begin(transaction: ServerTransaction): void {
    const { request, flow } = transaction;
    const refusal = problemOfMethod(request) ?? problemOfExtensions(request);
    if (refusal !== null) return respond(transaction, refusal);
    if (request.method === "OPTIONS") return respond(transaction, this.#options.isTaking() ? { status: 200 } : AWAY);
    const problem = this.#options.transactions.isOwn(request) ? { status: 482 } : problemOfInvite(request);
    const trunk = this.#proven.get(request) ?? this.#trunkAt(request, flow.remote.address);
    if (problem !== null || trunk === null) return respond(transaction, problem ?? { status: 403 });
    this.#options.onInvite(transaction, trunk);
  }

  #noteMalformed(address: string, reason: string): void {
    this.#options.note("SIP came that cannot be read.", { address, reason });
  }
}

/** A final response that a request gets without more ado. */
interface Answer {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
}

const AWAY: Answer = { status: 503, headers: [["Retry-After", "30"]] };

function respond(transaction: ServerTransaction, { status, headers = [] }: Answer): void {
  const common = [
    ["Allow", ALLOWED],
    ["Accept", SDP],
    ["Supported", SUPPORTED.join(", ")],
    ["Server", USER_AGENT],
  ] as const;
  const parts = { tag: newTag(), headers: [...common, ...headers] };
  transaction.respond(responseTo(transaction.request, status, parts));
}

function problemOfMethod({ method }: SipRequest): Answer | null {
  if (method === "INVITE" || method === "OPTIONS") return null;
  if (WITHIN_CALLS.has(method)) return { status: 481 };
  // Where calls of ours go is for nobody outside to say.
  if (method === "REFER") return { status: 403 };
  return { status: NOT_TAKEN.has(method) ? 405 : 501 };
}

function problemOfExtensions({ headers }: SipRequest): Answer | null {
  const unknown = headers
    .values("require")
    .filter((tag) => !(SUPPORTED as readonly string[]).includes(tag.toLowerCase()));
  return unknown.length === 0 ? null : { status: 420, headers: [["Unsupported", unknown.join(", ")]] };
}

function problemOfInvite(request: SipRequest): Answer | null {
  // A call may go on from here, so that its hops are counted as a proxy would.
  if (request.headers.get("max-forwards") === "0") return { status: 483 };
  if (sessionBodyOf(request).kind === "other") return { status: 415 };
  const accepted = request.headers.values("accept").map((value) => value.split(";")[0]?.trim().toLowerCase() ?? "");
  return accepted.length === 0 || accepted.some((type) => ACCEPTABLE.has(type)) ? null : { status: 406 };
}

const ACCEPTABLE = new Set([SDP, "application/*", "*/*"]);
