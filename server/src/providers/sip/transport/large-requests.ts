import type { Flow } from "./flow.ts";
import type { Target } from "./sip-transport.ts";

/** What a request may have over UDP where the way's largest packet is unknown (RFC 3261, section 18.1.1), in bytes. */
const MOST_BY_UDP = 1_300;
/** For so long a place that takes no TCP is not asked again, in ms. */
const REFUSED_FOR = 3_600_000;
const MOST_REFUSED = 1_000;

/** Sends requests by TCP that are too large for one packet of UDP, where the other end takes TCP. */
export class LargeRequests {
  readonly #connect: (target: Target) => Promise<Flow>;
  /** Until when a place is not asked for TCP. */
  readonly #refused = new Map<string, number>();

  constructor(connect: (target: Target) => Promise<Flow>) {
    this.#connect = connect;
  }

  /** Returns the way of a request of so many bytes that was to go by `flow`: that one, or a connection to the same place. */
  async wayOf(bytes: number, flow: Flow): Promise<Flow> {
    if (flow.protocol !== "udp" || bytes <= MOST_BY_UDP || this.#isRefused(flow)) return flow;
    try {
      return await this.#connect({ ...flow.remote, protocol: "tcp", serverName: flow.remote.address });
    } catch {
      // Who takes no TCP gets it by UDP all the same (section 18.1.1).
      this.refuse(flow);
      return flow;
    }
  }

  /** Notes that the other end of `flow` takes no SIP over TCP. */
  refuse(flow: Flow): void {
    const key = keyOf(flow);
    this.#refused.delete(key);
    if (this.#refused.size >= MOST_REFUSED) this.#refused.delete(this.#refused.keys().next().value as string);
    this.#refused.set(key, performance.now() + REFUSED_FOR);
  }

  #isRefused(flow: Flow): boolean {
    return (this.#refused.get(keyOf(flow)) ?? Number.NEGATIVE_INFINITY) > performance.now();
  }
}

function keyOf({ remote }: Flow): string {
  return `${remote.address} ${remote.port}`;
}
