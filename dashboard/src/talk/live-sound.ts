import type { Sound } from "@operator/sdk/voice";

/** For how long the agent counts as speaking after its voice has paused, as it does between two sentences. */
const PAUSE = 400;

/** What is heard right now. It changes 20 times a second, so it has listeners of its own. */
export class LiveSound {
  readonly #listeners = new Set<(sound: Sound) => void>();
  #playedAt = Number.NEGATIVE_INFINITY;
  #isAgentHeard = false;

  /** Whether the agent is speaking, short pauses included. */
  get isAgentHeard(): boolean {
    return this.#isAgentHeard;
  }

  /** Calls `listener` with everything that is heard, until the function it returns is called. */
  readonly subscribe = (listener: (sound: Sound) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes what is heard. */
  readonly take = (sound: Sound): void => {
    const now = performance.now();
    if (sound.isPlaying) this.#playedAt = now;
    this.#isAgentHeard = now - this.#playedAt < PAUSE;
    for (const listener of this.#listeners) listener(sound);
  };
}
