import type { Client, ServerEvent } from "@operator/sdk";
import { TimelineBuilder } from "./timeline-rows.ts";
import type { TimelineRow } from "./timeline-types.ts";

/** Events that come within so many ms of the last drawing are drawn together. */
const TOGETHER = 16;
/** While as many come at once as only a log has that is read from its begin, they are drawn less often. */
const MANY = 50;
const TOGETHER_WHILE_MANY = 150;

/** What there is to show of a conversation's events at one moment. */
export interface FeedView {
  rows: readonly TimelineRow[];
  /** All events so far, as they came. */
  events: readonly ServerEvent[];
  context: Readonly<Record<string, unknown>> | null;
  state: "reading" | "over" | "failed";
  error: unknown;
}

const NOTHING: FeedView = { rows: [], events: [], context: null, state: "reading", error: null };

/** Follows the events of one conversation, from the first to the last. Listeners are told of every change. */
export class ConversationFeed {
  readonly #events: ServerEvent[] = [];
  readonly #timeline = new TimelineBuilder();
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownAt = 0;
  #shownEvents = 0;
  #together = TOGETHER;
  #view = NOTHING;

  constructor(client: Client, id: string) {
    this.#follow(client, id).then(
      () => this.#show({ state: "over" }),
      (error: unknown) => {
        if (!this.#stopped.signal.aborted) this.#show({ state: "failed", error });
      },
    );
  }

  /** What there is to show; another object after every change. */
  readonly view = (): FeedView => this.#view;

  /** Calls `listener` after every change, until the function it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Stops following. */
  close(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  async #follow(client: Client, id: string): Promise<void> {
    for await (const event of client.conversations.events(id, { signal: this.#stopped.signal })) {
      this.#events.push(event);
      this.#timeline.add(event);
      this.#timer ??= setTimeout(() => this.#show({}), Math.max(0, this.#shownAt + this.#together - performance.now()));
    }
  }

  #show(change: Partial<FeedView>): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped.signal.aborted) return;
    const { rows, context } = this.#timeline;
    this.#view = { ...this.#view, events: this.#events, rows, context, ...change };
    for (const listener of this.#listeners) listener();
    this.#together = this.#events.length - this.#shownEvents > MANY ? TOGETHER_WHILE_MANY : TOGETHER;
    this.#shownEvents = this.#events.length;
    this.#shownAt = performance.now();
  }
}
