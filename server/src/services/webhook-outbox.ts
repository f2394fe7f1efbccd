import type { CompiledQuery } from "kysely";
import type { Database } from "../db/database.ts";
import { recordDeliveries } from "../db/webhook-deliveries.ts";
import { listSubscribers, type WebhookEndpointRow } from "../db/webhook-endpoints.ts";
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
const NOBODY: readonly WebhookEndpointRow[] = [];

/** Who wants events, by their type, in the order of their creation. */
type Subscribers = Map<ServerEventType, WebhookEndpointRow[]>;

/**
 * Knows which endpoints want which events, and records for them what they are to be sent, in the transaction that
 * stores the event. An event that nobody wants costs a look into a map.
 */
export class WebhookOutbox {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  #readings = 0;
  #latest = 0;
  #live: Subscribers = new Map();
  #test: Subscribers = new Map();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#refreshQuietly(), REFRESH_EVERY);
    this.#timer.unref();
  }

  /** Reads who wants events. Throws what the database throws. */
  async refresh(): Promise<void> {
    const reading = ++this.#readings;
    const subscribers = await listSubscribers(this.#options.database);
    // One that began later has answered already, and knows better.
    if (reading < this.#latest) return;
    this.#latest = reading;
    this.#live = byType(subscribers.filter(({ livemode }) => livemode !== false));
    this.#test = byType(subscribers.filter(({ livemode }) => livemode !== true));
  }

  /** Lists the endpoints that want events of that type from conversations of that mode, in the order of their creation. */
  subscribers(type: ServerEventType, livemode: boolean): readonly WebhookEndpointRow[] {
    return (livemode ? this.#live : this.#test).get(type) ?? NOBODY;
  }

  /**
   * Returns what records events of one conversation for the endpoints that want them: statements for the transaction
   * that stores the events. Call `committed` after it when there were any.
   */
  record(events: readonly EventEnvelope[]): readonly CompiledQuery[] {
    const wanted = events.flatMap((envelope) => {
      const endpoints = this.subscribers(envelope.payload.type, envelope.livemode);
      return endpoints.map(({ id: endpointId }) => ({ id: newId("whd"), endpointId, envelope }));
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

function byType(endpoints: readonly WebhookEndpointRow[]): Subscribers {
  const subscribers: Subscribers = new Map();
  for (const endpoint of endpoints)
    for (const type of endpoint.types as ServerEventType[])
      subscribers.set(type, [...(subscribers.get(type) ?? []), endpoint]);
  return subscribers;
}
