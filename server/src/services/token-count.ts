import type { TurnObserver, TurnWatch } from "../ports/turn-observer.ts";

/** How many tokens models have read and written. */
export interface TokenCount {
  input: number;
  output: number;
}

/** Makes an observer that counts into `tokens` what every model call uses, and tells `observer` all it is told. */
export function countedTokens(observer: TurnObserver, tokens: TokenCount): TurnObserver {
  return {
    turnBegan(conversation, startedAt): TurnWatch {
      const watch = observer.turnBegan(conversation, startedAt);
      return {
        modelCalled(report) {
          tokens.input += report.inputTokens ?? 0;
          tokens.output += report.outputTokens ?? 0;
          watch.modelCalled(report);
        },
        toolReturned: (report) => watch.toolReturned(report),
        ended: (report) => watch.ended(report),
      };
    },
    toolReturnedLate: (conversation, report) => observer.toolReturnedLate(conversation, report),
  };
}
