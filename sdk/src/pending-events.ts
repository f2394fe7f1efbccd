import type { ClientEvent, ClientPayload, ServerEvent } from "./wire.ts";

/**
 * Returns which of a client's events are still without an answer once `event` has come. Those are sent again after a
 * reconnect, under the same ids; the server takes a message once.
 */
export function stillPending(pending: readonly ClientEvent[], event: ServerEvent): ClientEvent[] {
  return pending.filter((sent) => !isAnswered(sent, event));
}

function isAnswered(sent: ClientEvent, { payload }: ServerEvent): boolean {
  if (payload.type === "conversation.ended") return true;
  if (payload.type === "server.error") return payload.client_event_id === sent.id;
  return ANSWERS[sent.payload.type](sent, payload);
}

type IsAnswer = (sent: ClientEvent, answer: ServerEvent["payload"]) => boolean;

const ANSWERS: Record<ClientPayload["type"], IsAnswer> = {
  "conversation.start": (_sent, answer) => answer.type === "conversation.started",
  "user.message.send": (sent, answer) => answer.type === "user.message.received" && answer.client_event_id === sent.id,
  // A change of context carries no id back. The first one answers all that were sent before it; should one be sent
  // again for nothing, the same keys are merged a second time, which changes nothing.
  "conversation.context.update": (_sent, answer) => answer.type === "conversation.context.updated",
  "conversation.end": (_sent, answer) => answer.type === "conversation.ended",
  "tool.result.send": (sent, answer) =>
    answer.type === "agent.tool_call.returned" &&
    sent.payload.type === "tool.result.send" &&
    answer.call_id === sent.payload.call_id,
  // Neither is to be sent again: the next report says all that this one said, and an offer is for one line.
  "audio.played": () => true,
  "webrtc.offer": () => true,
};
