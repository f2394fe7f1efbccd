import { findTools, listToolNames, type ToolRow } from "../db/tools.ts";
import type { AgentTool, HttpTool, ToolShelf } from "../ports/tool.ts";
import { callHttpTool } from "../runtime/http-tool.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { Started } from "./started.ts";

/** Puts together the tools of the installation, by who carries them out. */
export function toolShelvesOf(started: Started): ToolShelves {
  const nothing: ToolShelf = { names: async () => [], find: async () => [] };
  return { api: httpTools(started), mcp: nothing, client: nothing };
}

function httpTools({ database, fetch, signingKey }: Started): ToolShelf {
  const ofRow = (row: ToolRow): AgentTool => ({
    ns: "api",
    name: row.name,
    description: row.description,
    inputSchema: row.input_schema,
    runsInBackground: false,
    onInterrupt: "finish",
    call: async ({ arguments: args, callId, stopping }) =>
      callHttpTool({
        tool: row as HttpTool,
        arguments: args,
        idempotencyKey: callId,
        signingKeys: await signingKey.keys(),
        fetch,
        signal: stopping,
        now: Date.now,
      }),
  });
  return {
    names: () => listToolNames(database),
    find: async (names) => (await findTools(database, names)).map(ofRow),
  };
}
