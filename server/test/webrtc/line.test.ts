import { createSocket } from "node:dgram";
import { afterEach, describe, expect, it } from "vitest";
import type { MediaLine } from "../../src/ports/media-line.ts";
import { createWebrtcConnector, type WebrtcOptions } from "../../src/providers/webrtc/connector.ts";
import { levelOf, openWeriftClient, pitchOf, toneOf, until, type WeriftClient } from "./werift-client.ts";

const LOOPBACK: WebrtcOptions = { addresses: ["127.0.0.1"], ports: null };
const RATE = 16_000;
const FRAME = RATE / 50;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Opened {
  client: WeriftClient;
  line: MediaLine;
  heard: number[];
  controller: AbortController;
}

async function open(options: Partial<WebrtcOptions> = {}, rate: 8_000 | 16_000 = RATE): Promise<Opened> {
  const client = await openWeriftClient();
  cleanUps.push(() => client.close());
  const heard: number[] = [];
  const controller = new AbortController();
  const line = await createWebrtcConnector({ ...LOOPBACK, ...options }).answer(client.offer, {
    sampleRateHz: rate,
    onAudio: (samples) => heard.push(...samples),
    signal: controller.signal,
  });
  cleanUps.push(() => {
    line.close();
    return line.closed;
  });
  return { client, line, heard, controller };
}

async function connect(options: Partial<WebrtcOptions> = {}, rate: 8_000 | 16_000 = RATE): Promise<Opened> {
  const opened = await open(options, rate);
  await opened.client.accept(opened.line.answerSdp);
  await until(() => opened.line.isConnected);
  return opened;
}

describe("a line over WebRTC", () => {
  it.each([8_000, 16_000] as const)("hears a client's tone at %i Hz, as high and as long as it was", async (rate) => {
    const { client, heard } = await connect({}, rate);
    await client.say(440, 50);
    await until(() => heard.length >= rate);
    expect(heard).toHaveLength(rate);
    expect(pitchOf(heard.slice(rate / 4), rate)).toBeCloseTo(440, -1);
    expect(levelOf(heard.slice(rate / 4))).toBeGreaterThan(4_000);
  });

  it("says a tone to the client, 20 ms apart, when all of it comes at once", async () => {
    const { client, line } = await connect();
    const began = performance.now();
    for (let number = 0; number < 25; number++) line.send(toneOf(300, RATE, { start: number * FRAME, length: FRAME }));
    await until(() => client.heard.length >= 24_000);
    expect(performance.now() - began).toBeGreaterThan(430);
    expect(pitchOf(client.heard.slice(6_000), 48_000)).toBeCloseTo(300, -1);
    const steps = client.timestamps.slice(1).map((timestamp, place) => timestamp - (client.timestamps[place] ?? 0));
    expect(new Set(steps)).toEqual(new Set([960]));
  });

  it("says nothing any more of what was cleared", async () => {
    const { client, line } = await connect();
    for (let number = 0; number < 40; number++) line.send(toneOf(300, RATE, { start: 0, length: FRAME }));
    await until(() => client.timestamps.length >= 5);
    line.clear();
    const sent = client.timestamps.length;
    // What comes next is the first that comes, but for what was on the wire.
    line.send(new Int16Array(FRAME));
    await until(() => client.timestamps.length > sent);
    expect(client.timestamps.length).toBeLessThan(sent + 3);
  });

  it("lets a pause be a pause in the client's time", async () => {
    const { client, line } = await connect();
    line.send(new Int16Array(FRAME));
    await until(() => client.timestamps.length === 1);
    const began = performance.now();
    await until(() => performance.now() - began > 300);
    line.send(new Int16Array(FRAME));
    await until(() => client.timestamps.length === 2);
    const [first = 0, second = 0] = client.timestamps;
    expect(second - first).toBeGreaterThan(300 * 48);
    expect(second - first).toBeLessThan(1_000 * 48);
  });

  it("makes up for packets that are lost: what is heard is as long as what was said", async () => {
    const { client, heard } = await connect();
    await client.say(440, 50, (number) => number === 0 || number === 49 || number % 10 !== 5);
    await until(() => heard.length >= RATE);
    expect(heard).toHaveLength(RATE);
    // Made up, and not left out: it is no silence.
    expect(levelOf(heard.slice(15 * FRAME, 16 * FRAME))).toBeGreaterThan(1_500);
    expect(pitchOf(heard.slice(RATE / 4), RATE)).toBeCloseTo(440, -1.5);
  });

  it("makes up for bytes that are no Opus", async () => {
    const { client, heard } = await connect();
    await client.say(440, 10);
    await client.sendRaw(Buffer.from([0x4b, 0xff]));
    await client.sendRaw(Buffer.alloc(0));
    await client.say(440, 10);
    await until(() => heard.length >= 21 * FRAME);
    expect(pitchOf(heard.slice(15 * FRAME, 21 * FRAME), RATE)).toBeCloseTo(440, -1.5);
  });

  it("takes no more than can be spoken from a client that floods", async () => {
    const { client, heard } = await connect();
    const began = performance.now();
    for (let round = 0; round < 20; round++) {
      for (let number = 0; number < 50; number++) await client.sendRaw(Buffer.from([0x4b, 0x00]));
      await until(() => performance.now() - began > round * 20);
    }
    await client.say(440, 5);
    const spent = performance.now() - began;
    expect(heard.length).toBeLessThan(((2_000 + spent * 1.1 + 200) / 1000) * RATE);
  });

  it("is closed with the session, and frees its port", async () => {
    const { line, controller } = await connect();
    const port = Number(/^m=audio (\d+)/m.exec(line.answerSdp)?.[1]);
    await expect(bind(port)).rejects.toThrow("EADDRINUSE");
    controller.abort();
    expect(await line.closed).toBe("It was closed on our side.");
    await bind(port);
    line.close();
    line.send(new Int16Array(FRAME));
  });

  it("is closed when nobody connects", async () => {
    const { line } = await open({ timings: { connectWithin: 200, silentFor: 1_000 } });
    expect(await line.closed).toBe("The client did not connect within 0.2 s.");
  });

  it("is closed when the client is gone without a word", async () => {
    const { client, line } = await connect({ timings: { connectWithin: 10_000, silentFor: 1_000 } });
    // As if the network were gone: the sockets are closed and nothing says so.
    for (const transport of client.peer.iceTransports) await transport.connection.close();
    expect(await line.closed).toBe("Nothing was heard of the client for 1 s.");
  });

  it("is closed when the client's certificate is another than it named", async () => {
    const client = await openWeriftClient();
    cleanUps.push(() => client.close());
    const offer = client.offer.replace(/(a=fingerprint:sha-256 ).*/, `$1${Array(32).fill("AB").join(":")}`);
    const options = { sampleRateHz: RATE, onAudio: () => undefined, signal: new AbortController().signal } as const;
    const line = await createWebrtcConnector(LOOPBACK).answer(offer, options);
    client.accept(line.answerSdp).catch(() => undefined);
    expect(await line.closed).toMatch(/certificate|closed/);
  });

  it("takes one port a line of those it is given, and says so when there is none left", async () => {
    const ports = { first: 43_210, last: 43_211 };
    const connector = createWebrtcConnector({ ...LOOPBACK, ports });
    const controller = new AbortController();
    const answer = async () => {
      const client = await openWeriftClient();
      cleanUps.push(() => client.close());
      return connector.answer(client.offer, {
        sampleRateHz: RATE,
        onAudio: () => undefined,
        signal: controller.signal,
      });
    };
    const lines = await Promise.all([answer(), answer()]);
    expect(lines.map((line) => /^m=audio (\d+)/m.exec(line.answerSdp)?.[1]).sort()).toEqual(["43210", "43211"]);
    await expect(answer()).rejects.toMatchObject({ code: "channel_unavailable" });
    controller.abort();
    await Promise.all(lines.map((line) => line.closed));
    (await answer()).close();
  });

  it("answers no check from a stranger who does not know the session's names", async () => {
    const { line } = await open();
    const port = Number(/^m=audio (\d+)/m.exec(line.answerSdp)?.[1]);
    const socket = createSocket("udp4");
    cleanUps.push(() => socket.close());
    let answers = 0;
    socket.on("message", () => answers++);
    for (let number = 0; number < 100; number++) socket.send(bindingRequest("abcd:efgh"), port, "127.0.0.1");
    const began = performance.now();
    await until(() => performance.now() - began > 300);
    expect(answers).toBe(0);
  });

  it("says what to do where the library is not installed", async () => {
    const client = await openWeriftClient();
    cleanUps.push(() => client.close());
    const connector = createWebrtcConnector({ ...LOOPBACK, load: () => Promise.reject(new Error("Not found.")) });
    const options = { sampleRateHz: RATE, onAudio: () => undefined, signal: new AbortController().signal } as const;
    await expect(connector.answer(client.offer, options)).rejects.toThrow(/werift is not installed/);
  });
});

/** A STUN binding request (RFC 8489) that names a user. */
function bindingRequest(username: string): Buffer {
  const name = Buffer.from(username);
  const attribute = Buffer.concat([
    Buffer.from([0, 6, 0, name.length]),
    name,
    Buffer.alloc((4 - (name.length % 4)) % 4),
  ]);
  const header = Buffer.alloc(20, 7);
  header.writeUInt16BE(1, 0);
  header.writeUInt16BE(attribute.length, 2);
  header.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([header, attribute]);
}

/** Takes a port and gives it back at once. Rejects when somebody has it. */
function bind(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", reject);
    socket.bind(port, "0.0.0.0", () => socket.close(() => resolve()));
  });
}
