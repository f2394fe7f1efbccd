import { randomBase62 } from "../../../lib/random.ts";
import { readSequence, type SipRequest, type SipResponse, tagOf, writeMessage } from "../message/sip-message.ts";
import { MAGIC_COOKIE, readVia, sentByOf } from "../message/via.ts";
import { writeHostPort } from "../message/sip-uri.ts";
import { defaultPort, type Flow } from "../transport/flow.ts";
import type { LargeRequests } from "../transport/large-requests.ts";
import { ClientTransaction, type ClientWatch, companionOf } from "./client-transaction.ts";
import { ServerTransaction } from "./server-transaction.ts";
import type { SipTimers } from "./timers.ts";

/** What the transactions are made with, and who takes what belongs to none. */
export interface TransactionsOptions {
  readonly timers: SipTimers;
  /** How many transactions of others there may be at a time. */
  readonly most: number;
  readonly large: LargeRequests;
  /** The way by which the responses to a request go that came over `flow`. */
  replies(request: SipRequest, flow: Flow): Flow;
  /** A request that is new; an ACK has no transaction. */
  onRequest(transaction: ServerTransaction): void;
  /** The ACK to a 2xx, which is a request of its own. */
  onAck(ack: SipRequest, flow: Flow): void;
  /** A request that there is no room for. */
  onOverload(request: SipRequest, flow: Flow): void;
  /** A request that came here by another way already (RFC 3261, section 8.2.2.2). */
  onMerged(request: SipRequest, flow: Flow): void;
}

/** All transactions, found by their messages (RFC 3261, section 17). */
export class Transactions {
  readonly #options: TransactionsOptions;
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #servers = new Map<string, ServerTransaction>();
  /** The keys of server transactions by what their requests share whichever way they came. */
  readonly #origins = new Map<string, string>();
  /** Stands in each branch of ours, so that a request that comes back is known. */
  readonly #mark = `${MAGIC_COOKIE}Op${randomBase62(10)}`;

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  /** How many transactions there are. */
  get size(): number {
    return this.#clients.size + this.#servers.size;
  }

  /** Tells whether a request went out from here. */
  isOwn(request: SipRequest): boolean {
    return request.headers.values("via").some((via) => via.includes(this.#mark));
  }

  /** Says by which way a request goes that was to go by `flow`: another one, where it is too large for that. Never rejects. */
  wayOf(request: SipRequest, flow: Flow): Promise<Flow> {
    const via = `Via: ${viaOf(flow, this.#newBranch())}\r\n`;
    return this.#options.large.wayOf(writeMessage(request).length + via.length, flow);
  }

  /** Notes that requests to the other end of `flow` go by no other way, however large they are. */
  keepTo(flow: Flow): void {
    this.#options.large.refuse(flow);
  }

  /** Sends a request; its Via is added here. */
  send(request: SipRequest, flow: Flow, watch: ClientWatch): ClientTransaction {
    const branch = this.#newBranch();
    request.headers.prepend("Via", viaOf(flow, branch));
    return this.#start({ request, flow, watch, branch });
  }

  /** Takes an INVITE back that has had a provisional response (section 9.1). */
  cancel(invite: ClientTransaction): void {
    const request = companionOf(invite.request, "CANCEL", invite.request.headers.get("to") ?? "");
    const branch = readVia(request.headers.get("via") ?? "")?.parameters.get("branch") ?? "";
    this.#start({ request, flow: invite.flow, watch: { onResponse: ignore, onFailure: ignore }, branch });
  }

  /** Adds the Via to a request that has no transaction: the ACK to a 2xx. */
  stamp(request: SipRequest, flow: Flow): SipRequest {
    request.headers.prepend("Via", viaOf(flow, this.#newBranch()));
    return request;
  }

  /** Takes a request that is sound; its Via says where it came from. */
  receiveRequest(request: SipRequest, flow: Flow): void {
    const key = serverKey(request);
    const known = this.#servers.get(key);
    if (request.method === "ACK") {
      known?.acknowledge();
      // An ACK by RFC 2543 to a 2xx looks as if it belonged to the INVITE's transaction, too.
      this.#options.onAck(request, flow);
    } else if (known !== undefined) {
      known.receiveAgain();
    } else {
      this.#begin(request, flow, key);
    }
  }

  /** Finds the INVITE that a CANCEL takes back (section 9.2). */
  cancelled(cancel: SipRequest): ServerTransaction | null {
    return this.#servers.get(serverKey({ ...cancel, method: "INVITE" })) ?? null;
  }

  /** Takes a response that is sound. */
  receiveResponse(response: SipResponse): void {
    const { method = "" } = readSequence(response.headers.get("cseq")) ?? {};
    const vias = response.headers.values("via");
    const branch = readVia(vias[0] ?? "")?.parameters.get("branch") ?? "";
    const client = vias.length === 1 ? this.#clients.get(`${method} ${branch}`) : undefined;
    client?.receive(response);
  }

  /** Ends what waits for something on a way that is closed. */
  broken(flow: Flow): void {
    for (const client of this.#clients.values()) if (client.flow === flow) client.fail("broken");
  }

  /** Ends all of them; nobody is told. */
  close(): void {
    for (const transaction of [...this.#clients.values(), ...this.#servers.values()]) transaction.terminate();
  }

  #newBranch(): string {
    return `${this.#mark}${randomBase62(16)}`;
  }

  #start(parts: { request: SipRequest; flow: Flow; watch: ClientWatch; branch: string }): ClientTransaction {
    const { request, flow, watch, branch } = parts;
    const key = `${request.method} ${branch}`;
    const { timers } = this.#options;
    const onTerminated = () => void this.#clients.delete(key);
    const client = new ClientTransaction({ request, flow, watch, timers, onTerminated });
    this.#clients.set(key, client);
    return client;
  }

  #begin(request: SipRequest, flow: Flow, key: string): void {
    if (this.#servers.size >= this.#options.most) return this.#options.onOverload(request, flow);
    const origin = tagOf(request.headers.get("to")) === "" && request.method !== "CANCEL" ? originOf(request) : null;
    if (origin !== null && this.#origins.has(origin)) return this.#options.onMerged(request, flow);
    if (origin !== null) this.#origins.set(origin, key);
    const transaction = new ServerTransaction({
      request,
      flow,
      replies: this.#options.replies(request, flow),
      timers: this.#options.timers,
      onTerminated: () => {
        this.#servers.delete(key);
        if (origin !== null) this.#origins.delete(origin);
      },
    });
    this.#servers.set(key, transaction);
    this.#options.onRequest(transaction);
  }
}

function ignore(): void {
  // A CANCEL's own fate does not matter: the INVITE's response says what became of it.
}

function viaOf(flow: Flow, branch: string): string {
  const { address, port } = flow.advertised;
  const sentBy = writeHostPort(address, port === defaultPort(flow.protocol) ? null : port);
  return `SIP/2.0/${flow.protocol.toUpperCase()} ${sentBy};rport;branch=${branch}`;
}

/** What names a request's transaction (section 17.2.3). */
function serverKey(request: SipRequest): string {
  const top = request.headers.values("via")[0] ?? "";
  const via = readVia(top);
  const method = request.method === "ACK" ? "INVITE" : request.method;
  const branch = via?.parameters.get("branch") ?? "";
  if (via !== null && branch.startsWith(MAGIC_COOKIE) && branch.length > MAGIC_COOKIE.length) {
    return `${method} ${branch} ${sentByOf(via)}`;
  }
  return `${method} ${originOf(request)} ${via === null ? top : sentByOf(via)} ${request.uri}`;
}

function originOf({ headers }: SipRequest): string {
  const sequence = readSequence(headers.get("cseq"));
  const number = sequence?.number ?? "";
  // An ACK's method differs from that of its INVITE, its number does not.
  return `${headers.get("call-id")} ${tagOf(headers.get("from"))} ${number} ${sequence?.method === "ACK" ? "INVITE" : sequence?.method}`;
}
