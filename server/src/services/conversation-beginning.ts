import type { LiveConversationOptions } from "./live-conversation-options.ts";
import type { Recording } from "./tool-answers.ts";

/** Says what begins a queued conversation, and what people are told first. */
export function beginningOf(
  { changes, sleep }: Pick<LiveConversationOptions, "changes" | "sleep">,
  notices: Recording["payloads"],
): Recording {
  const now = new Date();
  const alarm = sleep ? [changes.setAlarm(new Date(now.getTime() + sleep.idleTime))] : [];
  return { payloads: [{ type: "conversation.started" }, ...notices], changes: [changes.start(now), ...alarm] };
}
