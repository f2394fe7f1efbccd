import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import type { EventEnvelope } from "../../src/domain/event.ts";
import type { ServerProcess } from "../../src/testing/server-process.ts";
import { callApi } from "../durability/soak-api.ts";

/** The server of a soak, which is down now and then. */
export interface SoakServer {
  server: ServerProcess;
  /** Resolves when the server is not down between a kill and the next start. */
  up: Promise<void>;
}

/** The longest that a user goes on trying, restarts included. */
const PATIENCE = 60_000;
const BETWEEN_ATTEMPTS = 50;
const LOST = "The connection was lost.";

/**
 * Holds one conversation without a word, in which the context is changed `updates` times, whatever happens to the
 * server meanwhile. Returns its id once it has ended.
 */
export async function holdConversation(world: SoakServer, agentId: string, updates: number): Promise<string> {
  const body = { agent_id: agentId, channel: { type: "chat_realtime" } };
  type Created = { id: string; channel: { token: string } };
  const { id, channel } = await persist(world, () => callApi<Created>(world.server, "POST", "/conversations", body));
  let done = 0;
  await persist(world, async () => {
    const session = await openSession(
      `${world.server.url().replace("http", "ws")}/conversations/${id}/session?token=${channel.token}`,
    );
    if (session === "over") return;
    // A session that comes back finds the conversation under way, and is told nothing of its start.
    session.send({ type: "conversation.start" });
    for (; done < updates; done += 1) {
      session.send({ type: "conversation.context.update", context: { count: done } });
      await session.next("conversation.context.updated");
    }
    session.send({ type: "conversation.end" });
    await session.closed();
  });
  return id;
}

/** Tries until it works. */
async function persist<Value>(world: SoakServer, attempt: () => Promise<Value>): Promise<Value> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    await world.up;
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(BETWEEN_ATTEMPTS);
    }
  }
}

interface Session {
  send(payload: Record<string, unknown>): void;
  next(type: string): Promise<void>;
  /** Resolves when the server closes because the conversation has ended; rejects on every other close. */
  closed(): Promise<void>;
}

async function openSession(url: string): Promise<Session | "over"> {
  const socket = new WebSocket(url);
  const waiting = new Map<string, () => void>();
  const close = new Promise<number>((resolve) => socket.on("close", resolve));
  const lost = close.then((code) => Promise.reject(new Error(`${LOST} (${code})`)));
  lost.catch(() => undefined);
  socket.on("error", () => undefined);
  socket.on("message", (data) => {
    const { payload } = JSON.parse(String(data)) as EventEnvelope;
    waiting.get(payload.type)?.();
  });
  const opened = new Promise<"open">((resolve) => socket.on("open", () => resolve("open")));
  if ((await Promise.race([opened, close])) === 1000) return "over";
  await Promise.race([opened, lost]);
  return {
    send: (payload) => socket.send(JSON.stringify({ payload })),
    next: (type) => Promise.race([new Promise<void>((resolve) => waiting.set(type, resolve)), lost]),
    closed: async () => {
      if ((await close) !== 1000) throw new Error(LOST);
    },
  };
}
