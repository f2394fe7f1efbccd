import { newId, versionId } from "../domain/ids.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { TurnObserver } from "../ports/turn-observer.ts";
import { judgeCondition } from "../runtime/condition.ts";
import type { TurnLimits } from "../runtime/turn-types.ts";
import { GOES_ON } from "./procedure-run.ts";
import type { Judge, RunToJudge } from "./procedure-runs.ts";
import { countedTokens } from "./token-count.ts";

interface Services {
  catalog: ModelCatalog;
  limits: TurnLimits;
  observer: TurnObserver;
  /** The pause after the first time that no model answered, in ms; it doubles. */
  retryEvery: number;
}

/**
 * Judges by an agent's `filter_condition` whether a run is gone into. Only runs about a conversation that is over are
 * judged: what a conversation in progress waits for was asked for.
 */
export function conditionJudge(services: Services): Judge {
  return async (run, signal) => {
    const { filter_condition: condition } = run.config;
    const { conversation_id, trigger } = run.row;
    if (condition === null || conversation_id === null || trigger === "tool") return GOES_ON;
    const tokens = { input: 0, output: 0 };
    const began = performance.now();
    const watch = countedTokens(services.observer, tokens).turnBegan(observed(run), Date.now());
    const { catalog, limits, retryEvery } = services;
    const { models, text } = run;
    const onCall = watch.modelCalled.bind(watch);
    const question = { condition, text, models, catalog, limits, retryEvery, signal, newId, onCall };
    const verdict = await judgeCondition(question);
    watch.ended({ interrupted: false, steps: 1, response: null, duration: performance.now() - began });
    if ("failure" in verdict) return { skip: null, failure: verdict.failure, tokens };
    return { skip: verdict.holds ? null : skipped(condition, verdict.reason), failure: null, tokens };
  };
}

function skipped(condition: string, reason: string): string {
  return `The condition is not met: ${condition}${reason === "" ? "" : ` (${reason})`}`;
}

function observed({ row }: RunToJudge) {
  return {
    conversationId: row.conversation_id,
    procedureId: row.id,
    agentVersionId: versionId(row.agent_id, row.agent_version),
    agentName: row.name,
    livemode: row.livemode,
    requestId: () => null,
    personalValues: () => [],
  };
}
