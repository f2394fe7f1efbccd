import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SipTransport } from "./sip-transport.ts";

const OPTIONS = "OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nContent-Length: 0\r\n\r\n";
const MINUTE = 60_000;

describe("a connection that others have opened", () => {
  afterEach(() => void vi.useRealTimers());

  /** A transport that knows 127.0.0.1, and a connection from an address whose first message has come. */
  async function startConnection(localAddress: string) {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    const reasons: unknown[] = [];
    let received = (): void => undefined;
    const transport = new SipTransport({
      listeners: [{ protocol: "tcp", host: "127.0.0.1", port: 0 }],
      publicAddress: null,
      tls: null,
      admits: () => true,
      knows: (address) => address === "127.0.0.1",
      onMessage: () => received(),
      onClosed: () => undefined,
      onUnsent: () => undefined,
      onNote: (_message, { reason }) => void reasons.push(reason),
    });
    await transport.listen();
    const socket = connect({ port: transport.portOf("tcp") as number, host: "127.0.0.1", localAddress });
    const say = async () => {
      const taken = new Promise<void>((resolve) => {
        received = resolve;
      });
      socket.write(OPTIONS);
      await taken;
    };
    await say();
    return { transport, socket, say, reasons };
  }

  it("is closed when a stranger has had nothing to say for a minute", async () => {
    const { transport, socket, say, reasons } = await startConnection("127.0.0.2");
    vi.advanceTimersByTime(MINUTE - 1);
    await say();
    vi.advanceTimersByTime(1);
    expect(reasons).toEqual([]);
    const ended = new Promise((resolve) => socket.resume().once("end", resolve));
    vi.advanceTimersByTime(MINUTE);
    await ended;
    expect(reasons).toEqual(["a stranger had no more to say"]);
    await transport.close();
  });

  it("stays when it is a trunk's, and is kept open by signs of life", async () => {
    const { transport, socket, reasons } = await startConnection("127.0.0.1");
    const heard = new Promise<Buffer>((resolve) => socket.once("data", resolve));
    vi.advanceTimersByTime(5 * MINUTE);
    expect((await heard).toString()).toMatch(/^(?:\r\n\r\n)+$/);
    expect(reasons).toEqual([]);
    socket.destroy();
    await transport.close();
  });
});
