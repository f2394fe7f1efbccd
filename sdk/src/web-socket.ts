/** The part of a WebSocket that a session needs: the browser's own and that of the package `ws` both fit. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  /** As what binary messages come. */
  binaryType?: string;
  /** How many bytes were given to `send` and have not left yet. */
  readonly bufferedAmount?: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
}

/** Opens a WebSocket. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/**
 * Returns the global `WebSocket`. Throws where there is none, as on Node 20, whose programs pass the one of the
 * package `ws`.
 */
export function globalWebSocket(): WebSocketConstructor {
  const { WebSocket } = globalThis as { WebSocket?: WebSocketConstructor };
  if (WebSocket === undefined)
    throw new Error("This runtime has no global WebSocket. Pass one as `webSocket`, e.g. that of the package ws.");
  return WebSocket;
}

/** What a session's address is made of. */
interface Address {
  sessionUrl: string;
  token: string;
  lastEventId: string;
  /** How audio travels; null in a chat. */
  audio: string | null;
}

/** Builds the address of a session's socket; `http` and `https` become `ws` and `wss`. */
export function sessionAddress({ sessionUrl, token, lastEventId, audio }: Address): string {
  const url = new URL(sessionUrl);
  url.protocol = url.protocol.replace(/^http/, "ws");
  url.searchParams.set("token", token);
  url.searchParams.set("last_event_id", lastEventId);
  if (audio !== null) url.searchParams.set("audio", audio);
  return url.href;
}
