import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { newId } from "../domain/ids.ts";

/** A request to change from HTTP to a WebSocket (RFC 6455, section 4.2). */
export interface Upgrade {
  message: IncomingMessage;
  socket: Duplex;
  /** What came after the request's head. */
  head: Buffer;
  requestId: string;
  /** By `performance.now()`. */
  began: number;
}

/** What opens the WebSockets below some paths. */
export interface UpgradeRoom {
  /** Takes an upgrade whose path is one of its own, and answers it; null for another's path. */
  take(upgrade: Upgrade): Promise<void> | null;
}

interface Options {
  readonly rooms: readonly UpgradeRoom[];
  /** Serves an upgrade to another protocol than WebSocket as if it did not ask for one. */
  ignore(upgrade: Pick<Upgrade, "message" | "socket" | "head">): void;
  onError(error: unknown, requestId: string): void;
}

/** Begins to take a server's upgrades: the first room to whom the path belongs answers, else they are refused. */
export function takeUpgrades(server: Server, { rooms, ignore, onError }: Options): void {
  server.on("upgrade", (message, socket, head) => {
    if (message.headers.upgrade?.toLowerCase() !== "websocket") return ignore({ message, socket, head });
    socket.on("error", () => socket.destroy());
    const upgrade = { message, socket, head, requestId: newId("req"), began: performance.now() };
    for (const room of rooms) {
      const taken = room.take(upgrade);
      if (taken === null) continue;
      taken.catch((error: unknown) => {
        onError(error, upgrade.requestId);
        socket.destroy();
      });
      return;
    }
    refuseUpgrade(upgrade, "404 Not Found");
  });
}

/** Answers an upgrade with a status of HTTP, and more headers, each with its end of line. */
export function refuseUpgrade({ socket, requestId }: Upgrade, status: string, headers = ""): void {
  const more = `X-Request-Id: ${requestId}\r\n${headers}Connection: close\r\nContent-Length: 0`;
  socket.end(`HTTP/1.1 ${status}\r\n${more}\r\n\r\n`);
}
