import type { Conversation } from "@operator/sdk";
import { useMemo } from "react";
import { useSearchParams } from "../data/use-search-params.ts";
import type { FeedView } from "./conversation-feed.ts";
import { TimelineView } from "./timeline-view.tsx";

interface TimelinePanelProps {
  conversation: Conversation;
  feed: FeedView;
}

/** Shows what happened in a conversation, from its begin on. */
export function TimelinePanel({ conversation, feed }: TimelinePanelProps) {
  const [search, setSearch] = useSearchParams();
  const isAll = search["events"] === "all";
  const { rows, state } = feed;
  const shown = useMemo(() => (isAll ? rows : rows.filter((row) => row.kind !== "note" || !row.isFine)), [rows, isAll]);
  const begin = Date.parse(conversation.started_at ?? conversation.created_at);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center justify-between gap-3 px-4 pt-2 text-xs text-muted sm:px-6">
        <span role="status" className="flex items-center gap-2">
          {state === "reading" && (
            <>
              <span className="size-2 rounded-full bg-accent" /> Followed live
            </>
          )}
        </span>
        <label className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            checked={isAll}
            onChange={(event) => setSearch({ events: event.target.checked ? "all" : undefined })}
            className="size-4 accent-accent"
          />
          Every event
        </label>
      </div>
      <TimelineView rows={shown} begin={begin} isLive={state === "reading" && conversation.status === "in-progress"} />
    </div>
  );
}
