import { on, once } from "node:events";
import { WebSocket } from "ws";
import type { Platform } from "./api.ts";
import type { PlatformEvent } from "./documented.ts";

/** An open real-time session. */
export interface Session {
  /** Every event that comes, until the socket is closed. */
  events: AsyncIterable<PlatformEvent>;
  send(payload: { type: string; [field: string]: unknown }): void;
  close(): void;
}

/** Opens the WebSocket of a conversation. */
export async function openSession(platform: Platform, id: string, token: string): Promise<Session> {
  const url = `${platform.sessionHost}/conversations/${id}/session?token=${encodeURIComponent(token)}`;
  const socket = new WebSocket(url, { handshakeTimeout: 30_000 });
  // Listened to before the socket is open, so that nothing is missed.
  const frames = on(socket, "message", { close: ["close"] });
  await once(socket, "open");
  let count = 0;
  return {
    events: eventsIn(frames),
    send: (payload) => socket.send(JSON.stringify({ id: `client-${(count += 1)}`, payload })),
    close: () => socket.close(),
  };
}

async function* eventsIn(frames: AsyncIterable<unknown[]>): AsyncGenerator<PlatformEvent, void> {
  for await (const [data] of frames) yield JSON.parse(String(data)) as PlatformEvent;
}
