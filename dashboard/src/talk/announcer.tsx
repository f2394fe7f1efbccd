import type { Transcript, TranscriptEntry } from "@operator/sdk";
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
  return entries.toReversed().reduce((news, entry) => news || newsIn(entry, personaName), "");
}

/** What is read out of an entry; nothing of what the user did, and of what is not whole yet. */
function newsIn(entry: TranscriptEntry, personaName: string): string {
  switch (entry.kind) {
    case "agent_message":
      return entry.state === "streaming" ? "" : `${personaName}: ${entry.text}`;
    case "tool_call":
      return `${entry.name}: ${entry.state}`;
    case "notice":
      return entry.text;
    case "fault":
      return entry.message;
    case "pause":
      return entry.payload.type === "user.silence.noticed" ? pauseInPlainWords(entry) : "";
    case "change":
      return changeInPlainWords(entry);
    case "line":
      return lineChangeInPlainWords(entry);
    default:
      return "";
  }
}
