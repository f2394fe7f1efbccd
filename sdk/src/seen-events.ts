import type { ServerEvent, ServerEventType } from "./wire.ts";

/** Events that are sent once and never again, however the line is. A conversation by voice has very many of them. */
const PASSING: ReadonlySet<ServerEventType> = new Set(["user.transcript.delta", "agent.audio.cleared"]);

/** Remembers which events have come, as a reconnect may bring some of them again. */
export class SeenEvents {
  readonly #stored = new Set<string>();
  /** The deltas of the message that is being written; once it is complete they cannot come again. */
  readonly #deltas = new Set<string>();

  /** Tells whether an event has not come before, and remembers it. */
  isNew({ id, payload }: ServerEvent): boolean {
    if (PASSING.has(payload.type)) return true;
    const seen = payload.type === "agent.message.delta" ? this.#deltas : this.#stored;
    if (seen.has(id)) return false;
    if (payload.type === "agent.message.completed") this.#deltas.clear();
    seen.add(id);
    return true;
  }
}
