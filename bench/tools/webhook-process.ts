import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openSessionClient } from "../../server/src/testing/session-client.ts";
import { createSession, type Target } from "../chat/session.ts";
import { answerCalls } from "../side-process.ts";

/** When one event was seen, by one clock, in ms. */
export interface Sighting {
  /** By the client of its conversation, which is after it was stored. */
  seen: number;
  /** By the webhook's receiver. */
  arrived: number;
}

/** The receiver of webhooks, and a client that makes the events. */
const calls = {
  /** Starts the receiver. Answers with its address. */
  async open(): Promise<{ url: string }> {
    server = createServer((message, response) => {
      const now = performance.now();
      let body = "";
      message.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      message.on("end", () => {
        response.writeHead(200, { "Content-Length": 0 }).end();
        arrive(/"id":\s*"(ev_[^"]+)"/.exec(body)?.[1] ?? "", now);
      });
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server?.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, resolve));
    return { url: addressOf("/events") };
  },

  /** Changes the context of a new conversation again and again, each time once the webhook of the last has arrived. */
  async watch({ target, events }: { target: Target; events: number }): Promise<Sighting[]> {
    const client = await converse(target);
    const sightings: Sighting[] = [];
    for (let number = 0; number < events; number++) {
      client.send({ type: "conversation.context.update", context: { number } });
      const { id } = await client.next("conversation.context.updated");
      const seen = performance.now();
      sightings.push({ seen, arrived: await arrival(id) });
      // As many frames a second as a client may send.
      await new Promise((resolve) => setTimeout(resolve, 55));
    }
    client.close();
    return sightings;
  },

  /** Makes events in new conversations, as many in each, and waits until every one has arrived so many times. */
  async make(input: { target: Target; conversations: number; events: number; times: number }): Promise<void> {
    const all = calls.expect({ count: input.conversations * input.events * input.times });
    for (let number = 0; number < input.conversations; number++) {
      const client = await converse(input.target);
      for (let event = 0; event < input.events; event++) {
        client.send({ type: "conversation.context.update", context: { event } });
        await client.next("conversation.context.updated");
      }
      client.close();
    }
    await all;
  },

  /** Waits until so many more webhooks have arrived. */
  async expect({ count }: { count: number }): Promise<void> {
    const until = arrivals + count;
    await new Promise<void>((resolve) => waiting.push({ isMet: () => arrivals >= until, resolve }));
  },

  /** Sends bare requests to the receiver, one after another. Answers with the time that each took to arrive, in ms. */
  async sendBare({ count }: { count: number }): Promise<number[]> {
    const agent = new Agent({ keepAlive: true });
    const times: number[] = [];
    for (let number = 0; number < count; number++) {
      const began = performance.now();
      const id = `ev_bare${bareCount++}`;
      const body = JSON.stringify({ id, padding: "x".repeat(300) });
      const options = { agent, method: "POST", headers: { "Content-Length": body.length } };
      const done = new Promise<void>((resolve, reject) => {
        const sent = request(addressOf("/events"), options, (answer) => answer.resume().on("end", resolve));
        sent.on("error", reject).end(body);
      });
      times.push((await arrival(id)) - began);
      await done;
    }
    agent.destroy();
    return times;
  },
};

/** What `webhook-process.ts` can be asked to do. */
export type WebhookCalls = typeof calls;

let server: Server | null = null;
let arrivals = 0;
let bareCount = 0;
const arrivedAt = new Map<string, number>();
let waiting: { isMet: () => boolean; resolve: () => void }[] = [];

function addressOf(path: string): string {
  return `http://127.0.0.1:${(server?.address() as AddressInfo).port}${path}`;
}

function arrive(eventId: string, now: number): void {
  arrivals += 1;
  arrivedAt.set(eventId, now);
  const met = waiting.filter(({ isMet }) => isMet());
  waiting = waiting.filter((waiter) => !met.includes(waiter));
  for (const { resolve } of met) resolve();
}

async function arrival(eventId: string): Promise<number> {
  if (!arrivedAt.has(eventId))
    await new Promise<void>((resolve) => waiting.push({ isMet: () => arrivedAt.has(eventId), resolve }));
  return arrivedAt.get(eventId) ?? Number.NaN;
}

async function converse(target: Target) {
  const client = openSessionClient(await createSession(target));
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  return client;
}

answerCalls(calls);
