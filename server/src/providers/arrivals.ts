import type { CallArrivals } from "../ports/call-carrier.ts";

/** Where a call is that a carrier tells of. */
export type Arrived<Arrival> =
  | { readonly kind: "here"; readonly arrival: Arrival }
  /** The process of that number has it. */
  | { readonly kind: "elsewhere"; readonly node: number }
  /** It is over, or was here and is forgotten: nothing is begun for it. */
  | { readonly kind: "past" };

interface Options {
  readonly claims: CallArrivals;
  /** Tells whether that is a number of this process. */
  isHere(node: number): boolean;
}

/**
 * The calls that one carrier brought to this process. A carrier that lost our answer brings a call again, to any process
 * of the installation: the first one has it, and the call begins once.
 */
export class Arrivals<Arrival> {
  readonly #options: Options;
  readonly #known = new Map<string, Promise<Arrived<Arrival>>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Takes a call that a carrier brings. `make` is asked at most once for each, with whether it was brought to a process
   * before that died.
   */
  take(carrierCallId: string, make: (isRepeated: boolean) => Arrival): Promise<Arrived<Arrival>> {
    const known = this.#known.get(carrierCallId);
    if (known !== undefined) return known;
    const arrived = this.#claim(carrierCallId, make);
    this.#known.set(carrierCallId, arrived);
    arrived.then(
      ({ kind }) => {
        if (kind !== "here") this.forget(carrierCallId);
      },
      () => this.forget(carrierCallId),
    );
    return arrived;
  }

  /** Finds a call that a carrier says is over; where it comes again nothing is begun for it, though it was never heard of. */
  end(carrierCallId: string): Promise<Arrived<Arrival>> {
    return this.#known.get(carrierCallId) ?? this.#claim(carrierCallId, null);
  }

  /** Finds a call among those of this process; null when it is none of them. */
  async find(carrierCallId: string): Promise<Arrival | null> {
    const arrived = await this.#known.get(carrierCallId);
    return arrived?.kind === "here" ? arrived.arrival : null;
  }

  /** Forgets a call: of what still comes of it nothing is begun. */
  forget(carrierCallId: string): void {
    this.#known.delete(carrierCallId);
  }

  async #claim(carrierCallId: string, make: ((isRepeated: boolean) => Arrival) | null): Promise<Arrived<Arrival>> {
    const { claims, isHere } = this.#options;
    const { node, how } = await claims.claim(carrierCallId);
    if (!isHere(node)) return { kind: "elsewhere", node };
    if (make === null || how === "known") return { kind: "past" };
    return { kind: "here", arrival: make(how === "inherited") };
  }
}
