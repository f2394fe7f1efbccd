import { randomBase62 } from "../lib/random.ts";
import type { MediaReader, MediaSocket } from "../ports/call-carrier.ts";
import { CarrierCall, type CallTimings, type CarrierCallOptions } from "./carrier-call.ts";
import { MediaStream, type MediaCodec } from "./media-stream.ts";

/** How long everything about calls may take, in ms. */
export interface CarrierTimings extends CallTimings {
  /** From the connection of a media socket to the frame that says whose it is. */
  readonly startWithin: number;
  /** From a call's coming in to the decision what becomes of it: Twilio waits 15 s. */
  readonly decideWithin: number;
  /** Between two looks at all calls. */
  readonly sweepEvery: number;
  /** How long a call that is over is still known, so that late callbacks find it. */
  readonly rememberFor: number;
}

/** The times that carriers keep to, with room. */
export const CARRIER_TIMINGS: CarrierTimings = {
  joinWithin: 10_000,
  silentFor: 20_000,
  pollAfter: 20_000,
  transferWithin: 90_000,
  hangUpAgain: [1_000, 4_000, 15_000],
  startWithin: 5_000,
  decideWithin: 12_000,
  sweepEvery: 1_000,
  rememberFor: 120_000,
};

interface Options {
  readonly codec: MediaCodec;
  readonly timings: CarrierTimings;
  onProblem(error: unknown, message: string): void;
  /** Is told that a media socket was refused or broken off, and why. */
  onRefused(problem: string): void;
}

const KEY_LENGTH = 24;
const TOKEN_LENGTH = 40;

/** Returns a name for a new call. */
export function newCallKey(): string {
  return randomBase62(KEY_LENGTH);
}

/** The calls of one carrier that this process holds, by our names for them and by the tokens of their media. */
export class CallBook {
  readonly #options: Options;
  readonly #calls = new Map<string, CarrierCall>();
  readonly #expected = new Map<string, CarrierCall>();
  readonly #over = new Map<CarrierCall, number>();
  readonly #sweeping: NodeJS.Timeout;

  constructor(options: Options) {
    this.#options = options;
    this.#sweeping = setInterval(() => this.#sweep(), options.timings.sweepEvery);
    this.#sweeping.unref();
  }

  /** Makes a call known. */
  add(options: Omit<CarrierCallOptions, "timings" | "onProblem" | "onOver">): CarrierCall {
    const { timings, onProblem } = this.#options;
    const call = new CarrierCall({
      ...options,
      timings,
      onProblem,
      onOver: (over) => this.#noteOver(over),
    });
    this.#calls.set(call.key, call);
    return call;
  }

  /** Finds a call by our name for it, also a while after its end. */
  find(key: string): CarrierCall | undefined {
    return this.#calls.get(key);
  }

  /** Returns the token by which the carrier's next stream of a call will be known, once. */
  tokenFor(call: CarrierCall): string {
    for (const [token, expected] of this.#expected) if (expected === call) this.#expected.delete(token);
    const token = randomBase62(TOKEN_LENGTH);
    this.#expected.set(token, call);
    return token;
  }

  /** Takes a media socket. */
  openMedia(socket: MediaSocket, token: string | null): MediaReader {
    const { codec, timings, onRefused } = this.#options;
    return new MediaStream({
      socket,
      codec,
      token,
      startWithin: timings.startWithin,
      onRefused,
      claim: (stream, start) => {
        const call = start.token === null ? undefined : this.#expected.get(start.token);
        if (call === undefined || !call.join(stream, start.carrierCallId)) return null;
        this.#expected.delete(start.token as string);
        return call;
      },
    });
  }

  /** Stops looking after calls. */
  close(): void {
    clearInterval(this.#sweeping);
  }

  #noteOver(call: CarrierCall): void {
    for (const [token, expected] of this.#expected) if (expected === call) this.#expected.delete(token);
    this.#over.set(call, performance.now() + this.#options.timings.rememberFor);
  }

  #sweep(): void {
    const now = performance.now();
    for (const call of this.#calls.values()) call.check(now);
    for (const [call, until] of this.#over) {
      if (now <= until) break;
      this.#over.delete(call);
      this.#calls.delete(call.key);
    }
  }
}
