import type { TurnObserver } from "../ports/turn-observer.ts";

/** Makes an observer that tells several. */
export function turnObservers(observers: readonly TurnObserver[]): TurnObserver {
  return {
    turnBegan(conversation, startedAt) {
      const watches = observers.map((observer) => observer.turnBegan(conversation, startedAt));
      return {
        modelCalled: (report) => watches.forEach((watch) => watch.modelCalled(report)),
        toolReturned: (report) => watches.forEach((watch) => watch.toolReturned(report)),
        ended: (report) => watches.forEach((watch) => watch.ended(report)),
      };
    },
    toolReturnedLate: (conversation, report) =>
      observers.forEach((observer) => observer.toolReturnedLate(conversation, report)),
  };
}
