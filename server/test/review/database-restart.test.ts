import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/db/embedded/postgres.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let directory: string;
let postgres: EmbeddedPostgres;
let app: TestApp;
const said: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-restart-"));
  postgres = await startEmbeddedPostgres({ directory, log: (line) => said.push(line) });
  app = await startTestApp({ DATABASE_URL: postgres.connectionString, LOG_LEVEL: "silent" });
}, 60_000);

afterAll(async () => {
  await app.stop();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

async function postmaster(): Promise<number> {
  const files = await readdir(directory, { recursive: true });
  const file = files.find((name) => name.endsWith("postmaster.pid")) as string;
  return Number((await readFile(join(directory, file), "utf8")).split("\n")[0]);
}

it("a platform whose database dies under it says so, and its conversations go on when it is back", async () => {
  const { id, channel } = await app.converse(await app.makeAgent("Answer."));
  const address = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(address);
  client.send({ type: "conversation.start" });
  const { id: lastSeen } = await client.next("conversation.started");

  process.kill(await postmaster(), "SIGKILL");
  expect(await client.closed()).toBe(1012);
  const away = await app.call("GET", `/conversations/${id}`);
  expect(away).toMatchObject({ status: 503, body: { error: { type: "unavailable", code: "unavailable" } } });
  expect(away.headers.get("retry-after")).toBe("1");

  await expect.poll(() => said.join(), { timeout: 30_000 }).toContain("runs again");
  const statusOf = async () => (await app.call("GET", `/conversations/${id}`)).body["status"] as string;
  await expect.poll(statusOf, { timeout: 30_000 }).toBe("in-progress");
  const again = await reconnect(`${address}&last_event_id=${lastSeen}`);
  again.send({ type: "user.message.send", text: "Are you there?" });
  await again.next("agent.message.completed");
  expect(again.events[0]?.payload.type).toBe("user.message.received");
  again.close();
}, 40_000);

/** Comes back until it is let in: the process has to enter anew first. */
async function reconnect(address: string) {
  for (;;) {
    const client = openSessionClient(address);
    client.send({ type: "conversation.start" });
    const refused = new Promise<boolean>((resolve) => client.socket.once("close", () => resolve(true)));
    const settled = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 700));
    if (!(await Promise.race([refused, settled]))) return client;
  }
}
