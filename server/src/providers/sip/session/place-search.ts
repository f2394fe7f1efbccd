import type { SipResponse } from "../message/sip-message.ts";
import type { Endpoint, Flow } from "../transport/flow.ts";
import type { Target } from "../transport/sip-transport.ts";
import type { Trunk } from "../trunk.ts";

/** Of one request: each place may take half a minute to be found silent. */
const MOST_PLACES = 4;

/** The places of a trunk for one request, the next after each failure (RFC 3263, section 4.3). */
export class PlaceSearch {
  readonly #trunk: Trunk;
  readonly #connect: (target: Target) => Promise<Flow>;
  readonly #tried = new Set<string>();
  #current: Endpoint | null = null;
  #problem = "it has no address";

  constructor(trunk: Trunk, connect: (target: Target) => Promise<Flow>) {
    this.#trunk = trunk;
    this.#connect = connect;
  }

  /** Why the last place could not be reached, in words. */
  get problem(): string {
    return this.#problem;
  }

  /** Begins with a way that is open already. */
  beginBy(flow: Flow): Flow {
    this.#current = flow.remote;
    this.#tried.add(keyOf(flow.remote));
    return flow;
  }

  /** Opens the way to the best place that was not tried yet; null when none is left. */
  async next(): Promise<Flow | null> {
    for (let target = await this.#choose(); target !== null; target = await this.#choose()) {
      this.#current = target;
      this.#tried.add(keyOf(target));
      try {
        return await this.#connect(target);
      } catch (error) {
        this.#problem = messageOf(error);
        this.gaveNoAnswer();
      }
    }
    return null;
  }

  /** Takes that the place of the last way gave no answer: it is asked after the others for a while. */
  gaveNoAnswer(): void {
    if (this.#current !== null) this.#trunk.memory.isSilent(this.#current);
  }

  /** Takes a response of that place; true for one after which the next place is to be tried. */
  answered(response: SipResponse): boolean {
    const place = this.#current;
    if (place === null) return false;
    this.#trunk.memory.answered(place);
    if (response.status !== 503) return false;
    const wait = retryAfter(response);
    if (wait !== null) this.#trunk.memory.rest(place, wait);
    return true;
  }

  async #choose(): Promise<Target | null> {
    if (this.#tried.size >= MOST_PLACES) return null;
    try {
      const places = await this.#trunk.places();
      return places.find((place) => !this.#tried.has(keyOf(place))) ?? null;
    } catch (error) {
      this.#problem = messageOf(error);
      return null;
    }
  }
}

/** Reads a Retry-After (RFC 3261, section 20.33), in ms and an hour at most; null when there is none. */
export function retryAfter(response: SipResponse | null): number | null {
  const seconds = /^[0-9]{1,6}/.exec(response?.headers.get("retry-after") ?? "")?.[0];
  return seconds === undefined ? null : Math.min(Number(seconds), 3_600) * 1000;
}

function keyOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
