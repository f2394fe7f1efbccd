import { type SipRequest, type SipResponse, writeMessage } from "../message/sip-message.ts";
import { type Flow, isReliable } from "../transport/flow.ts";
import { type Repetition, repeat, type SipTimers, transactionTimeout } from "./timers.ts";

/** What a server transaction is made of. */
export interface ServerTransactionOptions {
  readonly request: SipRequest;
  /** The way by which the request came, and that of the responses. */
  readonly flow: Flow;
  readonly replies: Flow;
  readonly timers: SipTimers;
  onTerminated(): void;
}

type State = "trying" | "proceeding" | "completed" | "accepted" | "confirmed" | "terminated";

/** A request of another and our responses (RFC 3261, section 17.2; RFC 6026, section 7.1). */
export class ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly #options: ServerTransactionOptions;
  #state: State;
  #last: Buffer | null = null;
  #repetition: Repetition | null = null;
  #timer: NodeJS.Timeout | null = null;
  #onCancel: (() => void) | null = null;
  #onUnacknowledged: (() => void) | null = null;

  constructor(options: ServerTransactionOptions) {
    this.request = options.request;
    this.flow = options.flow;
    this.#options = options;
    this.#state = options.request.method === "INVITE" ? "proceeding" : "trying";
  }

  get #isInvite(): boolean {
    return this.request.method === "INVITE";
  }

  /** Whether a final response was sent. */
  get isAnswered(): boolean {
    return this.#state !== "trying" && this.#state !== "proceeding";
  }

  /** Calls back when the request is cancelled before its final response. */
  onCancel(callback: () => void): void {
    this.#onCancel = callback;
  }

  /** Calls back when a refusal of an INVITE was never acknowledged. */
  onUnacknowledged(callback: () => void): void {
    this.#onUnacknowledged = callback;
  }

  /** Sends a response. After a final one only a 2xx is sent again, which whoever answered an INVITE repeats itself. */
  respond(response: SipResponse): void {
    if (this.#state === "terminated") return;
    const isSuccess = response.status >= 200 && response.status < 300;
    if (this.isAnswered && !(this.#state === "accepted" && isSuccess)) return;
    this.#last = writeMessage(response);
    this.#options.replies.send(this.#last);
    if (response.status < 200) this.#state = "proceeding";
    else if (this.#state !== "accepted") this.#finish(isSuccess);
  }

  /** Takes the request when it comes again. */
  receiveAgain(): void {
    // A 200 to an INVITE is repeated by whoever gave it (RFC 6026, section 7.1).
    if (this.#last !== null && this.#state !== "accepted" && this.#state !== "confirmed") {
      this.#options.replies.send(this.#last);
    }
  }

  /** Takes the ACK to a refusal. */
  acknowledge(): void {
    if (!this.#isInvite || this.#state !== "completed") return;
    this.#state = "confirmed";
    this.#stopTimers();
    // Timer I.
    this.#wait(isReliable(this.flow) ? 0 : this.#options.timers.t4, () => this.terminate());
  }

  /** Takes a CANCEL. */
  cancel(): void {
    if (!this.isAnswered) this.#onCancel?.();
  }

  /** Ends it; nobody is told. */
  terminate(): void {
    if (this.#state === "terminated") return;
    this.#state = "terminated";
    this.#stopTimers();
    this.#options.onTerminated();
  }

  #finish(isSuccess: boolean): void {
    const { timers } = this.#options;
    const longest = transactionTimeout(timers);
    if (!this.#isInvite) {
      this.#state = "completed";
      // Timer J.
      this.#wait(isReliable(this.flow) ? 0 : longest, () => this.terminate());
    } else if (isSuccess) {
      this.#state = "accepted";
      // Timer L.
      this.#wait(longest, () => this.terminate());
    } else {
      this.#refuse(longest);
    }
  }

  #refuse(longest: number): void {
    const { timers, replies } = this.#options;
    this.#state = "completed";
    const again = () => {
      if (this.#last !== null) replies.send(this.#last);
    };
    // Timers G and H.
    if (!isReliable(this.flow)) this.#repetition = repeat({ first: timers.t1, longest: timers.t2, again });
    this.#wait(longest, () => {
      this.terminate();
      this.#onUnacknowledged?.();
    });
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
}
