import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { answerCalls } from "../side-process.ts";

/** The floor: a process that does nothing but send each frame back. */
const calls = {
  /** Starts it. Answers with its address. */
  async open(_: null): Promise<{ url: string }> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
    server.on("connection", (socket) => {
      socket.on("message", (data, isBinary) => {
        if (isBinary) socket.send(data as Buffer);
      });
    });
    await once(server, "listening");
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/` };
  },
};

/** What `echo-process.ts` can be asked to do. */
export type EchoCalls = typeof calls;

answerCalls(calls);
