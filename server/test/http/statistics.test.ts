import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import type { Statistics } from "../../src/domain/statistics.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

const DAY = 86_400_000;
/** Before anything that the test itself does, so that what is put there is counted alone. */
const PAST = { at_gte: "2025-03-28T23:00:00Z", at_lt: "2025-03-31T22:00:00Z" };

let app: DescribedApp;
let database: Database;
let agent: string;

beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_MODEL_PRICES: "acme/fast=2/4", OPERATOR_TIME_ZONE: "Europe/Zurich" });
  database = openDatabase(app.databaseUrl, { connections: 1 });
  agent = await app.makeAgent("Answer.");
  await put("a", { at: "2025-03-29T12:00:00Z" });
  await put("b", { at: "2025-03-30T21:30:00Z", status: "failed", channel: "phone", version: 1 });
  await put("c", { at: "2025-03-30T22:30:00Z", livemode: false });
  await put("d", { at: "2025-03-28T20:00:00Z" });
});

afterAll(async () => {
  await database.destroy();
  await app.stop();
});

interface Past {
  at: string;
  status?: string;
  channel?: string;
  version?: number;
  livemode?: boolean;
}

/** Puts a conversation of a minute into the past, with ten turns and two calls of a tool, of which one failed. */
async function put(name: string, { at, status = "completed", channel = "chat_async", ...more }: Past): Promise<void> {
  const { version = 0, livemode = true } = more;
  const id = `conv_000000000_${name}`;
  await sql`insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status,
      context, created_at, started_at, completed_at, token_expires_at)
    values (${id}, ${agent}, ${version}, '{}', ${channel}, ${livemode}, 'inbound', ${status}, '{}', ${at}, ${at},
      ${at}::timestamptz + interval '1 minute', ${at})`.execute(database);
  await sql`insert into turns (conversation_id, sequence, at, agent_id, agent_version, channel_type, livemode, model,
      interrupted, first_token, total, input_tokens, output_tokens)
    select ${id}, n, ${at}, ${agent}, ${version}, ${channel}, ${livemode}, 'acme/fast', n = 1, n * 10, n * 100, 1000, 100
    from generate_series(1, 10) as n`.execute(database);
  await sql`insert into tool_calls (call_id, conversation_id, ns, name, arguments, status, created_at, settled_at)
    select ${id} || n, ${id}, 'api', 'book', '{}', case n when 1 then 'failed' else 'succeeded' end, ${at},
      ${at}::timestamptz + n * interval '1 second' from generate_series(1, 2) as n`.execute(database);
}

async function statistics(query: Record<string, string>, headers?: Record<string, string>): Promise<Statistics> {
  const path = `/statistics?${new URLSearchParams(query)}`;
  const { status, body } = await app.call("GET", path, undefined, headers);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as Statistics;
}

describe("statistics", () => {
  it("count and measure a time, its days as the organization's clocks show them, and as long a time before", async () => {
    const { totals, before, series, time_zone } = await statistics(PAST);
    expect(time_zone).toBe("Europe/Zurich");
    expect(totals).toMatchObject({
      conversations: 3,
      by_channel: { chat_async: 2, phone: 1 },
      by_status: { completed: 2, failed: 1 },
      duration_sec: { count: 3, p50: 60, p99: 60 },
      turns: 30,
      interrupted_turns: 3,
      latency_ms: {
        first_token: { count: 30, p50: 50, p90: 90, p99: 100 },
        total: { count: 30, p50: 500, p90: 900, p99: 1000 },
        first_audio: { count: 0, p50: null, p90: null, p99: null },
      },
      input_tokens: 30_000,
      output_tokens: 3_000,
      cost_usd: 0.072,
      tool_calls: 6,
      failed_tool_calls: 3,
      unknown_tool_calls: 0,
    });
    expect(before).toMatchObject({ conversations: 1, turns: 10, tool_calls: 2 });
    // The second day has 23 hours.
    expect(series.map(({ at, conversations, turns }) => [at, conversations, turns])).toEqual([
      ["2025-03-28T23:00:00.000Z", 1, 10],
      ["2025-03-29T23:00:00.000Z", 1, 10],
      ["2025-03-30T22:00:00.000Z", 1, 10],
    ]);
  });

  it("tell versions of agents and tools apart", async () => {
    const { by_agent, by_tool } = await statistics(PAST);
    expect(by_agent.map(({ agent_id, conversations, turns }) => [agent_id, conversations, turns])).toEqual([
      [`${agent}@v0`, 2, 20],
      [`${agent}@v1`, 1, 10],
    ]);
    expect(by_tool).toEqual([
      {
        name: "book",
        tool_calls: 6,
        failed_tool_calls: 3,
        unknown_tool_calls: 0,
        duration_ms: { count: 6, p50: 1000, p90: 2000, p99: 2000 },
      },
    ]);
  });

  it.each([
    ["an agent's version", { agent_id: "@v1" }, 1],
    ["a channel", { channel_type: "chat_async" }, 2],
    ["test mode", { livemode: "false" }, 1],
    ["an agent that nobody talked with", { agent_id: "ca_00000000000" }, 0],
  ])("are those of %s alone", async (_what, given, conversations) => {
    const query = "agent_id" in given && given.agent_id === "@v1" ? { agent_id: `${agent}@v1` } : given;
    const { totals } = await statistics({ ...PAST, ...query });
    expect(totals).toMatchObject({ conversations, turns: 10 * conversations, tool_calls: 2 * conversations });
  });

  it("have all hours, also those in which nothing was", async () => {
    const { series } = await statistics({ ...PAST, interval: "hour" });
    expect(series).toHaveLength(71);
    expect(series.filter(({ conversations }) => conversations > 0)).toHaveLength(3);
  });

  it("have the turns of a conversation as soon as they are over, and lose them with it", async () => {
    const { id, channel } = await app.converse(agent, { livemode: false });
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: "Hello" });
    await session.next("agent.turn.metrics");
    session.close();
    const { totals, series } = await statistics({ interval: "hour", livemode: "false" });
    expect(totals).toMatchObject({ conversations: 1, turns: 1, latency_ms: { response: { count: 1 } } });
    expect(series.at(-1)).toMatchObject({ conversations: 1, turns: 1 });
    await app.call("DELETE", `/conversations/${id}`);
    expect((await statistics({ interval: "hour", livemode: "false" })).totals).toMatchObject({
      conversations: 0,
      turns: 0,
    });
  });

  it("say no price where a model has none", async () => {
    await sql`update turns set model = 'acme/slow' where conversation_id = 'conv_000000000_d'`.execute(database);
    expect((await statistics(PAST)).before.cost_usd).toBeNull();
  });

  it("are those of test mode for a test key", async () => {
    const headers = await app.testKeyHeaders();
    expect((await statistics(PAST, headers)).totals.conversations).toBe(1);
    expect((await statistics({ ...PAST, livemode: "true" }, headers)).totals.conversations).toBe(0);
  });

  it.each([
    [{ at_gte: new Date(Date.now() - 40 * DAY).toISOString(), interval: "hour" }, "750 hours at most"],
    [{ at_gte: PAST.at_lt, at_lt: PAST.at_gte }, "must be before"],
  ])("refuse a time that is none, or too long: %j", async (query, message) => {
    const { status, body } = await app.call("GET", `/statistics?${new URLSearchParams(query as never)}`);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(message);
  });
});
