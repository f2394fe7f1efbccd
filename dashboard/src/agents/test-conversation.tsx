import type { Client } from "@operator/sdk";
import { useState, useSyncExternalStore } from "react";
import { CHANGES_PROMPT, PromptView } from "../conversations/prompt-view.tsx";
import { lineInPlainWords } from "../plain-words.ts";
import { Announcer } from "../talk/announcer.tsx";
import { Composer } from "../talk/composer.tsx";
import { EndNote } from "../talk/end-note.tsx";
import type { LiveChat } from "../talk/live-chat.ts";
import { MessageList } from "../talk/message-list.tsx";
import { Recording } from "../talk/recording.tsx";
import { TimelineEvents } from "../talk/timeline.tsx";
import { type TimelineItem, typeOf } from "../talk/timeline-items.ts";
import { VoicePanel } from "../talk/voice-panel.tsx";
import { Button } from "../ui/button.tsx";

interface TestConversationProps {
  client: Client;
  chat: LiveChat;
  onLeave(): void;
}

/** A conversation in little space: its words, the events it is made of with their latencies, or what its model is told. */
export function TestConversation({ client, chat, onLeave }: TestConversationProps) {
  const { transcript, timeline, connection } = useSyncExternalStore(chat.subscribe, () => chat.view);
  const [view, setView] = useState<ShownProps["view"]>("words");
  const isOver = connection.name === "over" || transcript.ended !== null;
  const line = isOver ? null : lineInPlainWords(connection);
  const viewButton = (name: typeof view, title: string) => (
    <Button look={view === name ? "plain" : "quiet"} aria-pressed={view === name} onClick={() => setView(name)}>
      {title}
    </Button>
  );
  return (
    <>
      <div className="flex shrink-0 items-center gap-1 border-b border-line px-3 py-1.5">
        {viewButton("words", "Conversation")}
        {viewButton("events", `Events (${timeline.length})`)}
        {viewButton("prompt", "Prompt")}
        {!isOver && (
          <Button look="quiet" className="ml-auto" onClick={() => chat.end()}>
            End
          </Button>
        )}
      </div>
      <div role="status">{line && <p className="bg-warning-soft px-4 py-2 text-sm text-warning">{line}</p>}</div>
      <Shown view={view} chat={chat} transcript={transcript} timeline={timeline} />
      {isOver ? (
        <EndNote transcript={transcript} connection={connection} onLeave={onLeave} onReopen={onLeave}>
          {chat.isByVoice && transcript.ended && <Recording client={client} about={chat.about} />}
        </EndNote>
      ) : (
        <>
          {chat.isByVoice && <VoicePanel chat={chat} connection={connection} transcript={transcript} />}
          <Composer chat={chat} isAnswering={transcript.isAnswering} />
        </>
      )}
      <Announcer transcript={transcript} personaName={chat.about.personaName} isByVoice={chat.isByVoice} />
    </>
  );
}

interface ShownProps extends Pick<LiveChat["view"], "transcript" | "timeline"> {
  view: "words" | "events" | "prompt";
  chat: LiveChat;
}

function Shown({ view, chat, transcript, timeline }: ShownProps) {
  const { about } = chat;
  if (view === "words") return <MessageList transcript={transcript} personaName={about.personaName} />;
  if (view === "events") return <TimelineEvents about={about} items={timeline} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4">
      <PromptView id={about.conversationId} changed={String(changesIn(timeline))} />
    </div>
  );
}

/** Counts what happened that changes what the model is told. */
function changesIn(timeline: readonly TimelineItem[]): number {
  return timeline.filter((item) => CHANGES_PROMPT.has(typeOf(item))).length;
}
