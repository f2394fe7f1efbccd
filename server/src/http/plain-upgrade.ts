import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** A request to change the protocol, as Node hands it over. */
export interface Upgrade {
  message: IncomingMessage;
  socket: Duplex;
  /** What came after the request's head. */
  head: Buffer;
}

/** What asks for another protocol; `Connection`, which names these, says nothing without them. */
const ASKING = new Set(["upgrade", "http2-settings"]);

/**
 * Returns what serves a request that asks for a protocol the server does not speak, such as `h2c`, as the plain
 * HTTP/1.1 request that it also is (RFC 9110, section 7.8). Node takes such a request off its own parser before its
 * body: it is given back, without what asked, together with whatever came after its head, so that every limit and
 * time-out of the server holds for it.
 */
export function plainUpgrades(server: Server): (upgrade: Upgrade) => void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (message, response) => latest.set(message.socket, response));
  return ({ message, socket, head }) => {
    const giveBack = () => {
      if (socket.destroyed) return;
      socket.unshift(Buffer.concat([headOf(message), head]));
      server.emit("connection", socket);
    };
    const before = latest.get(socket);
    if (!before || before.closed) return giveBack();
    // Answers go out in the order of the requests, and Node has stopped to see to that here.
    socket.on("error", () => socket.destroy());
    before.once("close", giveBack);
  };
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] as string;
    if (!ASKING.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[place + 1]}`);
  }
  // Node reads the bytes of a head as Latin-1.
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}
