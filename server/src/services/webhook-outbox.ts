import type { CompiledQuery } from "kysely";
import type { Database } from "../db/database.ts";
import { recordDeliveries } from "../db/webhook-deliveries.ts";
import { listSubscriptions, type Subscription } from "../db/webhook-endpoints.ts";
import type { EventEnvelope } from "../domain/event.ts";
import type { ServerEventType } from "../domain/event-payloads.ts";
import { newId } from "../domain/ids.ts";
import type { Jobs } from "./jobs.ts";

/** How often each process looks who wants events: a change made by another process counts after this, at most. */
const REFRESH_EVERY = 2_000;

interface Options {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  /** Is told why it could not be read who wants events; what was known goes on to hold. */
  onError(error: unknown): void;
}

const NOTHING: readonly CompiledQuery[] = [];

/**
 * Knows which endpoints want which events, and records for them what they are to be sent, in the transaction that
 * stores the event. An event that nobody wants costs a look into a map.
 */
export class WebhookOutbox {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  #readings = 0;
  #latest = 0;
  #live = new Map<ServerEventType, string[]>();
  #test = new Map<ServerEventType, string[]>();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#refreshQuietly(), REFRESH_EVERY);
    this.#timer.unref();
  }

  /** Reads who wants events. Throws what the database throws. */
  async refresh(): Promise<void> {
    const reading = ++this.#readings;
    const subscriptions = await listSubscriptions(this.#options.database);
    // One that began later has answered already, and knows better.
    if (reading < this.#latest) return;
    this.#latest = reading;
    this.#live = endpointsByType(subscriptions.filter(({ livemode }) => livemode !== false));
    this.#test = endpointsByType(subscriptions.filter(({ livemode }) => livemode !== true));
  }

  /** Tells whether any endpoint wants events of that type, from conversations of that mode. */
  wants(type: ServerEventType, livemode: boolean): boolean {
    return (livemode ? this.#live : this.#test).has(type);
  }

  /**
   * Returns what records events of one conversation for the endpoints that want them: statements for the transaction
   * that stores the events. Call `committed` after it when there were any.
   */
  record(events: readonly EventEnvelope[]): readonly CompiledQuery[] {
    const wanted = events.flatMap((envelope) => {
      const endpoints = (envelope.livemode ? this.#live : this.#test).get(envelope.payload.type) ?? [];
      return endpoints.map((endpointId) => ({ id: newId("whd"), endpointId, envelope }));
    });
    return wanted.length === 0 ? NOTHING : [recordDeliveries(this.#options.database, wanted)];
  }

  /** Says that what `record` returned is committed, so that it can be sent. */
  committed(): void {
    this.#options.jobs.announce();
  }

  /** Stops looking. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #refreshQuietly(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      if (!this.#isClosed) this.#options.onError(error);
    }
  }
}

function endpointsByType(subscriptions: readonly Subscription[]): Map<ServerEventType, string[]> {
  const endpoints = new Map<ServerEventType, string[]>();
  for (const { id, types } of subscriptions) {
    for (const type of types)
      endpoints.set(type as ServerEventType, [...(endpoints.get(type as ServerEventType) ?? []), id]);
  }
  return endpoints;
}
