import { addSection } from "./agent-draft.ts";
import { type AgentReader, promptAt } from "./agent-reader.ts";
import { changed, dropped, type Place } from "./place.ts";

/**
 * Writes into the prompt how the conversation begins. The platform has no first message of its own: the agent is told
 * its words, and `runtime.speaks_first` says that it begins.
 */
export function addFirstMessage(reader: AgentReader, place: Place): void {
  const text = promptAt(reader, place);
  if (text === "") return;
  addSection(reader.agent, "Opening", `Begin the conversation with exactly these words:\n\n${quoted(text)}`);
}

/** Says of a first message that nobody hears, for the user begins. */
export function dropFirstMessage(place: Place): void {
  dropped(place, "The user speaks first, so it is not said.");
}

/** Writes words that the agent is to say into the prompt, after what says when. */
export function addWords(
  reader: AgentReader,
  place: Place,
  { heading, when }: { heading: string; when: string },
): void {
  const text = promptAt(reader, place);
  if (text !== "") addSection(reader.agent, heading, `${when}\n\n${quoted(text)}`);
}

/** Writes a text as a quotation in Markdown. */
export function quoted(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** Enables leaving a message, or says that none is left. */
export function setVoicemail(reader: AgentReader, place: Place, isEnabled: boolean): void {
  reader.agent.channel["is_voicemail_enabled"] = isEnabled;
  if (!isEnabled)
    changed(place, "The call ends without a message.", { to: `${reader.agent.slug}: channel.is_voicemail_enabled` });
}
