import { randomBase62 } from "../lib/random.ts";
import type { MediaReader, MediaSocket } from "../ports/call-carrier.ts";
import type { CarrierTimings } from "./call-timings.ts";
import { CarrierCall, type CarrierCallOptions } from "./carrier-call.ts";
import { MediaStream, type MediaCodec } from "./media-stream.ts";

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
