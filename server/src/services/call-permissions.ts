import type { Database } from "../db/database.ts";
import { isOnDoNotCallList } from "../db/do-not-call.ts";
import { listOwnNumbers } from "../db/phone-numbers.ts";
import { type CallRules, destinationProblem } from "../domain/call-destination.ts";
import type { Failure } from "./conversation-outcome.ts";

/** Knows whom the installation may call. */
export class CallPermissions {
  readonly #database: Database;
  readonly #rules: CallRules;

  constructor(database: Database, rules: CallRules) {
    this.#database = database;
    this.#rules = rules;
  }

  /** Says why a call may not go to a number; null when it may, whoever it belongs to. */
  async destinationProblem(number: string): Promise<Failure | null> {
    const message = destinationProblem(number, this.#rules, await listOwnNumbers(this.#database));
    return message === null ? null : { code: "destination_not_allowed", message };
  }

  /** Says why somebody may not be called of the platform's own accord; null when they may. */
  async problem(number: string): Promise<Failure | null> {
    const problem = await this.destinationProblem(number);
    if (problem !== null || !(await isOnDoNotCallList(this.#database, number))) return problem;
    const message = "The number is on the do-not-call list. DELETE /do_not_call/{number} takes it off.";
    return { code: "do_not_call", message };
  }
}
