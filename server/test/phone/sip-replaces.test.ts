import { createSocket } from "node:dgram";
import { afterAll, describe, expect, it } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { callMediaOpener } from "../../src/providers/sip/media/call-media-opener.ts";
import { MediaThreads } from "../../src/providers/sip/media/media-threads.ts";
import { headerIn } from "./scripted-peer.ts";
import { freePort, listening, openNetwork, sipp, Told, trunkOf, until } from "./sip-peer.ts";
import { type IncomingScenario, runIncoming, takeCalls } from "./sip-scenarios.ts";

const ORDER: CallOrder = { id: "1", from: "+41446681800", to: "+41791234567", ringFor: 20_000, detectMachine: false };

/** Calls a party of sipp's that takes so many calls. */
async function call(scenario: string, { order = {}, calls = 1 }: { order?: Partial<CallOrder>; calls?: number } = {}) {
  const port = await freePort();
  const opened = await openNetwork({ trunks: [trunkOf({ port })] });
  const running = sipp({ scenario, to: opened.port(), port, calls });
  await listening(port);
  const told = new Told();
  const phone = opened.network.dial({ ...ORDER, ...order }, told);
  const result = await running;
  await until(() => opened.network.calls === 0, "the end of the call");
  await opened.network.close(2_000);
  return { ...result, ...opened, told, phone };
}

const HOME = "127.0.0.1";
const errors: unknown[] = [];
const threads = new MediaThreads({
  program: new URL("../../src/media-thread.ts", import.meta.url),
  count: 1,
  onError: (error) => errors.push(error),
  onSent: () => undefined,
});
afterAll(() => threads.close());

/** A socket, and what came to it. */
async function bound() {
  const socket = createSocket("udp4");
  const heard: Buffer[] = [];
  socket.on("message", (bytes) => void heard.push(bytes));
  await new Promise<void>((resolve) => socket.bind(0, HOME, resolve));
  return { socket, heard, port: socket.address().port };
}

/** A packet of PCMU (RTP, RFC 3550), all of one sample. */
function packet(number: number, sample: number): Buffer {
  const bytes = Buffer.alloc(172, sample);
  bytes.writeUInt16BE(0x8000, 0);
  bytes.writeUInt16BE(number, 2);
  bytes.writeUInt32BE(number * 160, 4);
  bytes.writeUInt32BE(sample, 8);
  return bytes;
}

const TONE = new Int16Array(160).map((_, index) => Math.round(8_000 * Math.sin((index * 2 * Math.PI) / 16)));

describe.concurrent("the audio of a call whose other end is replaced", () => {
  it("comes from the new end, and goes to it", async () => {
    const ports = { first: 41_400, last: 41_439 };
    const openMedia = callMediaOpener({ threads, ports, codecs: ["pcmu"], deadAfter: 30_000 });
    const { network, port } = await openNetwork({ openMedia });
    const timers: NodeJS.Timeout[] = [];
    const told = takeCalls(network, { then: (call) => timers.push(setInterval(() => call.send(TONE), 20)) });
    const [caller, former, next] = [await bound(), await bound(), await bound()];
    const ask = async (tag: string, media: number, more: readonly string[] = []) => {
      const sdp = `v=0\r\no=- 1 1 IN IP4 ${HOME}\r\ns=-\r\nc=IN IP4 ${HOME}\r\nt=0 0\r\nm=audio ${media} RTP/AVP 0\r\n`;
      const lines = (method: string, to: string) =>
        [
          `${method} sip:+41446681800@${HOME} SIP/2.0`,
          `Via: SIP/2.0/UDP ${HOME}:${caller.port};rport;branch=z9hG4bK${method}${tag}`,
          `From: <sip:+41791234567@${HOME}>;tag=${tag}`,
          `To: ${to}`,
          `Call-ID: call-${tag}`,
          `CSeq: 1 ${method}`,
          `Contact: <sip:x@${HOME}:${caller.port}>`,
          "Max-Forwards: 70",
        ] as const;
      const invite = [...lines("INVITE", `<sip:+41446681800@${HOME}>`), ...more, "Content-Type: application/sdp"];
      caller.socket.send(`${invite.join("\r\n")}\r\n\r\n${sdp}`, port(), HOME);
      const isAnswer = (text: string) => text.startsWith("SIP/2.0 200") && text.includes(`Call-ID: call-${tag}`);
      const answers = () => caller.heard.map(String).filter(isAnswer);
      await until(() => answers().length > 0, "the answer");
      const answer = answers()[0] ?? "";
      caller.socket.send(`${lines("ACK", headerIn(answer, "To")).join("\r\n")}\r\n\r\n`, port(), HOME);
      return { to: headerIn(answer, "To"), audio: Number(/^m=audio (\d+)/m.exec(answer)?.[1]) };
    };
    const first = await ask("one", former.port);
    await until(() => former.heard.length > 5, "audio to the first end");
    const tag = first.to.split(";tag=")[1];
    const second = await ask("two", next.port, [`Replaces: call-one;to-tag=${tag};from-tag=one`]);
    expect(second.audio).toBe(first.audio);
    await until(() => next.heard.length > 5, "audio to the new end");
    const before = told[0]?.said.filter((said) => said === "audio").length ?? 0;
    let number = 0;
    timers.push(setInterval(() => next.socket.send(packet(++number, 0x2a), second.audio, HOME), 20));
    const heardNow = () => told[0]?.said.filter((said) => said === "audio").length ?? 0;
    await until(() => heardNow() > before + 10, "audio from the new end");
    for (const timer of timers) clearInterval(timer);
    await until(() => caller.heard.some((text) => String(text).startsWith("BYE ")), "the goodbye to the first end");
    expect(told).toHaveLength(1);
    await network.close(0);
    for (const { socket } of [caller, former, next]) socket.close();
    expect(errors).toEqual([]);
  });
});

describe.concurrent("a call whose other end is replaced (RFC 3891)", () => {
  const taken: IncomingScenario = { name: "in-replaced", said: ["ended hung_up"] };

  it.each(["u1", "t1"] as const)("goes on with the new end over the same audio, by %s", async (transport) => {
    const { code, errors, told, opened } = await runIncoming(taken, { transport, calls: 3 });
    expect([code, errors]).toEqual([0, ""]);
    for (const { said } of told) expect(said).toEqual(taken.said);
    expect(told).toHaveLength(3);
    expect(opened.media.map(({ answers }) => answers.length)).toEqual([2, 2, 2]);
    expect(opened.media.every(({ isClosed }) => isClosed)).toBe(true);
    expect(opened.network.calls).toBe(0);
  });

  it("stays as it is where that must not be", async () => {
    const { code, errors, told, opened } = await runIncoming({ name: "in-not-replaced", said: [] });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.map(({ said }) => said)).toEqual([["ended hung_up"]]);
    expect(opened.media).toHaveLength(1);
  });

  it("is picked up by somebody else while it rings", async () => {
    const { code, errors, told, media } = await call("out-picked-up");
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["ringing", "answered", "ended hung_up"]);
    expect(media.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});

describe.concurrent("somebody who was called to take a call over, and hands it on (RFC 5589)", () => {
  const order = { mayHandOn: true };

  it("leaves it to whom they spoke with", async () => {
    const { code, errors, told, media } = await call("out-handed-on", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
    expect(media.map(({ answers }) => answers.length)).toEqual([2]);
    expect(media[0]?.answers[1]).toMatch(/^m=audio 6002 /m);
  });

  it("may hang up before it is known how that goes", async () => {
    const { code, errors, told } = await call("out-handed-on-left", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
  });

  it("keeps it where the other has gone", async () => {
    const { code, errors, told, media } = await call("out-not-handed-on", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
    expect(media.map(({ answers }) => answers.length)).toEqual([1]);
  });

  it("may not, where they were called for another reason", async () => {
    const { code, errors, told } = await call("out-refers");
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
  });
});
