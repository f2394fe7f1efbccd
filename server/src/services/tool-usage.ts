import type { ToolUserRow } from "../db/tool-users.ts";
import { OperatorError } from "../domain/error.ts";
import { versionId } from "../domain/ids.ts";

const MOST_NAMED = 10;

/** Builds the refusal to take away what agents use; `what` begins the sentence: `Tool book_appointment`. */
export function toolsInUse(what: string, users: readonly ToolUserRow[]): OperatorError {
  const named = [...new Set(users.map((user) => `${user.agent_name} (${versionId(user.agent_id, user.version)})`))];
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : "";
  const list = `${named.slice(0, MOST_NAMED).join(", ")}${more}`;
  return new OperatorError("in_use", `${what} is enabled by ${list}. Take it out of config.tool.tools there first.`);
}
