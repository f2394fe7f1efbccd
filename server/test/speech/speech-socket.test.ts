import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { SpeechError } from "../../src/ports/speech-error.ts";
import { type SpeechEndpoint, SpeechSocket } from "../../src/providers/speech-socket.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Upgrade = (stream: Duplex, connect: () => Promise<WebSocket>, request: IncomingMessage) => void;

/** Starts a server that does with each upgrade what the test says. */
async function serve(upgrade: Upgrade): Promise<{ url: URL; openStreams(): number }> {
  const server: Server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const streams = new Set<Socket>();
  server.on("connection", (stream) => {
    streams.add(stream);
    // Half a connection is none: the client has let go of it.
    for (const event of ["end", "close"]) stream.on(event, () => streams.delete(stream));
  });
  server.on("upgrade", (request, stream, head) => {
    stream.on("error", () => stream.destroy());
    upgrade(stream, () => new Promise((resolve) => sockets.handleUpgrade(request, stream, head, resolve)), request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const stream of streams) stream.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/listen?word=secret`), openStreams: () => streams.size };
}

const VENDOR = { name: "acme", apiKey: "key-123456789", keyHint: "Check ACME_KEY.", notFoundHint: "Check ACME_URL." };

interface Watched {
  socket: SpeechSocket;
  messages: (string | Buffer)[];
  end: Promise<SpeechError>;
}

function connect(url: URL, options: Partial<SpeechEndpoint> = {}): Watched {
  const messages: (string | Buffer)[] = [];
  let onEnd: (error: SpeechError) => void = () => undefined;
  const end = new Promise<SpeechError>((resolve) => {
    onEnd = resolve;
  });
  const endpoint = { vendor: VENDOR, url, headers: { authorization: "Token key-123456789" }, ...options };
  const socket = new SpeechSocket(endpoint, { onMessage: (message) => messages.push(message), onEnd });
  closing.push(() => socket.end());
  return { socket, messages, end };
}

describe("A socket to a speech vendor", () => {
  it("sends what was written before it was connected, in order, and tells texts from bytes", async () => {
    const got: unknown[] = [];
    const { url } = await serve((_stream, accept) => {
      void accept().then((peer) => {
        peer.on("message", (data: Buffer, isBinary) => {
          got.push(isBinary ? [...data] : data.toString());
          peer.send(data, { binary: isBinary });
        });
      });
    });
    const { socket, messages } = connect(url);
    socket.send("first");
    socket.send(Buffer.from([1, 2]));
    await expect.poll(() => messages.length).toBe(2);
    socket.send("last");
    await expect.poll(() => messages.length).toBe(3);
    expect(got).toEqual(["first", [1, 2], "last"]);
    expect(messages).toEqual(["first", Buffer.from([1, 2]), "last"]);
  });

  it("gives up a vendor that takes the connection and says nothing", async () => {
    const { url, openStreams } = await serve((stream) => stream.resume());
    const error = await connect(url, { connectWithin: 100 }).end;
    expect(error).toMatchObject({ isRetryable: true, status: null });
    expect(error.message).toMatch(/^acme cannot be reached at http:\/\/127\.0\.0\.1:\d+\/listen: no connection within/);
    expect(error.message).not.toContain("word=secret");
    await expect.poll(openStreams).toBe(0);
  });

  it("tells that nobody is there", async () => {
    const { url } = await serve(() => undefined);
    url.port = "1";
    expect(await connect(url).end).toMatchObject({ isRetryable: true, status: null });
  });

  it("reads a refusal though its body never ends, and hides the key that it quotes", async () => {
    const { url, openStreams } = await serve((stream) => {
      stream.resume();
      stream.write("HTTP/1.1 401 No\r\ncontent-type: text/plain\r\n\r\nThe key key-123456789 is not one of ours");
    });
    const error = await connect(url).end;
    expect(error).toMatchObject({ isRetryable: false, status: 401 });
    expect(error.message).toContain("is not one of ours. Check ACME_KEY.");
    expect(error.message).not.toContain("key-123456789");
    await expect.poll(openStreams).toBe(0);
  });

  it("does not follow to another address, where the key would go along", async () => {
    const { url } = await serve((stream) => {
      stream.end("HTTP/1.1 302 Found\r\nlocation: ws://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    });
    const error = await connect(url).end;
    expect(error).toMatchObject({ isRetryable: false, status: 302 });
    expect(error.message).toContain("Check ACME_URL.");
  });

  it("keeps no more than half a megabyte for a vendor that does not connect", async () => {
    const { url } = await serve(() => undefined);
    const { socket, end } = connect(url);
    for (let piece = 0; piece < 60; piece++) socket.send(Buffer.alloc(10_000));
    expect((await end).message).toContain("does not take the audio");
    expect(socket.isOver).toBe(true);
  });

  it("gives up a vendor that reads nothing any more", async () => {
    const { url } = await serve((_stream, accept) => {
      void accept().then((peer) => peer.pause());
    });
    const { socket, end } = connect(url);
    const writing = setInterval(() => socket.send(Buffer.alloc(100_000)), 1);
    closing.push(() => clearInterval(writing));
    expect((await end).message).toContain("does not take the audio");
  });

  it("sends its sign of life only while nothing else is sent", async () => {
    const got: string[] = [];
    const { url } = await serve((_stream, accept) => {
      void accept().then((peer) => peer.on("message", (data: Buffer) => got.push(data.toString())));
    });
    const { socket } = connect(url, { keepAlive: { every: 200, message: "alive" } });
    const writing = setInterval(() => socket.send("audio"), 20);
    closing.push(() => clearInterval(writing));
    await expect.poll(() => got.length, { timeout: 30_000 }).toBeGreaterThan(20);
    expect(got).not.toContain("alive");
    clearInterval(writing);
    await expect.poll(() => got).toContain("alive");
  });

  it("is gone a second after its end, though the vendor does not answer the goodbye", async () => {
    // A handshake (RFC 6455, section 4.2.2) and one text, by hand: whatever comes after it has no answer.
    const { url, openStreams } = await serve((stream, _accept, request) => {
      const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accepted = createHash("sha1").update(key).digest("base64");
      stream.resume();
      stream.write(
        `HTTP/1.1 101 Go\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accepted}\r\n\r\n`,
      );
      stream.write(Buffer.from([0x81, 2, 0x68, 0x69]));
    });
    const { socket, messages } = connect(url);
    await expect.poll(() => messages).toEqual(["hi"]);
    socket.end("bye");
    expect(socket.isOver).toBe(true);
    await expect.poll(openStreams, { timeout: 30_000 }).toBe(0);
  });

  it("gives up a message that is larger than any transcript", async () => {
    const { url } = await serve((_stream, accept) => {
      void accept().then((peer) => peer.send(Buffer.alloc(5 * 1024 * 1024)));
    });
    expect(await connect(url).end).toMatchObject({ isRetryable: true });
  });
});
