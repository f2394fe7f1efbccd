import type { Database } from "../db/database.ts";
import { END_UNREACHABLE } from "../db/message-lanes.ts";
import { findMessage } from "../db/messages.ts";
import { isRefusal } from "../domain/error.ts";
import type { JobKind } from "./jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";

interface Services {
  database: Database;
  live: Pick<LiveConversations, "open">;
}

/**
 * Makes the job that ends, as failed, the conversation of a message that could not reach its person, and after which
 * none can. Throws `HeldElsewhereError`.
 */
export function unreachablePersons({ database, live }: Services): JobKind {
  return {
    kind: END_UNREACHABLE,
    concurrency: 8,
    perPool: 8,
    run: async ({ subject }) => {
      const row = await findMessage(database, subject);
      if (!row?.conversation_id || !row.error) return { again: null, did: null };
      try {
        await (await live.open(row.conversation_id)).fail(row.error);
      } catch (error) {
        if (!isRefusal(error, "conversation_not_active")) throw error;
      }
      return { again: null, did: `${row.conversation_id} ended` };
    },
  };
}
