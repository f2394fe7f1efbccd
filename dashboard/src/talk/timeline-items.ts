import type { PayloadOf, ServerEvent, ServerEventType } from "@operator/sdk";

/** A row of the timeline: an event, or those that came in a row and are one: the deltas of a message, of a transcript. */
export type TimelineItem =
  | { kind: "event"; id: string; at: string; event: ServerEvent }
  | { kind: "deltas"; id: string; at: string; generationId: string; count: number; text: string }
  | { kind: "transcript"; id: string; at: string; count: number; text: string };

/** Returns the type of the events that a row stands for. */
export function typeOf(item: TimelineItem): ServerEventType {
  switch (item.kind) {
    case "event":
      return item.event.payload.type;
    case "deltas":
      return "agent.message.delta";
    case "transcript":
      return "user.transcript.delta";
  }
}

/** Adds an event to the timeline. */
export function addToTimeline(items: readonly TimelineItem[], event: ServerEvent): TimelineItem[] {
  const { id, created_at: at, payload } = event;
  if (payload.type === "user.transcript.delta") return addTranscript(items, { id, at, text: payload.text });
  if (payload.type !== "agent.message.delta") return [...items, { kind: "event", id, at, event }];
  const { generation_id: generationId, text_delta } = payload;
  const last = items.at(-1);
  if (last?.kind !== "deltas" || last.generationId !== generationId)
    return [...items, { kind: "deltas", id, at, generationId, count: 1, text: text_delta }];
  return [...items.slice(0, -1), { ...last, count: last.count + 1, text: last.text + text_delta }];
}

/** What is understood of a turn replaces what was understood before. */
function addTranscript(
  items: readonly TimelineItem[],
  heard: { id: string; at: string; text: string },
): TimelineItem[] {
  const last = items.at(-1);
  if (last?.kind !== "transcript") return [...items, { kind: "transcript", count: 1, ...heard }];
  return [...items.slice(0, -1), { ...last, count: last.count + 1, text: heard.text }];
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
  if (item.kind !== "event") return `× ${item.count}`;
  const { payload } = item.event;
  const note = NOTES[payload.type] as Note<ServerEvent["payload"]> | undefined;
  return note?.(payload) ?? "";
}

type Note<Payload> = (payload: Payload) => string;

const NOTES: { [Type in ServerEventType]?: Note<PayloadOf<Type>> } = {
  "agent.tool_call.created": ({ name }) => name,
  "agent.tool_call.returned": ({ name }) => name,
  "agent.turn.metrics": ({ first_audio_ms, llm_first_token_ms }) => milliseconds(first_audio_ms ?? llm_first_token_ms),
  "conversation.ended": ({ reason }) => reason,
  "user.speech.ended": ({ duration_ms }) => `after ${(duration_ms / 1000).toFixed(1)} s`,
  "user.speech.ignored": ({ reason }) => reason,
  "user.silence.noticed": ({ silence_sec }) => `${Math.round(silence_sec)} s`,
  "agent.filler.spoken": ({ reason }) => reason,
  "agent.speech.failed": ({ provider }) => provider,
};

function milliseconds(value: number | null): string {
  return value === null ? "" : `${Math.round(value)} ms`;
}
