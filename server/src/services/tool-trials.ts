import type { Database } from "../db/database.ts";
import { findTool } from "../db/tools.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { SigningKeys } from "../lib/signature.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import { type HttpToolTrial, tryHttpTool } from "../runtime/http-tool-trial.ts";
import { resultProblems } from "../runtime/tool-schemas.ts";
import { knownActor } from "./actors.ts";
import type { ApiKey } from "./api-keys.ts";
import { readyToCall } from "./tool-shelves.ts";

/** What trials are made with. */
export interface TrialOptions {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly fetch: Pick<SafeFetch, "send">;
  readonly signingKeys: () => SigningKeys | Promise<SigningKeys>;
  readonly activityLog: ActivityLog;
}

/** Who wants a trial, in which request. */
export interface Trier {
  readonly key: ApiKey;
  readonly requestId: string;
}

/** Calls single tools so that people see how it goes. */
export class ToolTrials {
  readonly #options: TrialOptions;

  constructor(options: TrialOptions) {
    this.#options = options;
  }

  /**
   * Makes one signed call of an `http` tool, without retries, and shows the request, the answer and what an agent
   * would be told. Throws `not_found`, and `invalid_field` for a tool of the client.
   */
  async try(by: Trier, name: string, args: unknown) {
    const row = await findTool(this.#options.database, name);
    if (!row) throw notFound("tool", name);
    if (row.type === "client") {
      const message = `${name} is a tool of the type client: only the client of a live session can carry it out. Try it in a conversation.`;
      throw new OperatorError("invalid_field", message, { param: "name" });
    }
    const at = new Date();
    const tool = readyToCall(row, this.#options.secretBox);
    const trial = "problem" in tool ? notMade(tool.problem) : await this.#call(tool, args);
    this.#record(by, { name, at, outcome: trial.outcome });
    const { request, response, outcome } = trial;
    return {
      request,
      response: response && shownResponse(response),
      outcome: {
        status: outcome.status,
        result: outcome.status === "succeeded" ? outcome.result : null,
        error: outcome.status === "succeeded" ? null : outcome.error,
      },
      output_problems: outcome.status === "succeeded" ? [...resultProblems(row.output_schema, outcome.result)] : [],
    };
  }

  async #call(tool: Parameters<typeof tryHttpTool>[0]["tool"], args: unknown): Promise<HttpToolTrial> {
    return tryHttpTool({
      tool,
      arguments: args,
      idempotencyKey: newId("call"),
      signingKeys: await this.#options.signingKeys(),
      fetch: this.#options.fetch,
      signal: NEVER,
      now: Date.now,
    });
  }

  #record({ key, requestId }: Trier, { name, at, outcome }: { name: string; at: Date; outcome: ToolOutcome }): void {
    const error = outcome.status === "succeeded" ? null : outcome.error;
    this.#options.activityLog.record({
      kind: "tool_call",
      outcome: outcome.status,
      summary: `${name} (tried)${error === null ? "" : `: ${error}`}`,
      actor: knownActor(key),
      livemode: key.livemode,
      requestId,
      conversationId: null,
      at: new Date(),
      duration: Date.now() - at.getTime(),
      details: { name, ns: "api", tried: true, error },
    });
  }
}

const NEVER = widelyHeard().signal;

function notMade(problem: string): HttpToolTrial {
  return { request: null, response: null, outcome: { status: "failed", error: problem } };
}

function shownResponse({ status, headers, body, duration }: NonNullable<HttpToolTrial["response"]>) {
  return { status, headers, body, duration_ms: duration };
}
