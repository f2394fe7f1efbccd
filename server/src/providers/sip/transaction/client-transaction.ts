import { type SipRequest, type SipResponse, writeMessage } from "../message/sip-message.ts";
import { SipHeaders } from "../message/sip-headers.ts";
import { type Flow, isReliable } from "../transport/flow.ts";
import { type Repetition, repeat, type SipTimers, transactionTimeout } from "./timers.ts";

/** Is told how a request goes. */
export interface ClientWatch {
  /** Each response once; of an INVITE also those 200s that come again, or from another place that it was forked to. */
  onResponse(response: SipResponse): void;
  /** No final response came in time, or the way broke. Called at most once, and not after a final response. */
  onFailure(why: "timeout" | "broken"): void;
}

/** What a client transaction is made of. */
export interface ClientTransactionOptions {
  /** With its Via. */
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly timers: SipTimers;
  readonly watch: ClientWatch;
  /** It is over, and nothing comes any more. */
  onTerminated(): void;
}

type State = "trying" | "proceeding" | "completed" | "accepted" | "terminated";

/** A request of ours and its responses (RFC 3261, section 17.1; RFC 6026, section 7.2). */
export class ClientTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #options: ClientTransactionOptions;
  readonly #bytes: Buffer;
  #state: State = "trying";
  #repetition: Repetition | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ClientTransactionOptions) {
    this.request = options.request;
    this.flow = options.flow;
    this.#options = options;
    this.#bytes = writeMessage(options.request);
    const { t1, t2 } = options.timers;
    options.flow.send(this.#bytes);
    this.#wait(transactionTimeout(options.timers), () => this.fail("timeout"));
    if (isReliable(options.flow)) return;
    const longest = this.#isInvite ? Number.POSITIVE_INFINITY : t2;
    this.#repetition = repeat({ first: t1, longest, again: () => options.flow.send(this.#bytes) });
  }

  get #isInvite(): boolean {
    return this.request.method === "INVITE";
  }

  /** Takes a response to the request. */
  receive(response: SipResponse): void {
    const isFinal = response.status >= 200;
    if (this.#state === "accepted") {
      if (response.status >= 200 && response.status < 300) this.#options.watch.onResponse(response);
    } else if (this.#state === "completed") {
      if (isFinal && this.#isInvite) this.#acknowledge(response);
    } else if (this.#state !== "terminated") {
      if (isFinal) this.#finish(response);
      else this.#proceed(response);
    }
  }

  /** Ends it without a response. */
  fail(why: "timeout" | "broken"): void {
    if (this.#state !== "trying" && this.#state !== "proceeding") return;
    this.terminate();
    this.#options.watch.onFailure(why);
  }

  /** Ends it; nobody is told. */
  terminate(): void {
    if (this.#state === "terminated") return;
    this.#state = "terminated";
    this.#stopTimers();
    this.#options.onTerminated();
  }

  #proceed(response: SipResponse): void {
    this.#state = "proceeding";
    if (this.#isInvite) {
      // From here the call rings, and how long it may is not for the transaction to say (section 17.1.1.2).
      this.#stopTimers();
    } else if (this.#repetition !== null) {
      const { t2 } = this.#options.timers;
      this.#repetition.stop();
      this.#repetition = repeat({ first: t2, longest: t2, again: () => this.flow.send(this.#bytes) });
    }
    this.#options.watch.onResponse(response);
  }

  #finish(response: SipResponse): void {
    this.#stopTimers();
    const { timers, watch } = this.#options;
    if (!this.#isInvite) this.#linger("completed", isReliable(this.flow) ? 0 : timers.t4);
    else if (response.status < 300) this.#linger("accepted", transactionTimeout(timers));
    else {
      this.#acknowledge(response);
      // Timer D: at least 32 s where packets are lost.
      this.#linger("completed", isReliable(this.flow) ? 0 : transactionTimeout(timers));
    }
    watch.onResponse(response);
  }

  #linger(state: "completed" | "accepted", time: number): void {
    this.#state = state;
    this.#wait(time, () => this.terminate());
  }

  #wait(time: number, then: () => void): void {
    this.#timer = setTimeout(then, time);
  }

  #stopTimers(): void {
    this.#repetition?.stop();
    this.#repetition = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The ACK to a refusal goes the way of its INVITE (section 17.1.1.3). */
  #acknowledge(response: SipResponse): void {
    this.flow.send(writeMessage(ackOfRefusal(this.request, response)));
  }
}

/** Makes a request that belongs to an INVITE's transaction: same Via, Route, From, Call-ID and number. */
export function companionOf(invite: SipRequest, method: "ACK" | "CANCEL", to: string): SipRequest {
  const headers = new SipHeaders();
  headers.add("Via", invite.headers.values("via")[0] ?? "");
  headers.addAll("Route", invite.headers.values("route"));
  headers.add("From", invite.headers.get("from") ?? "");
  headers.add("To", to);
  headers.add("Call-ID", invite.headers.get("call-id") ?? "");
  headers.add("CSeq", `${Number.parseInt(invite.headers.get("cseq") ?? "", 10)} ${method}`);
  headers.add("Max-Forwards", "70");
  return { kind: "request", method, uri: invite.uri, headers, body: Buffer.alloc(0) };
}

function ackOfRefusal(invite: SipRequest, response: SipResponse): SipRequest {
  return companionOf(invite, "ACK", response.headers.get("to") ?? "");
}
