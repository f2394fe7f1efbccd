import { ChallengeMemory } from "../auth/challenge-memory.ts";
import { readSequence, type SipRequest, type SipResponse, writeMessage } from "../message/sip-message.ts";
import type { Flow } from "../transport/flow.ts";
import { contactUri, type Trunk } from "../trunk.ts";
import { ALLOWED, type CallContext, SUPPORTED, USER_AGENT } from "./context.ts";
import type { Dialog } from "./dialog.ts";
import { exchange, type Outcome } from "./exchange.ts";

/** What a request within a dialog carries. */
export interface Content {
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: { readonly type: string; readonly content: string };
}

/** What the other end of a call is made of. */
export interface PeerOptions {
  readonly context: CallContext;
  readonly trunk: Trunk;
  readonly dialog: Dialog;
  /** The way that the dialog began on. */
  readonly flow: Flow;
  readonly memory?: ChallengeMemory;
}

/** The other end of a call: takes requests within its dialog (RFC 3261, section 12.2.1). */
export class Peer {
  readonly dialog: Dialog;
  readonly #context: CallContext;
  readonly #trunk: Trunk;
  readonly #memory: ChallengeMemory;
  #flow: Flow;
  #hop = "";
  #ack: { readonly number: number; readonly bytes: Buffer } | null = null;

  constructor(options: PeerOptions) {
    this.dialog = options.dialog;
    this.#context = options.context;
    this.#trunk = options.trunk;
    this.#flow = options.flow;
    this.#memory = options.memory ?? new ChallengeMemory(options.trunk.credentials);
  }

  /** The way to it that was used last. */
  get flow(): Flow {
    return this.#flow;
  }

  /** Our address in this dialog. */
  get contact(): string {
    return `<${contactUri(this.#trunk.user, this.#flow)}>`;
  }

  /** Sends a request and waits for its final response; `acknowledge` follows the 2xx to an INVITE. */
  async request(method: string, content: Content = {}): Promise<Outcome> {
    const flow = await this.#way();
    if (flow === null) return { request: this.dialog.request(method), status: 503, response: null };
    return exchange(this.#context.transactions, {
      build: () => this.#build(method, content),
      flow,
      memory: this.#memory,
      onRepeated: (request) => {
        if (this.#ack?.number === numberOf(request)) flow.send(this.#ack.bytes);
      },
    });
  }

  /** Acknowledges a 2xx to an INVITE, now and whenever it comes again (RFC 3261, section 13.2.2.4). */
  async acknowledge(invite: SipRequest): Promise<void> {
    const flow = await this.#way();
    if (flow === null) return;
    const number = numberOf(invite);
    const ack = this.#context.transactions.stamp(this.dialog.request("ACK", number), flow);
    this.#ack = { number, bytes: writeMessage(ack) };
    flow.send(this.#ack.bytes);
  }

  /** Takes a 2xx to an INVITE that came again. */
  acknowledgeAgain(): void {
    if (this.#ack !== null) this.#flow.send(this.#ack.bytes);
  }

  /** Takes a new target from what the other end sent. */
  refresh(message: SipRequest | SipResponse): void {
    this.dialog.refreshTarget(message);
  }

  #build(method: string, content: Content): SipRequest {
    const request = this.dialog.request(method);
    if (method !== "BYE") request.headers.add("Contact", this.contact);
    if (method === "INVITE" || method === "UPDATE") {
      request.headers.add("Allow", ALLOWED).add("Supported", SUPPORTED.join(", "));
    }
    request.headers.add("User-Agent", USER_AGENT);
    return withContent(request, content);
  }

  /** Null when the other end cannot be reached. */
  async #way(): Promise<Flow | null> {
    const hop = this.dialog.nextHop;
    if (hop === this.#hop && this.#flow.isOpen) return this.#flow;
    try {
      this.#flow = await this.#context.flowTo(hop, this.#flow, this.#trunk);
      this.#hop = hop;
      return this.#flow;
    } catch (error) {
      const reason = (error as Error).message;
      this.#context.note("The other end of a call cannot be reached by SIP.", { trunk: this.#trunk.name, reason });
      return null;
    }
  }
}

function numberOf({ headers }: SipRequest): number {
  return readSequence(headers.get("cseq"))?.number ?? 0;
}

/** Gives a request headers and a body. */
export function withContent(request: SipRequest, { headers = [], body }: Content): SipRequest {
  for (const [name, value] of headers) request.headers.add(name, value);
  if (body === undefined) return request;
  request.headers.add("Content-Type", body.type);
  return { ...request, body: Buffer.from(body.content) };
}
