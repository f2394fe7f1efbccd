import { connect } from "node:net";

/** A session whose client speaks WebSocket by hand: it answers no ping and no close. */
export interface BareSession {
  /** Everything the server sent after its handshake; frames of the server are not masked, so events can be read. */
  received(): string;
  /** Sends a client event as one frame (RFC 6455, section 5.2), masked with zeros. */
  send(payload: Record<string, unknown>): void;
  /** Whether the connection is gone. */
  isClosed(): boolean;
  destroy(): void;
}

/** Opens a session by hand; resolves once the server has agreed. */
export function openBareSession(url: string): Promise<BareSession> {
  const { hostname, port, pathname, search } = new URL(url);
  const head = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${hostname}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ];
  let received = "";
  let isClosed = false;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join("\r\n")}\r\n\r\n`));
    socket.on("error", reject).on("close", () => {
      isClosed = true;
    });
    socket.setEncoding("latin1").on("data", (text: string) => {
      received += text;
      resolve({
        received: () => received,
        send: (payload) => socket.write(frameOf(JSON.stringify({ payload }))),
        isClosed: () => isClosed,
        destroy: () => socket.destroy(),
      });
    });
  });
}

function frameOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 125) throw new Error("A frame by hand holds at most 125 bytes.");
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]);
}
