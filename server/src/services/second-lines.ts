import type { Database } from "../db/database.ts";
import { endCall, type PhoneCallRow, setHandingOver, traceCall } from "../db/phone-calls.ts";
import { newId } from "../domain/ids.ts";
import type { CallLines } from "./call-lines.ts";
import type { PhoneCalls } from "./phone-calls.ts";

interface Services {
  readonly database: Database;
  readonly lines: Pick<CallLines, "reserve">;
  readonly calls: Pick<PhoneCalls, "underWay">;
  onError(error: unknown, conversationId: string | null): void;
}

/** The line of a second call. */
interface SecondLine {
  /** Notes what another process needs to end the call, should this one die. */
  trace(trace: string): void;
  /** Gives it back; to be called once. */
  giveBack(): void;
}

/** Gives lines to second calls, so that these count among the installation's, too. */
export class SecondLines {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Takes a line for a call that is made for the one of that id; null when all are taken. */
  async take({ network, from, beside }: Wanted): Promise<SecondLine | null> {
    const { lines, calls } = this.#services;
    const id = newId("pcl");
    calls.underWay.add(id);
    const isThere = await lines
      .reserve({ id, carrier: network, our_number: from, carrier_call_id: null, beside })
      .catch((error: unknown) => {
        calls.underWay.delete(id);
        throw error;
      });
    if (isThere) return this.#lineOf(id);
    calls.underWay.delete(id);
    return null;
  }

  /** Notes that the network is asked to hand a call over, or has said that it did not. */
  async setHandingOver(id: string, isHandingOver: boolean): Promise<void> {
    await setHandingOver(this.#services.database, id, isHandingOver);
  }

  #lineOf(id: string): SecondLine {
    const { database, calls, onError } = this.#services;
    return {
      trace(trace) {
        traceCall(database, id, trace).catch((error: unknown) => onError(error, null));
      },
      giveBack() {
        // One that cannot be given back now is found by whoever looks for lost calls.
        void endCall(database, id)
          .catch((error: unknown) => onError(error, null))
          .finally(() => calls.underWay.delete(id));
      },
    };
  }
}

interface Wanted {
  readonly network: PhoneCallRow["carrier"];
  readonly from: string;
  readonly beside: string;
}
