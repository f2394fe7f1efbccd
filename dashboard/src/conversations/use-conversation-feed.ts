import { useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "../data/client.tsx";
import { ConversationFeed, type FeedView } from "./conversation-feed.ts";

const NOBODY: Pick<ConversationFeed, "view" | "subscribe"> = { view: () => EMPTY, subscribe: () => () => undefined };
const EMPTY: FeedView = { rows: [], events: [], context: null, state: "reading", error: null };

/** Follows a conversation's events for as long as they are shown. */
export function useConversationFeed(id: string): FeedView {
  const client = useClient();
  const [feed, setFeed] = useState(NOBODY);
  useEffect(() => {
    const opened = new ConversationFeed(client, id);
    setFeed(opened);
    return () => {
      opened.close();
      setFeed(NOBODY);
    };
  }, [client, id]);
  return useSyncExternalStore(feed.subscribe, feed.view);
}
