import type { Conversation, ConversationStatus } from "@operator/sdk";

/** The types of channels, as people call them. */
export const CHANNELS: Record<Conversation["channel_type"], string> = {
  phone: "Call",
  voice_realtime: "Voice",
  chat_realtime: "Live chat",
  chat_async: "Chat",
  sms: "Text message",
  email: "E-mail",
};

/** The statuses, as people call them, and how they look. */
export const STATUSES: Record<ConversationStatus, { title: string; tone: "neutral" | "good" | "warning" | "danger" }> =
  {
    queued: { title: "Queued", tone: "neutral" },
    "in-progress": { title: "Running", tone: "good" },
    completed: { title: "Completed", tone: "neutral" },
    voicemail: { title: "Voicemail", tone: "warning" },
    failed: { title: "Failed", tone: "danger" },
    busy: { title: "Busy", tone: "warning" },
    "no-answer": { title: "No answer", tone: "warning" },
  };

/** Who opened a conversation. */
export const DIRECTIONS: Record<Conversation["direction"], string> = { inbound: "Inbound", outbound: "Outbound" };

/** The moods of users. */
export const MOODS: Record<NonNullable<Conversation["sentiment"]>, string> = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
};

/** Tells whether people speak on such a channel. */
export function isByVoice(type: Conversation["channel_type"]): boolean {
  return type === "phone" || type === "voice_realtime";
}

/** Makes choices of a select from words, `first` being what stands for all of them. */
export function choicesOf(words: Readonly<Record<string, string>>, first: string): { value: string; title: string }[] {
  return [{ value: "", title: first }, ...Object.entries(words).map(([value, title]) => ({ value, title }))];
}
