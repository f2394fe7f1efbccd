import type { Database } from "../db/database.ts";
import { endCall, type PhoneCallRow } from "../db/phone-calls.ts";
import { newId } from "../domain/ids.ts";
import type { CallLines } from "./call-lines.ts";
import type { PhoneCalls } from "./phone-calls.ts";

interface Services {
  readonly database: Database;
  readonly lines: Pick<CallLines, "reserve">;
  readonly calls: Pick<PhoneCalls, "underWay">;
  onError(error: unknown, conversationId: string | null): void;
}

/** Gives lines to second calls, so that these count among the installation's, too. */
export class SecondLines {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Takes a line. Returns what gives it back, to be called once; null when all are taken. */
  async take({ network, from }: { network: PhoneCallRow["carrier"]; from: string }): Promise<(() => void) | null> {
    const { database, lines, calls, onError } = this.#services;
    const id = newId("pcl");
    calls.underWay.add(id);
    const isThere = await lines
      .reserve({ id, carrier: network, our_number: from, carrier_call_id: null })
      .catch((error: unknown) => {
        calls.underWay.delete(id);
        throw error;
      });
    if (!isThere) {
      calls.underWay.delete(id);
      return null;
    }
    return () => {
      // One that cannot be given back now is found by whoever looks for lost calls.
      void endCall(database, id)
        .catch((error: unknown) => onError(error, null))
        .finally(() => calls.underWay.delete(id));
    };
  }
}
