import { randomBase62 } from "../lib/random.ts";
import type { MediaReader, MediaSocket } from "../ports/call-carrier.ts";
import type { CallEnd, CallOrder, CallWatch, LostCall } from "../ports/telephony.ts";
import type { CarrierTimings } from "./call-timings.ts";
import { type CallClient, CarrierCall, type CarrierCallOptions } from "./carrier-call.ts";
import { hangUpSurely } from "./hang-up.ts";
import { MediaStream, type MediaCodec } from "./media-stream.ts";

/** What became of ordering a call. */
export type Dialled =
  | { readonly type: "taken"; readonly carrierCallId: string }
  | { readonly type: "refused"; readonly end: CallEnd }
  /** It may or may not be made: it is not ordered again, and what the carrier tells of it may say so. */
  | { readonly type: "unknown"; readonly message: string };

/** A carrier's API of calls that can order one. */
export interface DiallingClient extends CallClient {
  /** Orders a call, once. */
  dial(call: CarrierCall, order: CallOrder): Promise<Dialled>;
}

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

  /** Orders a call of the carrier. Never throws: what goes wrong is told as its end. */
  dial(order: CallOrder, watch: CallWatch, client: DiallingClient): CarrierCall {
    const { onProblem } = this.#options;
    const about = { carrierCallId: null, direction: "outbound", ours: order.from, theirs: order.to } as const;
    const call = this.add({ ...about, key: newCallKey(), ringFor: order.ringFor, client, watch });
    const work = async () => {
      const dialled = await client.dial(call, order);
      if (dialled.type === "taken") call.takeId(dialled.carrierCallId);
      else if (dialled.type === "refused") call.tell({ type: "ended", end: dialled.end });
      else onProblem(new Error(dialled.message), "It is not known whether a call was made.");
    };
    work().catch((error: unknown) => {
      onProblem(error, "A call could not be ordered.");
      const message = "The call could not be ordered; the log says why.";
      call.tell({ type: "ended", end: { outcome: "failed", code: "internal", message } });
    });
    return call;
  }

  /** Ends a call of a process that died. One that the carrier is handing over is left to it: the two may talk by now. */
  endLost({ carrierCallId, trace, isHandingOver }: LostCall, client: CallClient): void {
    const id = trace ?? carrierCallId;
    if (id !== null && !isHandingOver) hangUpSurely(id, { client, ...this.#options });
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
