import type { Transcript } from "@operator/sdk";
import { changeInPlainWords } from "../plain-words.ts";

interface AnnouncerProps {
  transcript: Transcript;
  personaName: string;
}

/**
 * Reads out what is new, for those who do not see the page: messages once they are complete, not word by word as they
 * are written.
 */
export function Announcer({ transcript, personaName }: AnnouncerProps) {
  return (
    <p aria-live="polite" className="sr-only">
      {latestNews(transcript, personaName)}
    </p>
  );
}

function latestNews({ entries }: Transcript, personaName: string): string {
  for (const entry of entries.toReversed()) {
    if (entry.kind === "agent_message" && entry.state !== "streaming") return `${personaName}: ${entry.text}`;
    if (entry.kind === "tool_call") return `${entry.name}: ${entry.state}`;
    if (entry.kind === "notice") return entry.text;
    if (entry.kind === "fault") return entry.message;
    if (entry.kind === "change") return changeInPlainWords(entry);
  }
  return "";
}
