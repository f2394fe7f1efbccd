import { WAKE_CONVERSATION } from "../db/conversation-changes.ts";
import { isRefusal } from "../domain/error.ts";
import type { ClaimedJob, JobKind, JobResult } from "./jobs.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { HeldElsewhereError, type LiveConversations } from "./live-conversations.ts";

/** Runs a job in the process at `url`, which holds what it needs, and returns how it went. */
export type RunElsewhere = (url: string, job: ClaimedJob, signal: AbortSignal) => Promise<JobResult>;

/** How many conversations one process looks after at once. */
const CONCURRENCY = 64;

const DONE: JobResult = { again: null, did: null };

/** Lets a kind of job be carried out by whichever process holds the conversation that it turns out to need. */
export function atHolder(kind: JobKind, elsewhere: RunElsewhere): JobKind {
  return {
    ...kind,
    run: async (job, signal) => {
      try {
        return await kind.run(job, signal);
      } catch (error) {
        if (error instanceof HeldElsewhereError) return elsewhere(error.url, job, signal);
        throw error;
      }
    },
  };
}

/** The jobs that look after conversations when their time has come; a job's subject is the conversation. */
export function conversationJobs(live: Pick<LiveConversations, "open">): JobKind[] {
  const kind = (name: string, look: (conversation: LiveConversation) => Promise<JobResult>): JobKind => ({
    kind: name,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: async ({ subject }) => {
      const conversation = await openUnlessOver(live, subject);
      return conversation ? look(conversation) : DONE;
    },
  });
  return [
    kind(WAKE_CONVERSATION, async (conversation) => ({ again: await conversation.rouse(), did: "looked after" })),
  ];
}

/** Opens a conversation; null when it is over or gone. Throws `HeldElsewhereError`. */
export async function openUnlessOver(
  live: Pick<LiveConversations, "open">,
  id: string,
): Promise<LiveConversation | null> {
  try {
    return await live.open(id);
  } catch (error) {
    if (isRefusal(error, "conversation_not_active", "not_found")) return null;
    throw error;
  }
}
