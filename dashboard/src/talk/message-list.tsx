import type { Transcript, UserSpeech } from "@operator/sdk";
import { Button } from "../ui/button.tsx";
import { DownIcon } from "../ui/icons.tsx";
import { Entry } from "./entry.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";

interface MessageListProps {
  transcript: Transcript;
  personaName: string;
}

/** Everything that was said and done, oldest first. It stays at the end unless the reader has scrolled up. */
export function MessageList({ transcript, personaName }: MessageListProps) {
  const { scroller, isAtEnd, toEnd } = useStickToEnd(transcript);
  const { entries, isAnswering, userSpeech } = transcript;
  const isSpeaking = entries.some((entry) => entry.kind === "agent_message" && entry.state === "streaming");
  const isToolRunning = entries.some((entry) => entry.kind === "tool_call" && entry.state === "running");
  return (
    <div className="relative min-h-0 flex-1">
      {/* Focusable, so that the keyboard can scroll it. */}
      <section
        ref={scroller}
        aria-label="Conversation"
        tabIndex={0}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <ol className="mx-auto flex min-h-full w-full max-w-3xl flex-col justify-end gap-4 px-4 py-6">
          {entries.map((entry) => (
            <Entry key={`${entry.kind} ${entry.id}`} entry={entry} personaName={personaName} />
          ))}
          {userSpeech !== null && <SpeechBubble speech={userSpeech} />}
          {isAnswering && !userSpeech?.isSpeaking && !isSpeaking && !isToolRunning && (
            <Thinking personaName={personaName} />
          )}
        </ol>
      </section>
      {!isAtEnd && (
        <Button onClick={toEnd} className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-md">
          <DownIcon />
          Latest
        </Button>
      )}
    </div>
  );
}

/** What the user is saying, while it may still change. */
function SpeechBubble({ speech: { text, isSpeaking } }: { speech: UserSpeech }) {
  return (
    <li className="entering ml-auto grid max-w-[min(100%,34rem)] justify-items-end gap-1 pl-10 sm:pl-20">
      <p className="sr-only">You are saying</p>
      <p
        data-speech={isSpeaking ? "going on" : "paused"}
        className={`rounded-2xl rounded-br-md border border-dashed border-edge px-4 py-2.5 leading-relaxed break-words text-ink ${isSpeaking ? "caret" : ""}`}
      >
        {text === "" ? "…" : text}
      </p>
    </li>
  );
}

function Thinking({ personaName }: { personaName: string }) {
  return (
    <li className="thinking flex h-6 items-center gap-1.5">
      <span className="size-1.5 rounded-full bg-muted" />
      <span className="size-1.5 rounded-full bg-muted" />
      <span className="size-1.5 rounded-full bg-muted" />
      <p className="sr-only">{personaName} is thinking</p>
    </li>
  );
}
