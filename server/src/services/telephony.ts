import type { InboundCalls } from "./inbound-calls.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { PhoneDialler } from "./phone-dialler.ts";
import type { PhoneNetworks } from "./phone-channel.ts";

interface Options {
  readonly networks: PhoneNetworks;
  readonly calls: PhoneCalls;
  readonly inbound: Pick<InboundCalls, "take">;
  readonly dialler: Pick<PhoneDialler, "announce" | "close">;
  /** Looks for calls whose process died. */
  seeToLost(): Promise<void>;
  /** How often waiting calls are looked for, which others may have queued or freed lines for, in ms. */
  readonly lookEvery: number;
  /** For how long calls may go on when the process stops, in ms. */
  readonly drainFor: number;
  onError(error: unknown): void;
}

/** Every so many looks for waiting calls, lost ones are looked for. */
const LOST_EVERY = 5;
/** How long goodbyes may take when the process stops, in ms. */
const GOODBYES_WITHIN = 5_000;
/** How long networks may take to hang up what is left. */
const HANG_UP_WITHIN = 1_000;

/** The telephone of this process: takes the calls that come in, has those dialled that wait, and lets them end when it stops. */
export class Telephony {
  readonly #options: Options;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #seeing: Promise<void> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to take calls, and to make those that wait. */
  open(): void {
    const { networks, inbound, lookEvery } = this.#options;
    for (const network of networks.values()) network.listen((call) => void inbound.take(network, call));
    this.#timer = setInterval(() => this.#look(), lookEvery);
    this.#look();
  }

  /**
   * Takes no more calls: those that come are sent on, or declined. Lets the others go on for a while, then has their
   * agents say goodbye, and hangs up.
   */
  async close(): Promise<void> {
    const { calls, dialler, drainFor, onError } = this.#options;
    calls.isStopping = true;
    clearInterval(this.#timer);
    await dialler.close();
    await this.#seeing;
    await calls.gone(drainFor);
    for (const call of calls.all()) call.leave().catch(onError);
    await calls.gone(GOODBYES_WITHIN);
    for (const call of calls.all()) call.hangUp();
    await calls.gone(HANG_UP_WITHIN);
  }

  #look(): void {
    const { dialler, onError } = this.#options;
    if (this.#looks % LOST_EVERY === 0) {
      this.#seeing ??= this.#options
        .seeToLost()
        .catch(onError)
        .finally(() => {
          this.#seeing = null;
        });
    }
    this.#looks += 1;
    dialler.announce();
  }
}
