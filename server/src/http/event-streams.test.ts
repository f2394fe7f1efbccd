import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutgoingEvent } from "../services/journal.ts";
import { serveEvents } from "./event-streams.ts";
import { SseConnections } from "./sse.ts";

const HEARTBEAT = 20;
const SIZE = 256 * 1024;

let streams: SseConnections;
let server: Server;
/** What the log holds; the stream is read out of it. */
let log: () => AsyncIterable<readonly OutgoingEvent[]>;
let served: Promise<void>;

beforeEach(async () => {
  streams = new SseConnections(HEARTBEAT);
  server = createServer((_request, response) => {
    served = serveEvents(streams, response, { followed: { type: "over", log: log(), isAllSeen: false }, hasKey: true });
    // The test that breaks a log waits for this itself.
    served.catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  streams.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = () => (server.address() as AddressInfo).port;
const url = () => `http://127.0.0.1:${port()}/`;
const event = (sequence: number, json = "{}"): OutgoingEvent => ({
  id: `ev_${sequence}`,
  sequence,
  type: "conversation.started",
  json,
});

function openPromise(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe("an events stream", () => {
  it("carries a comment as heartbeat while nothing happens", async () => {
    const { promise, resolve } = openPromise();
    log = async function* () {
      yield [event(1)];
      await promise;
    };
    const response = await fetch(url());
    let text = "";
    for await (const piece of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      text += piece;
      if (text.split(": heartbeat\n\n").length > 3) break;
    }
    resolve();
    expect(text.startsWith("id: ev_1\ndata: {}\n\n: heartbeat\n\n")).toBe(true);
    expect(text.replaceAll(": heartbeat\n\n", "")).toBe("id: ev_1\ndata: {}\n\n");
  });

  it("is read from the log no faster than its reader takes it", async () => {
    let pages = 0;
    const json = "x".repeat(SIZE);
    log = async function* () {
      for (; pages < 1000; pages++) yield [event(pages, json)];
    };
    const socket = connect(port(), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    socket.pause();
    let before = -1;
    while (pages === 0 || pages !== before) {
      before = pages;
      await delay(100);
    }
    expect(pages).toBeLessThan(200);
    socket.destroy();
    await served;
  });

  it("ends when the log is read out, and is cut off when the log cannot be read", async () => {
    log = async function* () {
      yield [event(1), event(2)];
    };
    expect(await (await fetch(url())).text()).toBe("id: ev_1\ndata: {}\n\nid: ev_2\ndata: {}\n\n");
    log = async function* () {
      yield [event(1)];
      throw new Error("The database is away.");
    };
    const response = await fetch(url());
    await expect(response.text()).rejects.toThrow();
    await expect(served).rejects.toThrow("The database is away.");
  });

  it("ends when the platform stops, and its reader may come back", async () => {
    const { promise, resolve } = openPromise();
    log = async function* () {
      yield [event(1)];
      await promise;
    };
    const response = await fetch(url());
    streams.close();
    expect(await response.text()).toContain("ev_1");
    resolve();
  });
});
