import type { ConnectionState, SessionEnd, Transcript } from "@operator/sdk";
import { type ReactNode, useEffect, useRef } from "react";
import { endInPlainWords, lineInPlainWords } from "../plain-words.ts";
import { Button } from "../ui/button.tsx";

/** Ends of a session after which the conversation itself may still go on. */
const REOPENABLE: ReadonlySet<SessionEnd> = new Set(["taken_over", "unreachable", "token_rejected"]);

interface EndNoteProps {
  transcript: Transcript;
  connection: ConnectionState;
  onLeave(): void;
  onReopen(): void;
  /** What is left of the conversation. */
  children?: ReactNode;
}

/** Takes the composer's place once the conversation is over, here or for good. */
export function EndNote({ transcript, connection, onLeave, onReopen, children }: EndNoteProps) {
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { ended } = transcript;
  const canReopen = ended === null && connection.name === "over" && REOPENABLE.has(connection.end);
  return (
    <div role="status" className="shrink-0 border-t border-line bg-surface px-4 py-4">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          {ended ? endInPlainWords(ended) : (lineInPlainWords(connection) ?? "The conversation has ended.")}
        </p>
        <div className="flex flex-wrap gap-2">
          {canReopen && <Button onClick={onReopen}>Continue here</Button>}
          <Button ref={next} look="primary" onClick={onLeave}>
            New conversation
          </Button>
        </div>
        {children}
      </div>
    </div>
  );
}
