import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { VERSION_HEADER } from "../src/testing/app.ts";
import { type ServerProcess, startServerProcess } from "../src/testing/server-process.ts";
import { openSessionClient } from "../src/testing/session-client.ts";

/** Preloaded into the server: answers every message with the heap in use once nothing is left to collect. */
const MEASURE = `process.on("message", () => {
  gc();
  gc();
  process.send(process.memoryUsage().heapUsed);
}).channel.unref();`;

let server: ServerProcess;

beforeAll(async () => {
  const preload = `data:text/javascript,${encodeURIComponent(MEASURE)}`;
  server = await startServerProcess({
    nodeArguments: ["--expose-gc", "--import", preload],
    hasChannel: true,
    environment: { OPERATOR_RATE_LIMIT: "1000000" },
  });
}, 70_000);

afterAll(() => server.cleanUp());

async function heapUsed(): Promise<number> {
  const child = server.child();
  const answered = once(child, "message") as Promise<[number]>;
  child.send("measure");
  return (await answered)[0];
}

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json", ...VERSION_HEADER };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await (await fetch(`${server.url()}${path}`, { method, headers, ...sent })).json()) as Record<
    string,
    unknown
  >;
}

/** Opens a session on a new conversation that never starts, and closes it. */
async function comeAndGo(agent_id: string): Promise<void> {
  const { id, channel } = await call("POST", "/conversations", { agent_id, channel: { type: "chat_realtime" } });
  const query = `token=${(channel as { token: string }).token}`;
  const client = openSessionClient(
    `${server.url().replace("http", "ws")}/conversations/${String(id)}/session?${query}`,
  );
  await client.next("conversation.setup");
  client.close();
  await client.closed();
}

async function comeAndGoTimes(count: number): Promise<void> {
  const { data } = await call("GET", "/conversational_agents");
  const [agent] = data as { id: string }[];
  const many = Array.from({ length: 10 }, async () => {
    for (let done = 0; done < count / 10; done += 1) await comeAndGo(agent?.id as string);
  });
  await Promise.all(many);
}

it("sessions that never start leave nothing behind when they close", async () => {
  await comeAndGoTimes(500);
  const before = await heapUsed();
  await comeAndGoTimes(2_000);
  const growth = (await heapUsed()) - before;
  // A socket and its conversation take more than 5 kB; kept, 2,000 of them would be 10 MB.
  expect(growth).toBeLessThan(4 * 1024 * 1024);
}, 400_000);
