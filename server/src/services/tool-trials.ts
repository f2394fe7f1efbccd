import type { Database } from "../db/database.ts";
import { findTool } from "../db/tools.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { SigningKeys } from "../lib/signature.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { type HttpToolTrial, tryHttpTool } from "../runtime/http-tool-trial.ts";
import { readyToCall } from "./tool-shelves.ts";
import { recordTrial, shownOutcome, type Trier } from "./trial-outcome.ts";

/** What trials are made with. */
export interface TrialOptions {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly fetch: Pick<SafeFetch, "send">;
  readonly signingKeys: () => SigningKeys | Promise<SigningKeys>;
  readonly activityLog: ActivityLog;
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
    const { request, response, outcome } = trial;
    recordTrial(this.#options.activityLog, by, { ns: "api", name, at, outcome });
    return { request, response: response && shownResponse(response), ...shownOutcome(outcome, row.output_schema) };
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
}

const NEVER = widelyHeard().signal;

function notMade(problem: string): HttpToolTrial {
  return { request: null, response: null, outcome: { status: "failed", error: problem } };
}

function shownResponse({ status, headers, body, duration }: NonNullable<HttpToolTrial["response"]>) {
  return { status, headers, body, duration_ms: duration };
}
