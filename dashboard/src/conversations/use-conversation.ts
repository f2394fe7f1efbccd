import type { Conversation } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useClient } from "../data/client.tsx";
import type { FeedView } from "./conversation-feed.ts";

/** What is written after the end, such as the summary, is asked for so often, in ms, and so many times. */
const ASK_EVERY = 2_000;
const ASK_AT_MOST = 20;

/** The key under which a conversation is known. */
export function conversationKey(id: string): readonly string[] {
  return ["conversations", "one", id];
}

/** Reads a conversation, and again when its events say that it has changed, and until what follows its end is written. */
export function useConversation(id: string, { rows, state }: FeedView) {
  const client = useClient();
  const query = useQuery({
    queryKey: conversationKey(id),
    queryFn: () => client.conversations.get(id),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data !== undefined && isUnfinished(data) && dataUpdateCount < ASK_AT_MOST ? ASK_EVERY : false,
  });
  const { refetch } = query;
  const changes = rows.findLast(({ event }) => CHANGING.has(event.payload.type))?.key;
  // It is what has happened that makes it read again.
  useEffect(() => {
    if (changes !== undefined) void refetch();
  }, [changes, state, refetch]);
  return query;
}

const CHANGING: ReadonlySet<string> = new Set([
  "conversation.started",
  "conversation.ended",
  "conversation.custom_fields.updated",
]);

/** Tells whether something is still written about a conversation that has just ended. */
function isUnfinished({ completed_at, summary }: Conversation): boolean {
  return completed_at !== null && summary === null && Date.now() - Date.parse(completed_at) < ASK_EVERY * ASK_AT_MOST;
}
