import { EventWriter } from "../db/event-writer.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import { LIVE_LIMITS } from "../runtime/turn-types.ts";
import { AgentDesk } from "../services/agent-desk.ts";
import { CustomerMemory } from "../services/customer-memory.ts";
import { LiveConversations } from "../services/live-conversations.ts";
import type { Membership } from "../services/membership.ts";
import { joinOutboxes, type OutboxFactory } from "../services/outboxes.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { PhoneCalls } from "../services/phone-calls.ts";
import type { VoiceServices } from "../services/voice-session.ts";
import type { Started } from "./started.ts";

/** Makes this process ready to hold conversations. */
export async function startLiveConversations(
  started: Started & {
    membership: Membership;
    outboxes: readonly OutboxFactory[];
    shelves: ToolShelves;
    voice: VoiceServices;
    calls: PhoneCalls;
  },
): Promise<LiveConversations> {
  const { logger, undo, timings, databaseUrl, database, membership, outboxes } = started;
  const writer = new EventWriter(databaseUrl, started.metrics.eventsStored);
  undo.push(() => writer.close());
  const stopping = widelyHeard();
  const desk = openDesk(started, stopping.signal);
  const live = new LiveConversations({
    database,
    writer,
    desk,
    membership,
    voice: started.voice,
    calls: started.calls,
    memory: new CustomerMemory(database, started.environment.OPERATOR_TIME_ZONE),
    outboxOf: (row) => joinOutboxes(outboxes.map((make) => make(row)).filter((outbox) => outbox !== null)),
    reconnectWithin: timings.reconnectWithin,
    sleepAfter: timings.sleepAfter,
    onError: (error, id) => logger.error({ err: error, conversation_id: id }, "A conversation goes on from its log."),
  });
  membership.whenLost(() => void live.release());
  started.metrics.gauge("operator_conversations_live", "Conversations that this process holds.", () => live.size);
  undo.push(async () => {
    await live.close();
    stopping.abort();
  });
  return live;
}

function openDesk(started: Started & { shelves: ToolShelves }, stopping: AbortSignal): AgentDesk {
  const { database, catalog, logger } = started;
  return new AgentDesk({
    database,
    catalog,
    limits: LIVE_LIMITS,
    shelves: started.shelves,
    observer: started.turnObserver,
    stopping,
    onError: (error, tool) => logger.error({ err: error, tool }, "A tool call broke."),
    onFault: (error, { conversationId: conversation_id, requestId: request_id }) =>
      logger.error({ err: error, conversation_id, request_id }, "A turn broke."),
    onModelFailure: ({ conversationId: conversation_id, requestId: request_id, model, detail }) =>
      logger.warn({ conversation_id, request_id, model, detail: detail.slice(0, 500) }, "A model failed."),
  });
}
