import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { createSafeFetch } from "../../server/src/lib/safe-fetch.ts";
import { callHttpTool } from "../../server/src/runtime/http-tool.ts";
import { answerCalls } from "../side-process.ts";
import { TOOL_ANSWER, TOOL_ARGUMENTS, toolAt } from "./tool.ts";

/**
 * The ways to call the tool: as the platform does, signed and with all checks; through the same client without either;
 * with Node's `fetch`; and with `node:http`.
 */
export const WAYS = ["signed", "unsigned", "fetch", "http"] as const;

/** A way to call the tool. */
export type Way = (typeof WAYS)[number];

/** What a block of calls took. */
export interface Block {
  /** CPU of the caller per call, in ms. */
  cpu: number;
  perSecond: number;
}

/** A process that calls the benchmark's tool. */
const calls = {
  /** Sets the tool's address. */
  open({ url }: { url: string }): void {
    ways = waysTo(url);
  },

  /** Calls one after another, turn about in each of the ways. Answers with the times of each, in ms. */
  async takeTurns({ rounds }: { rounds: number }): Promise<Record<Way, number[]>> {
    const times: Record<Way, number[]> = { signed: [], unsigned: [], fetch: [], http: [] };
    for (let round = 0; round < rounds; round++) {
      for (const way of WAYS) {
        const began = performance.now();
        await call(way);
        times[way].push(performance.now() - began);
      }
    }
    return times;
  },

  /** Calls in one way, `concurrency` at a time. */
  async runBlock(input: { way: Way; count: number; concurrency: number }): Promise<Block> {
    const { way, count, concurrency } = input;
    const [before, began] = [process.cpuUsage(), performance.now()];
    let left = count;
    const worker = async () => {
      while (left-- > 0) await call(way);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    const { user, system } = process.cpuUsage(before);
    return { cpu: (user + system) / 1_000 / count, perSecond: (count * 1_000) / (performance.now() - began) };
  },
};

/** What `caller-process.ts` can be asked to do. */
export type CallerCalls = typeof calls;

type Call = () => Promise<string>;

let ways: Record<Way, Call> | null = null;

async function call(way: Way): Promise<void> {
  const answer = await ways?.[way]();
  if (answer !== TOOL_ANSWER) throw new Error(`The tool answered ${answer}.`);
}

function waysTo(url: string): Record<Way, Call> {
  const tool = toolAt(url);
  const safe = createSafeFetch({ allowedTargets: ["127.0.0.0/8"] });
  const signingKeys = { current: "op_sign_0123456789abcdef0123456789abcdef", next: null };
  const { signal } = new AbortController();
  const body = JSON.stringify(TOOL_ARGUMENTS);
  const headers = { "content-type": "application/json", accept: "application/json" };
  const agent = new Agent({ keepAlive: true });
  return {
    signed: async () => {
      const idempotencyKey = randomUUID();
      const args = JSON.parse(body) as unknown;
      const about = { idempotencyKey, signingKeys, fetch: safe, signal, now: Date.now };
      const outcome = await callHttpTool({ tool, arguments: args, ...about });
      return outcome.status === "succeeded" ? JSON.stringify(outcome.result) : outcome.error;
    },
    unsigned: async () => (await safe.send({ url, method: "POST", headers, body })).body,
    fetch: async () => (await fetch(url, { method: "POST", headers, body })).text(),
    http: () =>
      new Promise((resolve, reject) => {
        const length = { "content-length": Buffer.byteLength(body) };
        const sent = request(url, { agent, method: "POST", headers: { ...headers, ...length } }, (answer) => {
          text(answer).then(resolve, reject);
        });
        sent.on("error", reject).end(body);
      }),
  };
}

answerCalls(calls);
