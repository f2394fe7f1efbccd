import type { CompiledQuery } from "kysely";
import type { AppendSeries, EventWriter } from "../db/event-writer.ts";
import { applyEvent, type ConversationState } from "../domain/conversation-state.ts";
import {
  envelop,
  type EventEnvelope,
  type EventOrigin,
  type LogEvent,
  type LogOrigin,
  ownerOf,
  type PayloadIn,
} from "../domain/event.ts";
import type { LogPayload } from "../domain/event-payloads.ts";
import { wellFormed } from "../lib/well-formed.ts";

/** An event on its way to whoever follows the conversation, serialised once for all of them. */
export interface OutgoingEvent {
  id: string;
  /** The event's place in the log; null for one that is not stored. */
  sequence: number | null;
  type: LogPayload["type"];
  json: string;
}

/** Serialises an event for those who follow its conversation. */
export function outgoing(envelope: LogEvent["envelope"], sequence: number | null): OutgoingEvent {
  return { id: envelope.id, sequence, type: envelope.payload.type, json: JSON.stringify(envelope) };
}

/** Who is to be told of events beside those who follow the conversation. */
export interface Outbox<Origin extends LogOrigin = EventOrigin> {
  /** Returns what records that they are to be told, to be run in the transaction that stores the events. */
  record(events: readonly EventEnvelope<PayloadIn<Origin>, Origin>[]): readonly CompiledQuery[];
  /** Is called once what `record` returned, when that was anything, is committed. */
  committed(): void;
}

/** What a journal writes for, and where to. */
export interface JournalOptions<Origin extends LogOrigin = EventOrigin> {
  writer: EventWriter;
  origin: Origin;
  fence: number;
  state: ConversationState;
  outbox: Outbox<Origin>;
  /** Is handed every event once it is stored, in the order of the log. */
  publish(event: OutgoingEvent): void;
}

/**
 * The log of one open conversation, or one run, from its holder's side. The state takes an event in at once, so that the next
 * decision knows of it; everyone else sees it only after it is stored.
 */
export class Journal<Origin extends LogOrigin = EventOrigin> {
  readonly state: ConversationState;
  /** The place of the last event that was published. */
  published: number;
  readonly #options: JournalOptions<Origin>;
  readonly #series: AppendSeries = { failure: null };
  /** Settles, never rejecting, with what was recorded last. */
  #latest: Promise<void> = Promise.resolve();
  #isBroken = false;

  constructor(options: JournalOptions<Origin>) {
    this.#options = options;
    this.state = options.state;
    this.published = options.state.sequence;
  }

  /** Wraps a payload that is sent but not stored. */
  passing(payload: PayloadIn<Origin>): OutgoingEvent {
    return outgoing(envelop(this.#options.origin, payload, { sequence: this.published, now: new Date() }), null);
  }

  /**
   * Appends events to the log in one transaction with `changes`. Resolves when they are durable and published; rejects
   * when they could not be stored, after which this journal no longer knows the truth and must not be used again.
   */
  record(payloads: readonly PayloadIn<Origin>[], changes: readonly CompiledQuery[] = []): Promise<void> {
    const recorded = this.#append(payloads, changes);
    this.#latest = recorded.catch(() => {
      this.#isBroken = true;
    });
    return recorded;
  }

  /** Waits until everything that the state has taken in is durable and published, or cannot be. */
  async settled(): Promise<void> {
    while (this.published < this.state.sequence && !this.#isBroken) await this.#latest;
  }

  async #append(payloads: readonly PayloadIn<Origin>[], changes: readonly CompiledQuery[]): Promise<void> {
    const { writer, origin, fence, outbox } = this.#options;
    const now = new Date();
    const events = payloads.map((payload) => {
      const sequence = this.state.sequence + 1;
      const event = { sequence, envelope: envelop(origin, wellFormed(payload), { sequence, now }) };
      applyEvent(this.state, event);
      return event;
    });
    const orders = outbox.record(events.map(({ envelope }) => envelope));
    const all = orders.length === 0 ? changes : [...changes, ...orders];
    const series = this.#series;
    await writer.append({ owner: ownerOf(origin), series, fence, events, changes: all });
    if (orders.length > 0) outbox.committed();
    for (const event of events) {
      this.published = event.sequence;
      this.#options.publish(outgoing(event.envelope, event.sequence));
    }
  }
}
