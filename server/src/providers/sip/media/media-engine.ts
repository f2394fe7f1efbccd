import { OperatorError } from "../../../domain/error.ts";
import { FrameClock } from "../../../lib/frame-clock.ts";
import { type KeysFailure, LATENESS_STEPS, type MediaOrder, type MediaTelling } from "./media-orders.ts";
import { openMediaSockets } from "./media-sockets.ts";
import { RtpLeg } from "./rtp-leg.ts";

/** What was heard of all calls is told so often: each telling costs both threads more than a packet does. */
const TOLD_EVERY = 4;
/** How often it is told how late packets were. */
const COUNTED_EVERY = 5_000;

type Order<Type extends MediaOrder["type"]> = Extract<MediaOrder, { readonly type: Type }>;

/** Carries the audio of the calls of one thread over RTP (RFC 3550): does what it is told, and tells what comes. */
export class MediaEngine {
  readonly #tell: (telling: MediaTelling) => void;
  readonly #clock: FrameClock;
  readonly #legs = new Map<number, RtpLeg>();
  /** Calls that are being opened; those that are closed meanwhile are taken out. */
  readonly #opening = new Set<number>();
  #heard = new Set<number>();
  /** Frames sent since it was told, by the steps of lateness; empty when there were none. */
  #sent: number[] = [];

  constructor(tell: (telling: MediaTelling) => void) {
    this.#tell = tell;
    this.#clock = new FrameClock({
      onError: (error) => this.#onError(error),
      onFrames: (count, late) => this.#count(count, late),
    });
  }

  /** Takes an order. Never throws. */
  take(order: MediaOrder): void {
    try {
      this.#carryOut(order);
    } catch (error) {
      this.#onError(error);
    }
  }

  #carryOut(order: MediaOrder): void {
    switch (order.type) {
      case "open":
        this.#open(order).catch((error: unknown) => this.#onError(error));
        return;
      case "use":
        return this.#legs.get(order.call)?.use(order.agreement, order.memory);
      case "send_keys":
        void this.#sendKeys(order);
        return;
      case "close":
        return this.#close(order.call);
    }
  }

  async #open({ call, port, address, deadAfter }: Order<"open">): Promise<void> {
    this.#opening.add(call);
    const sockets = await openMediaSockets(port, address);
    if (!this.#opening.delete(call)) return sockets?.close();
    if (sockets !== null) {
      const leg = new RtpLeg({
        sockets,
        clock: this.#clock,
        deadAfter,
        onHeard: () => this.#noteHeard(call),
        onKey: (key) => this.#tell({ type: "key", call, key }),
        onDead: (message) => this.#tell({ type: "dead", call, message }),
        onError: (error) => this.#onError(error),
      });
      this.#legs.set(call, leg);
    }
    this.#tell({ type: "opened", call, isOpen: sockets !== null });
  }

  async #sendKeys({ call, order, digits }: Order<"send_keys">): Promise<void> {
    const failure = await this.#legs
      .get(call)
      ?.sendKeys(digits)
      .then(() => null, failureOf);
    this.#tell({ type: "keys_sent", call, order, failure: failure ?? null });
  }

  #close(call: number): void {
    this.#opening.delete(call);
    this.#legs.get(call)?.close();
    this.#legs.delete(call);
  }

  #noteHeard(call: number): void {
    if (this.#heard.size === 0) setTimeout(() => this.#tellHeard(), TOLD_EVERY);
    this.#heard.add(call);
  }

  #tellHeard(): void {
    this.#tell({ type: "heard", calls: [...this.#heard] });
    this.#heard.clear();
  }

  #count(frames: number, late: number): void {
    if (this.#sent.length === 0) {
      this.#sent = new Array<number>(LATENESS_STEPS.length + 1).fill(0);
      setTimeout(() => this.#tellSent(), COUNTED_EVERY);
    }
    const step = LATENESS_STEPS.findIndex((most) => late <= most);
    const place = step === -1 ? LATENESS_STEPS.length : step;
    this.#sent[place] = (this.#sent[place] as number) + frames;
  }

  #tellSent(): void {
    this.#tell({ type: "sent", frames: this.#sent });
    this.#sent = [];
  }

  #onError(error: unknown): void {
    this.#tell({ type: "error", error });
  }
}

function failureOf(error: unknown): KeysFailure {
  if (error instanceof OperatorError) return { code: error.code, message: error.message, param: error.param };
  return { code: "internal", message: error instanceof Error ? error.message : String(error), param: null };
}
