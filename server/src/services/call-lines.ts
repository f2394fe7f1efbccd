import type { Database } from "../db/database.ts";
import {
  claimCalls,
  insertInboundCall,
  lockLines,
  type PhoneCallRow,
  readLines,
  readWaiting,
} from "../db/phone-calls.ts";
import { type CallLimits, FreeLines, type WaitingCall } from "../domain/call-limits.ts";
import type { Membership } from "./membership.ts";

interface Services {
  database: Database;
  membership: Pick<Membership, "nodeId">;
  limits: Omit<CallLimits, "perNumber">;
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
  claim(most: number): Promise<WaitingCall[]> {
    const { membership, unavailable } = this.#services;
    const node = membership.nodeId();
    return this.#locked(async (transaction, lines) => {
      const claimed: WaitingCall[] = [];
      while (claimed.length < most && lines.left > 0) {
        const full = { numbers: lines.fullNumbers, carriers: [...lines.fullCarriers, ...unavailable()] };
        const limit = Math.min(most - claimed.length, lines.left);
        const waiting = await readWaiting(transaction, { node, limit, full });
        const taken = waiting.filter((call) => lines.take(call));
        if (taken.length === 0) break;
        await claimCalls(
          transaction,
          taken.map(({ id }) => id),
          node,
        );
        claimed.push(...taken);
      }
      return claimed;
    });
  }

  /** Gives a line to a call that has come in. Returns whether there was one. */
  reserve(call: Pick<PhoneCallRow, "id" | "carrier" | "our_number" | "carrier_call_id" | "beside">): Promise<boolean> {
    const holder = this.#services.membership.nodeId();
    return this.#locked(async (transaction, lines) => {
      if (!lines.take({ carrier: call.carrier, number: call.our_number })) return false;
      await insertInboundCall(transaction, { ...call, holder });
      return true;
    });
  }

  #locked<Result>(work: (transaction: Database, lines: FreeLines) => Promise<Result>): Promise<Result> {
    const { database, limits } = this.#services;
    return database.transaction().execute(async (transaction) => {
      await lockLines(transaction);
      const { load, perNumber } = await readLines(transaction);
      return work(transaction, new FreeLines({ ...limits, perNumber }, load));
    });
  }
}
