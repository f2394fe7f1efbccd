import { Agent, request } from "node:http";
import { answerCalls } from "../side-process.ts";

const DELTA = Buffer.from('"type":"agent.message.delta"');
const WHOLE = Buffer.from('"interrupted":false');
const BODY = JSON.stringify({
  payload: { type: "user.message.send", text: "Good day, I should like to have an answer of twenty words." },
});

/** The clients' process: it posts messages to async chats. */
const calls = {
  /** Posts to one conversation after the other, `concurrency` at a time, until the time or the conversations run out. */
  async run(input: PostRun): Promise<PostResult> {
    const result: PostResult = { turns: 0, broken: 0, firstToken: [], perSecond: 0 };
    const began = performance.now();
    let next = 0;
    const client = async () => {
      while (next < input.ids.length && performance.now() - began < input.duration) {
        const id = input.ids[next++] as string;
        const turn = await post(`${input.url}/conversations/${id}/session`, input.apiKey);
        result.turns += 1;
        result.firstToken.push(turn.firstToken);
        if (!turn.isWhole) result.broken += 1;
      }
    };
    await Promise.all(Array.from({ length: input.concurrency }, client));
    result.perSecond = (1000 * result.turns) / (performance.now() - began);
    return result;
  },
};

/** What `poster-process.ts` can be asked to do. */
export type PosterCalls = typeof calls;

/** Which conversations are written to, and how. Times in ms. */
export interface PostRun {
  url: string;
  apiKey: string;
  ids: readonly string[];
  concurrency: number;
  duration: number;
}

/** How that went. */
export interface PostResult {
  turns: number;
  /** Turns that did not end in a whole message. */
  broken: number;
  /** From sending the message to the first piece of the answer, in ms. */
  firstToken: number[];
  perSecond: number;
}

const agent = new Agent({ keepAlive: true });

function post(url: string, apiKey: string): Promise<{ firstToken: number; isWhole: boolean }> {
  const began = performance.now();
  const headers = {
    Authorization: `Bearer ${apiKey}`,
    "Operator-Version": "2025-06-19",
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(BODY),
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: "POST", headers }, (answer) => {
      let firstToken: number | null = null;
      let isWhole = false;
      answer.on("data", (chunk: Buffer) => {
        if (firstToken === null && chunk.includes(DELTA)) firstToken = performance.now() - began;
        if (chunk.includes(WHOLE)) isWhole = true;
      });
      answer.on("end", () => resolve({ firstToken: firstToken ?? performance.now() - began, isWhole }));
      answer.on("error", reject);
    });
    call.on("error", reject);
    call.end(BODY);
  });
}

answerCalls(calls);
