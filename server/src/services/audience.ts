import { sequenceOfEventId } from "../domain/ids.ts";
import type { OutgoingEvent } from "./journal.ts";

/** Why an open conversation stops serving whoever follows it. */
export type Farewell = "ended" | "taken_over" | "restarting" | "deleted";

/** Somebody who follows an open conversation: a session's socket or an events stream. */
export interface Follower {
  /** The request that it came with; absent where there was none. */
  readonly requestId?: string;
  deliver(event: OutgoingEvent): void;
  /** Resolves when what was delivered has gone out, or the follower is gone: a long log is sent no faster than it is read. */
  drained(): Promise<void>;
  /** Is called once, after the last `deliver`. */
  close(farewell: Farewell): void;
}

/** Reads stored events `after < sequence ≤ upTo`, in order, a page at a time. */
export type ReadLog = (after: number, upTo: number) => AsyncIterable<readonly OutgoingEvent[]>;

/** Where a follower wants to go on from. */
export interface Position {
  /** Everything stored after this place is sent again. */
  sequence: number;
  /** The last event seen, so that of a message being written just what is missing is sent. */
  eventId: string | null;
}

/** A follower that falls this far behind while it catches up is sent away; it may come back and go on. */
const MOST_WAITING_EVENTS = 20_000;

/**
 * Everyone who follows one open conversation. A newcomer is first sent what it missed, while what happens meanwhile
 * waits for it, so that nobody sees a gap or an event twice.
 */
export class Audience {
  /** Followers that are up to date. */
  readonly #following = new Set<Follower>();
  /** Followers that are still catching up, with what happened meanwhile. */
  readonly #catchingUp = new Map<Follower, OutgoingEvent[]>();
  /** The deltas of the message that is being written. */
  #unfinished: OutgoingEvent[] = [];
  /** Set once the conversation is closed to followers. */
  #farewell: Farewell | null = null;
  readonly #readLog: ReadLog;

  constructor(readLog: ReadLog) {
    this.#readLog = readLog;
  }

  get size(): number {
    return this.#following.size + this.#catchingUp.size;
  }

  /** Sends an event to everyone. */
  publish(event: OutgoingEvent): void {
    if (event.sequence === null) this.#unfinished.push(event);
    else if (event.type === "agent.message.completed") this.#unfinished = [];
    for (const follower of this.#following) follower.deliver(event);
    for (const [follower, waiting] of this.#catchingUp) {
      waiting.push(event);
      if (waiting.length > MOST_WAITING_EVENTS) this.dismiss(follower, "restarting");
    }
  }

  /** Forgets the deltas of a message that will not be finished. */
  dropUnfinished(): void {
    this.#unfinished = [];
  }

  /**
   * Adds a follower who has seen everything up to `position`; `published` is the place of the last event sent. It is
   * sent no faster than it reads. When the log cannot be read the follower is told to come back, and this throws.
   */
  async join(follower: Follower, position: Position, published: number): Promise<void> {
    const unseen = this.#unseenDeltas(position);
    const waiting: OutgoingEvent[] = [];
    this.#catchingUp.set(follower, waiting);
    try {
      if (position.sequence < published)
        await this.#readUp(follower, this.#readLog(position.sequence, published), unseen);
    } catch (error) {
      if (this.#catchingUp.has(follower)) this.dismiss(follower, "restarting");
      throw error;
    }
    waiting.unshift(...unseen);
    for (let sent = 0; sent < waiting.length && this.#catchingUp.has(follower); sent += 1) {
      follower.deliver(waiting[sent] as OutgoingEvent);
      await follower.drained();
    }
    // Nothing was awaited since the last look at what waits, so nothing can come in between.
    if (!this.#catchingUp.delete(follower)) return;
    if (this.#farewell) follower.close(this.#farewell);
    else this.#following.add(follower);
  }

  /** Sends what the log has, and between its events those of `deltas` that belong there, which are taken out. */
  async #readUp(follower: Follower, log: ReturnType<ReadLog>, deltas: OutgoingEvent[]): Promise<void> {
    for await (const page of log) {
      for (const event of page) {
        const later = deltas.findIndex((delta) => placeOf(delta) >= placeOf(event));
        const earlier = deltas.splice(0, later < 0 ? deltas.length : later);
        for (const next of [...earlier, event]) {
          if (!this.#catchingUp.has(follower)) return;
          follower.deliver(next);
          await follower.drained();
        }
      }
    }
  }

  /** What came between the deltas, such as a tool's late answer, tells which of them a follower has. */
  #unseenDeltas({ sequence, eventId }: Position): OutgoingEvent[] {
    if (eventId === null) return [...this.#unfinished];
    const seen = this.#unfinished.findIndex((event) => event.id === eventId);
    if (seen >= 0) return this.#unfinished.slice(seen + 1);
    return this.#unfinished.filter((delta) => placeOf(delta) >= sequence);
  }

  /** Removes a follower without a farewell: it is gone already. */
  leave(follower: Follower): void {
    this.#following.delete(follower);
    this.#catchingUp.delete(follower);
  }

  /** Removes a follower and tells it why. */
  dismiss(follower: Follower, farewell: Farewell): void {
    this.leave(follower);
    follower.close(farewell);
  }

  /** Says farewell: to those up to date now, to the others once they have caught up. */
  close(farewell: Farewell): void {
    this.#farewell = farewell;
    for (const follower of this.#following) this.dismiss(follower, farewell);
  }
}

/** An event's place in the log; for one that is not stored that of the last stored one before it. */
function placeOf(event: OutgoingEvent): number {
  return event.sequence ?? sequenceOfEventId(event.id) ?? 0;
}
