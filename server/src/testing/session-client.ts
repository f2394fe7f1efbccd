import { WebSocket } from "ws";
import type { EventEnvelope } from "../domain/event.ts";

/** A bare WebSocket client of a session, which keeps every event it gets. */
export interface SessionClient {
  socket: WebSocket;
  events: EventEnvelope[];
  /** Sends a client event. */
  send(payload: Record<string, unknown>, id?: string): void;
  /** Waits for the next event that fits, of those that came since the last one waited for. */
  next<Type extends EventEnvelope["payload"]["type"]>(
    type: Type,
    fits?: (payload: Extract<EventEnvelope["payload"], { type: Type }>) => boolean,
  ): Promise<EventEnvelope<Extract<EventEnvelope["payload"], { type: Type }>>>;
  /** Waits for the close and returns its code. */
  closed(): Promise<number>;
  close(): void;
}

const PATIENCE = 15_000;

/** Opens a session as a client would. `url` is the `session_url` with its token and whatever else is to be in it. */
export function openSessionClient(url: string): SessionClient {
  const socket = new WebSocket(url);
  const events: EventEnvelope[] = [];
  let seen = 0;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let closeCode: number | null = null;
  socket.on("message", (data) => {
    events.push(JSON.parse(String(data)) as EventEnvelope);
    changed();
  });
  socket.on("close", (code) => {
    closeCode = code;
    changed();
  });
  socket.on("error", () => undefined);
  const until = <Value>(what: string, look: () => Value | null): Promise<Value> =>
    new Promise((resolve, reject) => {
      const check = () => {
        const value = look();
        if (value === null) return;
        clearTimeout(timer);
        listeners.delete(check);
        resolve(value);
      };
      const timer = setTimeout(() => {
        listeners.delete(check);
        const had = events.map((event) => event.payload.type).join(", ");
        reject(new Error(`No ${what} came; closed: ${closeCode}; events: ${had}`));
      }, PATIENCE);
      listeners.add(check);
      check();
    });
  return {
    socket,
    events,
    send(payload, id) {
      const text = JSON.stringify({ ...(id === undefined ? {} : { id }), payload });
      if (socket.readyState === WebSocket.CONNECTING) socket.once("open", () => socket.send(text));
      else socket.send(text);
    },
    next: (type, fits = () => true) =>
      until<never>(type, () => {
        const index = events.findIndex(
          (event, place) => place >= seen && event.payload.type === type && fits(event.payload as never),
        );
        if (index < 0) return null;
        seen = index + 1;
        return events[index] as never;
      }),
    closed: () => until("close", () => closeCode),
    close: () => socket.close(),
  };
}
