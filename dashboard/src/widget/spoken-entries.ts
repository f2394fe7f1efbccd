import type { Transcript, TranscriptEntry } from "@operator/sdk";

/** One thing that a visitor is shown: what they or the agent said. What goes on behind it is not theirs to see. */
export interface SpokenEntry {
  readonly key: string;
  readonly who: "user" | "agent" | "notice";
  readonly text: string;
  readonly isCutOff: boolean;
  readonly isRefused: boolean;
  /** Whether it may still grow. */
  readonly isOpen: boolean;
}

/** Lists what a visitor is shown of a conversation, oldest first. */
export function spokenEntries({ entries, userSpeech }: Transcript): SpokenEntry[] {
  const said = entries.flatMap((entry) => entryOf(entry) ?? []);
  if (userSpeech === null) return said;
  return [...said, { ...PLAIN, key: "speech", who: "user", text: userSpeech.text || "…", isOpen: true }];
}

const PLAIN = { isCutOff: false, isRefused: false, isOpen: false };

function entryOf(entry: TranscriptEntry): SpokenEntry | null {
  const key = `${entry.kind} ${entry.id}`;
  switch (entry.kind) {
    case "user_message":
      return { ...PLAIN, key, who: "user", text: entry.text, isRefused: entry.state === "refused" };
    case "agent_message": {
      const isOpen = entry.state === "streaming";
      if (entry.text.trim() === "") return null;
      return { ...PLAIN, key, who: "agent", text: entry.text, isOpen, isCutOff: entry.state === "interrupted" };
    }
    case "notice":
      return { ...PLAIN, key, who: "notice", text: entry.text };
    case "line":
      return humanOf(entry, key);
    default:
      return null;
  }
}

/** A person who has taken over talks in the agent's place. */
function humanOf({ payload }: Extract<TranscriptEntry, { kind: "line" }>, key: string): SpokenEntry | null {
  return payload.type === "supervisor.spoke" ? { ...PLAIN, key, who: "agent", text: payload.text } : null;
}

/** Tells whether the agent is at work with nothing of it to be read yet. */
export function isThinking({ entries, isAnswering, userSpeech }: Transcript): boolean {
  if (!isAnswering || userSpeech?.isSpeaking) return false;
  const last = entries.at(-1);
  return !(last?.kind === "agent_message" && last.state === "streaming" && last.text.trim() !== "");
}

/** Returns what is to be read out to those who do not see the page: the latest that is whole and not the visitor's own. */
export function latestNews(transcript: Transcript): SpokenEntry | null {
  return spokenEntries(transcript).findLast(({ who, isOpen }) => who !== "user" && !isOpen) ?? null;
}
