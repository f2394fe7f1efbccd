import type { AgentMessage, Fault, TranscriptEntry, UserMessage } from "@operator/sdk";
import { memo, type ReactNode } from "react";
import { changeInPlainWords, lineChangeInPlainWords, pauseInPlainWords } from "../plain-words.ts";
import { splitLinks } from "./links.ts";
import { ToolCallCard } from "./tool-call-card.tsx";

interface EntryProps {
  entry: TranscriptEntry;
  personaName: string;
}

/** One thing of the transcript. */
export const Entry = memo(function Entry({ entry, personaName }: EntryProps) {
  switch (entry.kind) {
    case "agent_message":
      return <AgentBubble message={entry} personaName={personaName} />;
    case "user_message":
      return <UserBubble message={entry} />;
    case "tool_call":
      return <ToolCallCard call={entry} />;
    case "notice":
      return <Aside>{entry.text}</Aside>;
    case "change":
      return <Aside>{changeInPlainWords(entry)}</Aside>;
    case "pause":
      return <Aside>{pauseInPlainWords(entry)}</Aside>;
    case "line":
      return <Aside>{lineChangeInPlainWords(entry)}</Aside>;
    case "fault":
      return <FaultNote fault={entry} />;
  }
});

function AgentBubble({ message, personaName }: { message: AgentMessage; personaName: string }) {
  const isStreaming = message.state === "streaming";
  return (
    <li className="entering mr-auto grid max-w-[min(100%,38rem)] gap-1 pr-6 sm:pr-12">
      <p className="text-xs font-medium text-muted">{personaName}</p>
      <p
        data-state={message.state}
        className={`leading-relaxed break-words whitespace-pre-wrap ${isStreaming ? "caret" : ""}`}
      >
        <Linked text={message.text} />
      </p>
      {message.state === "interrupted" && <p className="text-xs text-muted">Interrupted</p>}
    </li>
  );
}

const DELIVERY = { sending: "Sending …", received: null, refused: "Not delivered" };

function UserBubble({ message }: { message: UserMessage }) {
  const delivery = DELIVERY[message.state];
  return (
    <li className="entering ml-auto grid max-w-[min(100%,34rem)] justify-items-end gap-1 pl-10 sm:pl-20">
      <p className="sr-only">You</p>
      <p className="rounded-2xl rounded-br-md bg-soft px-4 py-2.5 leading-relaxed break-words whitespace-pre-wrap text-on-soft">
        <Linked text={message.text} />
      </p>
      {delivery && (
        <p className={`text-xs ${message.state === "refused" ? "text-danger" : "text-muted"}`}>{delivery}</p>
      )}
    </li>
  );
}

function Linked({ text }: { text: string }) {
  return splitLinks(text).map((piece, index) =>
    piece.href === null ? (
      piece.text
    ) : (
      // The pieces of a text only ever grow at its end, so their places identify them.
      <a
        key={index}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent underline underline-offset-2"
      >
        {piece.text}
      </a>
    ),
  );
}

function Aside({ children }: { children: ReactNode }) {
  return <li className="entering mx-auto max-w-prose text-center text-xs text-muted">{children}</li>;
}

function FaultNote({ fault }: { fault: Fault }) {
  return <li className="entering rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger">{fault.message}</li>;
}
