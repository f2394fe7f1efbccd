import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCalls } from "../side-process.ts";
import { TOOL_ANSWER } from "./tool.ts";

/** The endpoint behind the benchmark's tool: reads each request and answers at once. */
const calls = {
  /** Starts it. Answers with its address. */
  async open(): Promise<{ url: string }> {
    const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(TOOL_ANSWER) };
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(200, headers).end(TOOL_ANSWER));
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/appointments` };
  },
};

/** What `receiver-process.ts` can be asked to do. */
export type ReceiverCalls = typeof calls;

answerCalls(calls);
