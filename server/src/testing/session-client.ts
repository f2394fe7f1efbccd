import { WebSocket } from "ws";
import type { EventEnvelope } from "../domain/event.ts";

/** A bare WebSocket client of a session, which keeps every event it gets. */
export interface SessionClient {
  socket: WebSocket;
  events: EventEnvelope[];
  /** The audio that came, message by message, and how many events had come before each. */
  audio: { message: Buffer; after: number }[];
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

const PATIENCE = 45_000;

/** Opens a session as a client would. `url` is the `session_url` with its token and whatever else is to be in it. */
export function openSessionClient(url: string): SessionClient {
  const socket = new WebSocket(url);
  const events: EventEnvelope[] = [];
  const audio: SessionClient["audio"] = [];
  let seen = 0;
  let closeCode: number | null = null;
  const watch = watcher(() => `closed: ${closeCode}; events: ${events.map((event) => event.payload.type).join(", ")}`);
  socket.on("message", (data, isBinary) => {
    if (isBinary) audio.push({ message: data as Buffer, after: events.length });
    else events.push(JSON.parse(String(data)) as EventEnvelope);
    watch.changed();
  });
  socket.on("close", (code) => {
    closeCode = code;
    watch.changed();
  });
  socket.on("error", () => undefined);
  return {
    socket,
    events,
    audio,
    send(payload, id) {
      const text = JSON.stringify({ ...(id === undefined ? {} : { id }), payload });
      if (socket.readyState === WebSocket.CONNECTING) socket.once("open", () => socket.send(text));
      else socket.send(text);
    },
    next: (type, fits = () => true) =>
      watch.until<never>(type, () => {
        const isNext = ({ payload }: EventEnvelope, place: number) =>
          place >= seen && payload.type === type && fits(payload as never);
        const index = events.findIndex(isNext);
        if (index < 0) return null;
        seen = index + 1;
        return events[index] as never;
      }),
    closed: () => watch.until("close", () => closeCode),
    close: () => socket.close(),
  };
}

interface Watcher {
  /** Says that something may be there now. */
  changed(): void;
  /** Waits until `look` finds something. Throws, with the state of things, when it takes too long. */
  until<Value>(what: string, look: () => Value | null): Promise<Value>;
}

function watcher(describe: () => string): Watcher {
  const checks = new Set<() => void>();
  return {
    changed() {
      for (const check of checks) check();
    },
    until: (what, look) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void) => {
          clearTimeout(timer);
          checks.delete(check);
          end();
        };
        const check = () => {
          const value = look();
          if (value !== null) settle(() => resolve(value));
        };
        const timer = setTimeout(() => settle(() => reject(new Error(`No ${what} came; ${describe()}`))), PATIENCE);
        checks.add(check);
        check();
      }),
  };
}
