import type { JsonObject } from "../lib/json.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import { resultProblems } from "../runtime/tool-schemas.ts";
import { knownActor } from "./actors.ts";
import type { ApiKey } from "./api-keys.ts";

/** Who wants a trial, in which request. */
export interface Trier {
  readonly key: ApiKey;
  readonly requestId: string;
}

/** Shows how a trial ended, as an agent would be told, and what of it does not fit the tool's schema of the answer. */
export function shownOutcome(outcome: ToolOutcome, outputSchema: JsonObject | null) {
  const hasSucceeded = outcome.status === "succeeded";
  return {
    outcome: {
      status: outcome.status,
      result: hasSucceeded ? outcome.result : null,
      error: hasSucceeded ? null : outcome.error,
    },
    output_problems: hasSucceeded ? [...resultProblems(outputSchema, outcome.result)] : [],
  };
}

/** A trial that was made. */
interface MadeTrial {
  readonly ns: "api" | "mcp";
  readonly name: string;
  /** When it began. */
  readonly at: Date;
  readonly outcome: ToolOutcome;
}

/** Writes a trial to the log of what is done, without arguments and result. */
export function recordTrial(log: ActivityLog, { key, requestId }: Trier, { ns, name, at, outcome }: MadeTrial): void {
  const error = outcome.status === "succeeded" ? null : outcome.error;
  log.record({
    kind: "tool_call",
    outcome: outcome.status,
    summary: `${name} (tried)${error === null ? "" : `: ${error}`}`,
    actor: knownActor(key),
    livemode: key.livemode,
    requestId,
    conversationId: null,
    at: new Date(),
    duration: Date.now() - at.getTime(),
    details: { name, ns, tried: true, error },
  });
}
