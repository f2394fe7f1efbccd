import type { PayloadOf, ServerEvent } from "@operator/sdk";

/** A row of the timeline: an event, or the deltas of one message that came in a row. */
export type TimelineItem =
  | { kind: "event"; id: string; at: string; event: ServerEvent }
  | { kind: "deltas"; id: string; at: string; generationId: string; count: number; text: string };

/** Adds an event to the timeline. */
export function addToTimeline(items: readonly TimelineItem[], event: ServerEvent): TimelineItem[] {
  const { id, created_at: at, payload } = event;
  if (payload.type !== "agent.message.delta") return [...items, { kind: "event", id, at, event }];
  const { generation_id: generationId, text_delta } = payload;
  const last = items.at(-1);
  if (last?.kind !== "deltas" || last.generationId !== generationId)
    return [...items, { kind: "deltas", id, at, generationId, count: 1, text: text_delta }];
  return [...items.slice(0, -1), { ...last, count: last.count + 1, text: last.text + text_delta }];
}

/** Finds what was measured of the latest turn that a model answered; null before the first. */
export function latestMetrics(items: readonly TimelineItem[]): PayloadOf<"agent.turn.metrics"> | null {
  for (const item of items.toReversed()) {
    if (item.kind !== "event" || item.event.payload.type !== "agent.turn.metrics") continue;
    if (item.event.payload.model !== null) return item.event.payload;
  }
  return null;
}

/** Says in a few words what an item is about, so that one need not open it. */
export function noteOf(item: TimelineItem): string {
  if (item.kind === "deltas") return `× ${item.count}`;
  const { payload } = item.event;
  switch (payload.type) {
    case "agent.tool_call.created":
    case "agent.tool_call.returned":
      return payload.name;
    case "agent.turn.metrics":
      return payload.llm_first_token_ms === null ? "" : `${Math.round(payload.llm_first_token_ms)} ms`;
    case "conversation.ended":
      return payload.reason;
    default:
      return "";
  }
}
