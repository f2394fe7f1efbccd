import { deferred } from "../lib/deferred.ts";
import type { CallEnd, CallOrder, CallWatch, PhoneCall, PhoneNetwork } from "../ports/telephony.ts";

/** What becomes of a second call that rings. */
export type SecondCallNews =
  | { readonly type: "answered" }
  | { readonly type: "ended"; readonly end: CallEnd }
  | { readonly type: "machine" };

/** A call that is made to somebody else while the user is on the line. */
export class SecondCall {
  /** Takes what the other end says. */
  onAudio: (samples: Int16Array) => void = () => undefined;
  /** Takes a key that was pressed there. */
  onDigit: (digit: string) => void = () => undefined;
  /** Takes what another process needs to end it. */
  readonly #onTraced: (trace: string) => void;
  /** Is told when it is over. */
  onEnded: () => void = () => undefined;
  readonly #call: PhoneCall;
  readonly #answered = deferred<SecondCallNews>();
  readonly #over = deferred<SecondCallNews>();
  readonly #ended = deferred<void>();
  #end: CallEnd | null = null;

  constructor(network: PhoneNetwork, order: CallOrder, onTraced: (trace: string) => void) {
    this.#onTraced = onTraced;
    this.#call = network.dial(order, this.#watch());
  }

  /** Resolves when somebody, or a machine, has picked up, or nobody will. */
  get answered(): Promise<SecondCallNews> {
    return this.#answered.promise;
  }

  /** Resolves when it is over, or turns out to have reached a machine. */
  get over(): Promise<SecondCallNews> {
    return this.#over.promise;
  }

  /** Resolves when it is over. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Whether it is over. */
  get isOver(): boolean {
    return this.#end !== null;
  }

  /** What the network carries. */
  get phone(): PhoneCall {
    return this.#call;
  }

  /** Ends it. May be called again. */
  hangUp(): void {
    this.#call.hangUp();
  }

  #watch(): CallWatch {
    return {
      onTraced: (trace) => this.#onTraced(trace),
      onRinging: () => undefined,
      onAnswered: () => this.#answered.resolve({ type: "answered" }),
      onAudio: (samples) => this.onAudio(samples),
      onDigit: (digit) => this.onDigit(digit),
      onAnsweredBy: (who) => {
        if (who === "machine") this.#settle({ type: "machine" });
      },
      onHeld: () => undefined,
      onEnded: (end) => {
        this.#end = end;
        this.#settle({ type: "ended", end });
        this.#ended.resolve();
        this.onEnded();
      },
    };
  }

  #settle(news: SecondCallNews): void {
    this.#answered.resolve(news);
    this.#over.resolve(news);
  }
}
