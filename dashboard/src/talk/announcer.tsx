import type { Transcript } from "@operator/sdk";
import { changeInPlainWords, lineChangeInPlainWords, pauseInPlainWords } from "../plain-words.ts";

interface AnnouncerProps {
  transcript: Transcript;
  personaName: string;
  /** Whether the agent's messages are heard already. */
  isByVoice: boolean;
}

/**
 * Reads out what is new, for those who do not see the page: messages once they are complete, not word by word as they
 * are written, and not those that the agent speaks itself.
 */
export function Announcer({ transcript, personaName, isByVoice }: AnnouncerProps) {
  return (
    <p aria-live="polite" className="sr-only">
      {latestNews(isByVoice ? unspoken(transcript) : transcript, personaName)}
    </p>
  );
}

function unspoken({ entries, ...rest }: Transcript): Transcript {
  return { ...rest, entries: entries.filter(({ kind }) => kind !== "agent_message") };
}

function latestNews({ entries }: Transcript, personaName: string): string {
  for (const entry of entries.toReversed()) {
    if (entry.kind === "agent_message" && entry.state !== "streaming") return `${personaName}: ${entry.text}`;
    if (entry.kind === "tool_call") return `${entry.name}: ${entry.state}`;
    if (entry.kind === "notice") return entry.text;
    if (entry.kind === "fault") return entry.message;
    if (entry.kind === "pause" && entry.payload.type === "user.silence.noticed") return pauseInPlainWords(entry);
    if (entry.kind === "line") return lineChangeInPlainWords(entry);
    if (entry.kind === "change") return changeInPlainWords(entry);
  }
  return "";
}
