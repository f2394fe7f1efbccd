import type { ToolServices } from "../http/tools.ts";
import { ToolCalls } from "../services/tool-calls.ts";
import { clientShelf, httpShelf } from "../services/tool-shelves.ts";
import { ToolTrials } from "../services/tool-trials.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import { Tools } from "../services/tools.ts";
import type { Started } from "./started.ts";

/** Puts together the tools of the installation, by who carries them out. */
export function toolShelvesOf(
  started: Started,
  others: Pick<ToolShelves, "syscall" | "mcp" | "procedure">,
): ToolShelves {
  const { logger } = started;
  const options = {
    ...callingOf(started),
    onMismatch: (found: { tool: string; callId: string; conversationId: string; problems: readonly string[] }) => {
      const { tool, problems, callId: call_id, conversationId: conversation_id } = found;
      logger.warn({ tool, call_id, conversation_id, problems }, "A tool's result does not fit its output_schema.");
    },
  };
  return { api: httpShelf(options), client: clientShelf(options), ...others };
}

/** Builds the services behind the REST calls on tools. */
export function toolServicesOf(started: Started): ToolServices {
  const { database, activityLog } = started;
  return {
    tools: new Tools(started),
    toolTrials: new ToolTrials({ ...callingOf(started), activityLog }),
    toolCalls: new ToolCalls(database),
  };
}

/** What calls of first-party tools are made with. */
function callingOf({ database, secretBox, fetch, signingKey }: Started) {
  return { database, secretBox, fetch, signingKeys: () => signingKey.keys() };
}
