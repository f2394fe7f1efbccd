import { newTurnTaking, takeTurns } from "../domain/turn-taking.ts";
import type { TurnTakingEffect, TurnTakingEvent, TurnTakingRules } from "../domain/turn-taking-types.ts";

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** What is told to whoever decides whose turn it is, without the time. */
export type FloorEvent = Without<TurnTakingEvent, "at">;

/** What is done for whoever decides whose turn it is. */
export interface FloorHands {
  carryOut(effect: TurnTakingEffect, now: number): void;
  /** Has `tick` called at that time. */
  wakeBy(at: number): void;
}

/** Whose turn it is: keeps the state between what happens, and the time at which to look again. */
export class Floor {
  #state: ReturnType<typeof newTurnTaking>;
  readonly #rules: Omit<TurnTakingRules, "language">;
  readonly #hands: FloorHands;
  #wakeAt = Number.POSITIVE_INFINITY;

  constructor(rules: TurnTakingRules, hands: FloorHands) {
    this.#rules = rules;
    this.#state = newTurnTaking(rules);
    this.#hands = hands;
  }

  /** The time that is waited for; infinite without one. */
  get wakeAt(): number {
    return this.#wakeAt;
  }

  /** Says what happened. What is to be done of it is done before this returns. */
  tell(event: FloorEvent, now: number): void {
    const { state, effects } = takeTurns(this.#state, { ...event, at: now } as TurnTakingEvent);
    this.#state = state;
    for (const effect of effects) {
      if (effect.type === "wake_at") this.#wakeBy(effect.at ?? Number.POSITIVE_INFINITY);
      else this.#hands.carryOut(effect, now);
    }
  }

  /** Looks whether the time has come that was waited for. */
  tick(now: number): void {
    if (now < this.#wakeAt) return;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.tell({ type: "tick" }, now);
  }

  #wakeBy(at: number): void {
    this.#wakeAt = at;
    if (at !== Number.POSITIVE_INFINITY) this.#hands.wakeBy(at);
  }

  /** Goes on in another language. */
  setLanguage(language: string): void {
    this.#state = { ...this.#state, rules: { ...this.#rules, language } };
  }
}
