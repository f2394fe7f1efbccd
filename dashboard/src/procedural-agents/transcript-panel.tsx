import type { ServerEvent } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { TimelineView } from "../conversations/timeline-view.tsx";
import { useConversationFeed } from "../conversations/use-conversation-feed.ts";
import { Failed, Loading } from "../ui/states.tsx";

/** The event that is to be seen; another object every time somebody asks for it. */
export interface CitedEvent {
  eventId: string;
}

interface TranscriptPanelProps {
  conversationId: string;
  /** The events that something rests on. */
  cited: readonly string[];
  target: CitedEvent | null;
}

/** Shows a conversation with the events marked that outputs rest on. */
export function TranscriptPanel({ conversationId, cited, target }: TranscriptPanelProps) {
  const { rows, events, state, error } = useConversationFeed(conversationId);
  const keys = useMemo(() => new Map(events.map((event) => [event.id, rowKeyOf(event)])), [events]);
  const marked = useMemo(() => new Set(cited.flatMap((id) => keys.get(id) ?? [])), [cited, keys]);
  const shown = useMemo(
    () => rows.filter((row) => marked.has(row.key) || (row.kind !== "turn" && !(row.kind === "note" && row.isFine))),
    [rows, marked],
  );
  const goTo = useMemo(() => {
    const key = target === null ? undefined : keys.get(target.eventId);
    return key === undefined ? null : { key };
    // What else is said meanwhile asks for nothing.
  }, [target]);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a telephone it stands below what cites it.
    if (target !== null) box.current?.scrollIntoView({ block: "nearest" });
  }, [target]);
  return (
    <section ref={box} aria-label="Transcript" className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="flex shrink-0 items-baseline justify-between gap-3 px-4 py-1 text-sm sm:px-6">
        <h2 className="font-semibold">Transcript</h2>
        <Link to={`/conversations/${conversationId}`} className="text-xs text-muted underline underline-offset-2">
          The whole conversation
        </Link>
      </div>
      {state === "failed" && <Failed error={error} />}
      {shown.length === 0 && state === "reading" && <Loading />}
      {shown.length === 0 && state === "over" && <p className="px-4 text-sm text-muted sm:px-6">Nothing was said.</p>}
      {shown.length > 0 && (
        <TimelineView
          rows={shown}
          begin={Date.parse(events[0]?.created_at ?? "")}
          isLive={false}
          marked={marked}
          goTo={goTo}
        />
      )}
    </section>
  );
}

/** Says in which row of a timeline an event is shown. */
function rowKeyOf({ id, payload }: ServerEvent): string {
  if (payload.type === "agent.message.completed") return payload.generation_id;
  if (payload.type === "agent.tool_call.created" || payload.type === "agent.tool_call.returned") return payload.call_id;
  return id;
}
