import { notFound, OperatorError } from "../domain/error.ts";
import type { CallCarrier, CarrierNotice, MediaReader, MediaSocket } from "../ports/call-carrier.ts";
import { HeldElsewhereError } from "./live-conversations.ts";

export type { CarrierNotice, MediaReader, MediaSocket };

/** What carriers' notices and sockets are taken with. */
export interface CarrierCallServices {
  /** Those that the installation has accounts with. */
  readonly carriers: readonly CallCarrier[];
  /** Whether a number is one of this process. */
  isHere(node: number): boolean;
  /** Returns where a process is reached; undefined when it does not live. */
  urlOf(node: number): Promise<string | undefined>;
}

/** Takes what carriers with an API tell of calls, and connects the sockets of their media, to where the calls are held. */
export class CarrierCalls {
  readonly #services: CarrierCallServices;

  constructor(services: CarrierCallServices) {
    this.#services = services;
  }

  /**
   * Takes a notice in and returns what to answer. Throws `not_found` where the installation has no account with the
   * carrier, `not_allowed` for a notice that it did not sign, `invalid_field` for one that says nothing, and
   * `HeldElsewhereError` when another process holds the call.
   */
  async receive(carrier: string, notice: CarrierNotice): Promise<string> {
    const found = this.#find(carrier);
    if (!found.isAuthentic(notice)) {
      const message =
        "The request is not signed by the carrier for this address. Check the account's keys, and that " +
        "OPERATOR_PUBLIC_URL is the address that the carrier calls.";
      throw new OperatorError("not_allowed", message);
    }
    const outcome = await found.receive(notice);
    if ("answer" in outcome) return outcome.answer;
    const url = await this.#services.urlOf(outcome.node);
    if (url !== undefined) throw new HeldElsewhereError("of the carrier's call", url);
    // The process is gone, and with it all that it knew of the call.
    return "";
  }

  /**
   * Says where a media socket belongs: null for this process, else the address of the one that holds the call. Throws
   * `not_found` for a carrier that is unknown, and for a process that does not live.
   */
  async holderOf(carrier: string, node: number): Promise<string | null> {
    this.#find(carrier);
    if (this.#services.isHere(node)) return null;
    const url = await this.#services.urlOf(node);
    if (url === undefined) throw notFound("process", String(node));
    return url;
  }

  /** Takes a media socket of a call that this process holds. Throws `not_found` for a carrier that is unknown. */
  openMedia(carrier: string, socket: MediaSocket, token: string | null): MediaReader {
    return this.#find(carrier).openMedia(socket, token);
  }

  #find(name: string): CallCarrier {
    const found = this.#services.carriers.find((carrier) => carrier.name === name);
    if (found === undefined) throw notFound("account for calls with", name);
    return found;
  }
}
