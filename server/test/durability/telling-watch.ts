import type { EventEnvelope } from "../../src/domain/event.ts";
import { sequenceOfEventId } from "../../src/domain/ids.ts";

/** The platform lets an agent come to rest that was given its turn on so many late answers since the user spoke. */
const MOST_TURNS_ON_LATE_ANSWERS = 20;

/**
 * Watches the events of a conversation for calls that are not yet told of: those that have not come back, and those
 * whose answer no turn waited for and the agent has not yet been given a turn on.
 */
export class TellingWatch {
  readonly #open = new Set<string>();
  /** Open calls that no turn waits for. */
  readonly #late = new Set<string>();
  /** Late answers since the user spoke last. */
  #lateAnswers = 0;
  /** The place of the last late answer that calls for a turn. */
  #due = 0;
  /** The place of the last event that a finished turn took into account. */
  #answered = 0;

  /** Takes in the next event. */
  take({ id, payload }: EventEnvelope): void {
    switch (payload.type) {
      case "agent.tool_call.created":
        this.#open.add(payload.call_id);
        if (payload.in_background) this.#late.add(payload.call_id);
        return;
      case "user.message.received":
        this.#lateAnswers = 0;
        for (const callId of this.#open) this.#late.add(callId);
        return;
      case "agent.tool_call.returned":
        return this.#takeAnswer(payload.call_id, sequenceOfEventId(id) ?? 0);
      case "agent.turn.metrics":
        if (!payload.interrupted) this.#answered = sequenceOfEventId(payload.trigger_event_id) ?? 0;
        return;
      default:
    }
  }

  #takeAnswer(callId: string, place: number): void {
    this.#open.delete(callId);
    if (!this.#late.delete(callId)) return;
    this.#lateAnswers += 1;
    if (this.#lateAnswers <= MOST_TURNS_ON_LATE_ANSWERS) this.#due = place;
  }

  /** Whether nothing is left to be told of. */
  isOver(): boolean {
    return this.#open.size === 0 && this.#answered >= this.#due;
  }
}
