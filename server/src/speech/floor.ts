import { newTurnTaking, takeTurns } from "../domain/turn-taking.ts";
import type { TurnTakingEffect, TurnTakingEvent, TurnTakingRules } from "../domain/turn-taking-types.ts";

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What is told to whoever decides whose turn it is, without the time. */
export type FloorEvent = Without<TurnTakingEvent, "at">;

/** Whose turn it is: keeps the state between what happens, and the time at which to look again. */
export class Floor {
  #state: ReturnType<typeof newTurnTaking>;
  readonly #rules: Omit<TurnTakingRules, "language">;
  readonly #carryOut: (effect: TurnTakingEffect, now: number) => void;
  #wakeAt: number | null = null;

  constructor(rules: TurnTakingRules, carryOut: (effect: TurnTakingEffect, now: number) => void) {
    this.#rules = rules;
    this.#state = newTurnTaking(rules);
    this.#carryOut = carryOut;
  }

  /** Says what happened. What is to be done of it is done before this returns. */
  tell(event: FloorEvent, now: number): void {
    const { state, effects } = takeTurns(this.#state, { ...event, at: now } as TurnTakingEvent);
    this.#state = state;
    for (const effect of effects) {
      if (effect.type === "wake_at") this.#wakeAt = effect.at;
      else this.#carryOut(effect, now);
    }
  }

  /** Looks whether the time has come that was waited for. */
  tick(now: number): void {
    if (this.#wakeAt === null || now < this.#wakeAt) return;
    this.#wakeAt = null;
    this.tell({ type: "tick" }, now);
  }

  /** Goes on in another language. */
  setLanguage(language: string): void {
    this.#state = { ...this.#state, rules: { ...this.#rules, language } };
  }
}
