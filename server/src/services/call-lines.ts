import type { Database } from "../db/database.ts";
import { claimCall, insertInboundCall, type NewInboundCall, readWaiting } from "../db/phone-calls.ts";
import type { CallLimits, WaitingCall } from "../domain/call-limits.ts";
import type { Membership } from "./membership.ts";

interface Services {
  database: Database;
  membership: Pick<Membership, "nodeId">;
  limits: CallLimits;
  /** The carriers over which no call can be made now. */
  unavailable(): readonly string[];
}

/** The lines of the installation, which all its processes share: who gets one, and that no more are taken than there are. */
export class CallLines {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Gives lines to those who wait for one and come first, at most `most` of them: they are this process's to dial. */
  async claim(most: number): Promise<WaitingCall[]> {
    const { database, membership, unavailable } = this.#services;
    const node = membership.nodeId();
    const full: Full = { numbers: new Set(), carriers: new Set(unavailable()), isAll: false };
    const claimed: WaitingCall[] = [];
    while (claimed.length < most && !full.isAll) {
      const passedOver = { numbers: [...full.numbers], carriers: [...full.carriers] };
      const waiting = await readWaiting(database, { node, limit: most - claimed.length, full: passedOver });
      if (waiting.length === 0) break;
      for (const call of waiting) if (await this.#claimOne(call, full)) claimed.push(call);
    }
    return claimed;
  }

  /** Gives a line to a call that has come in. Returns whether there was one. */
  async reserve(call: Omit<NewInboundCall, "holder">): Promise<boolean> {
    const { database, limits, membership } = this.#services;
    return (await insertInboundCall(database, { ...call, holder: membership.nodeId() }, limits)) === null;
  }

  /** Gives a line to a call that waits. Notes what is full. */
  async #claimOne(call: WaitingCall, full: Full): Promise<boolean> {
    if (full.isAll || full.numbers.has(call.number) || full.carriers.has(call.carrier)) return false;
    const { database, limits, membership } = this.#services;
    const outcome = await claimCall(database, call, { node: membership.nodeId(), limits });
    if (outcome === "installation") full.isAll = true;
    if (outcome === "carrier") full.carriers.add(call.carrier);
    if (outcome === "number") full.numbers.add(call.number);
    return outcome === "claimed";
  }
}

/** Who has no line left, as far as it was found out. */
interface Full {
  readonly numbers: Set<string>;
  readonly carriers: Set<string>;
  isAll: boolean;
}
