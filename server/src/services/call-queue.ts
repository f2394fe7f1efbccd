import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { queueCall } from "../db/phone-calls.ts";
import { newId } from "../domain/ids.ts";
import { ourNumber } from "./our-number.ts";

/** Who is dialled first. */
const PRIORITIES: Readonly<Record<string, number>> = { high: 0, normal: 1, low: 2 };

/** Outgoing calls that wait to be dialled. */
export class CallQueue {
  readonly #database: Database;
  #onQueued = (): void => undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Lets `listener` know when a call was queued by this process. */
  whenQueued(listener: () => void): void {
    this.#onQueued = listener;
  }

  /** Lets a conversation's call wait for a line. Throws `channel_unavailable` when its number is gone. */
  async add({ id, channel, livemode }: ConversationRow): Promise<void> {
    const { caller_no, priority } = channel as { caller_no?: string | null; priority?: string };
    const { number, carrier } = await ourNumber(this.#database, caller_no ?? null, livemode);
    await queueCall(this.#database, {
      id: newId("pcl"),
      conversation_id: id,
      carrier,
      our_number: number,
      priority: PRIORITIES[priority ?? "normal"] ?? 1,
    });
    this.#onQueued();
  }
}
