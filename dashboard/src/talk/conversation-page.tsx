import type { Client } from "@operator/sdk";
import { useState, useSyncExternalStore } from "react";
import { lineInPlainWords } from "../plain-words.ts";
import { Frame } from "../ui/frame.tsx";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { ConversationActions, ConversationTitle } from "./conversation-bar.tsx";
import { EndNote } from "./end-note.tsx";
import type { LiveChat } from "./live-chat.ts";
import { MessageList } from "./message-list.tsx";
import { Recording } from "./recording.tsx";
import { Timeline } from "./timeline.tsx";
import { VoicePanel } from "./voice-panel.tsx";

interface ConversationPageProps {
  client: Client;
  chat: LiveChat;
  /** Goes back to the agents. */
  onLeave(): void;
  /** Opens this conversation's session anew. */
  onReopen(): void;
}

/** A conversation with an agent. */
export function ConversationPage({ client, chat, onLeave, onReopen }: ConversationPageProps) {
  const { transcript, timeline, connection } = useSyncExternalStore(chat.subscribe, () => chat.view);
  const [isTimelineOpen, setTimelineOpen] = useState(false);
  const isOver = connection.name === "over" || transcript.ended !== null;
  const toggleTimeline = () => setTimelineOpen(!isTimelineOpen);
  return (
    <Frame
      title={<ConversationTitle about={chat.about} isSimulated={transcript.isSimulated} />}
      actions={
        <ConversationActions
          isTimelineOpen={isTimelineOpen}
          onToggleTimeline={toggleTimeline}
          onEnd={isOver ? null : () => chat.end()}
        />
      }
    >
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <LineState text={isOver ? null : lineInPlainWords(connection)} />
          <MessageList transcript={transcript} personaName={chat.about.personaName} />
          {isOver ? (
            <EndNote transcript={transcript} connection={connection} onLeave={onLeave} onReopen={onReopen}>
              {chat.isByVoice && transcript.ended && <Recording client={client} about={chat.about} />}
            </EndNote>
          ) : (
            <>
              {chat.isByVoice && <VoicePanel chat={chat} connection={connection} transcript={transcript} />}
              <Composer chat={chat} isAnswering={transcript.isAnswering} />
            </>
          )}
          <Announcer transcript={transcript} personaName={chat.about.personaName} isByVoice={chat.isByVoice} />
        </div>
        {isTimelineOpen && <Timeline about={chat.about} items={timeline} onClose={() => setTimelineOpen(false)} />}
      </div>
    </Frame>
  );
}

function LineState({ text }: { text: string | null }) {
  return (
    <div role="status" className="shrink-0">
      {text && <p className="bg-warning-soft px-4 py-2 text-center text-sm text-warning">{text}</p>}
    </div>
  );
}
