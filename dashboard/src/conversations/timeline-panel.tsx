import type { Conversation } from "@operator/sdk";
import { useMemo, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Empty } from "../ui/states.tsx";
import type { FeedView } from "./conversation-feed.ts";
import { isByVoice } from "./conversation-words.ts";
import { MessageComposer } from "./message-composer.tsx";
import { RecordingPlayer } from "./recording-player.tsx";
import { type SoundClock, SoundProvider } from "./sound-clock.ts";
import { SuperviseBar } from "./supervise-bar.tsx";
import { TimelineView } from "./timeline-view.tsx";

interface TimelinePanelProps {
  conversation: Conversation;
  feed: FeedView;
}

/** Shows what happened in a conversation, from its begin on, with what can be done about it above and below. */
export function TimelinePanel({ conversation, feed }: TimelinePanelProps) {
  const [search, setSearch] = useSearchParams();
  const [sound, setSound] = useState<SoundClock | null>(null);
  const isAll = search["events"] === "all";
  const { rows, state } = feed;
  const shown = useMemo(() => (isAll ? rows : rows.filter((row) => row.kind !== "note" || !row.isFine)), [rows, isAll]);
  const isRunning = conversation.status === "in-progress";
  const begin = Date.parse(conversation.started_at ?? conversation.created_at);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {isRunning && <Above conversation={conversation} />}
      <div className="flex shrink-0 items-center justify-between gap-3 px-4 text-xs text-muted sm:px-6">
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
      {shown.length === 0 ? (
        <NothingYet />
      ) : (
        <SoundProvider value={sound}>
          <TimelineView rows={shown} begin={begin} isLive={state === "reading" && isRunning} />
        </SoundProvider>
      )}
      <Below conversation={conversation} begin={begin} onSound={setSound} />
    </div>
  );
}

function Above({ conversation: { id, channel_type } }: { conversation: Conversation }) {
  const { can } = useSignedIn();
  return isByVoice(channel_type) && can("calls:supervise") ? <SuperviseBar id={id} /> : null;
}

interface BelowProps {
  conversation: Conversation;
  begin: number;
  onSound(sound: SoundClock | null): void;
}

function Below({ conversation, begin, onSound }: BelowProps) {
  const { can } = useSignedIn();
  const { id, channel, channel_type, completed_at } = conversation;
  if (completed_at !== null)
    return channel.recording_url ? <RecordingPlayer id={id} begin={begin} onSound={onSound} /> : null;
  return channel_type === "chat_async" && can("conversations:write") ? <MessageComposer id={id} /> : null;
}

function NothingYet() {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">
      <Empty title="Nothing was said yet.">What is said, and what the agent does, appears here as it happens.</Empty>
    </div>
  );
}
