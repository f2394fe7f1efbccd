import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { answerCalls } from "../side-process.ts";
import { ANSWER } from "../voice/dialogue.ts";

/** What the platform asks in a call: the model, which takes no time, and an endpoint that is asked before pick-up. */
const calls = {
  /** Starts both. Answers with their addresses. */
  async open(_: null): Promise<{ modelUrl: string; setupUrl: string }> {
    const { baseUrl } = await startFakeModelServer({ answer: { firstPieceAfter: 0, pieceEvery: 5, pieces: ANSWER } });
    const body = JSON.stringify({ context: { plan: "gold" } });
    const endpoint = createServer((message, response) => {
      message.resume().on("end", () => {
        asked += 1;
        response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length }).end(body);
      });
    });
    endpoint.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => endpoint.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, resolve));
    return { modelUrl: baseUrl, setupUrl: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/setup` };
  },

  /** Answers how often the endpoint was asked. */
  asked(_: null): number {
    return asked;
  },
};

let asked = 0;

/** What `partners-process.ts` can be asked to do. */
export type PartnerCalls = typeof calls;

answerCalls(calls);
