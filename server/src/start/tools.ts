import type { ToolShelf } from "../ports/tool.ts";
import { clientShelf, httpShelf, type ShelfOptions } from "../services/tool-shelves.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { Started } from "./started.ts";

/** Puts together the tools of the installation, by who carries them out. */
export function toolShelvesOf({ database, secretBox, fetch, signingKey, logger }: Started): ToolShelves {
  const nothing: ToolShelf = { names: async () => [], find: async () => [] };
  const options: ShelfOptions = {
    database,
    secretBox,
    fetch,
    signingKeys: () => signingKey.keys(),
    onMismatch: ({ tool, callId, conversationId, problems }) =>
      logger.warn(
        { tool, call_id: callId, conversation_id: conversationId, problems },
        "A tool's result does not fit its output_schema.",
      ),
  };
  return { api: httpShelf(options), mcp: nothing, client: clientShelf(options) };
}
