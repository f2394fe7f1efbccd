import { EventWriter } from "../db/event-writer.ts";
import { LIVE_LIMITS } from "../runtime/turn-types.ts";
import { AgentDesk } from "../services/agent-desk.ts";
import { LiveConversations } from "../services/live-conversations.ts";
import { Membership } from "../services/membership.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { Started } from "./started.ts";

/** Enters this process among its peers and makes it ready to hold conversations. */
export async function startLiveConversations(started: Started & { shelves: ToolShelves }): Promise<LiveConversations> {
  const { environment, logger, undo, timings, door, databaseUrl, database } = started;
  const writer = new EventWriter(databaseUrl);
  undo.push(() => writer.close());
  const membership = new Membership({
    databaseUrl,
    url: environment.OPERATOR_NODE_URL ?? door.url,
    onLost: () => {
      logger.warn("The connection to the database broke; conversations go on when it is back.");
      void live.release();
    },
  });
  await membership.enter();
  undo.push(() => membership.leave());
  const stopping = new AbortController();
  const desk = openDesk(started, stopping.signal);
  const live = new LiveConversations({
    database,
    writer,
    desk,
    membership,
    reconnectWithin: timings.reconnectWithin,
    onError: (error, id) => logger.error({ err: error, conversation_id: id }, "A conversation goes on from its log."),
  });
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
    onFault: (error, id) => logger.error({ err: error, conversation_id: id }, "A turn broke."),
    onModelFailure: ({ conversationId, model, detail }) =>
      logger.warn({ conversation_id: conversationId, model, detail: detail.slice(0, 500) }, "A model failed."),
  });
}
