import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let agentId: string;
beforeAll(async () => {
  app = await startDescribedApp();
  agentId = await app.makeAgent("Answer.");
});
afterAll(() => app.stop());

const list = async (query: string) => {
  const { status, body } = await app.call("GET", `/conversations?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { data: Record<string, unknown>[]; cursor: string | null };
};
const idsOf = async (query: string) => (await list(query)).data.map(({ id }) => id);

/** Holds a conversation in which the user says that, and ends it. */
async function hold(text: string, more: object = {}, agent = agentId): Promise<string> {
  const { id, channel } = await app.converse(agent, { ...more });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  session.send({ type: "user.message.send", text });
  await session.next("agent.turn.metrics");
  session.send({ type: "conversation.end" });
  await session.closed();
  return id;
}

describe("a list of conversations", () => {
  it("is newest first, each as GET shows it without what only GET has", async () => {
    const older = await app.converse(agentId);
    const newer = await app.converse(agentId);
    const { data } = await list("limit=2");
    expect(data.map(({ id }) => id)).toEqual([newer.id, older.id]);
    const { channel, override_config, summary, ...item } = (await app.call("GET", `/conversations/${newer.id}`)).body;
    expect(data[0]).toEqual(item);
  });

  it("goes page by page through all of them, each once, while some are added and deleted", async () => {
    const agent = await app.makeAgent("Page.");
    const made: string[] = [];
    for (let count = 0; count < 8; count++) made.unshift((await app.converse(agent)).id);
    const first = await list(`agent_id=${agent}&limit=3`);
    await app.converse(agent);
    await app.call("DELETE", `/conversations/${made[2]}`);
    const second = await list(`agent_id=${agent}&limit=3&cursor=${first.cursor}`);
    await app.call("DELETE", `/conversations/${made[7]}`);
    const third = await list(`agent_id=${agent}&limit=3&cursor=${second.cursor}`);
    const ids = [first, second, third].map(({ data }) => data.map(({ id }) => id));
    expect(ids).toEqual([made.slice(0, 3), made.slice(3, 6), made.slice(6, 7)]);
    expect(third.cursor).toBeNull();
  });

  it("of exactly as many as the limit ends with a null cursor", async () => {
    const agent = await app.makeAgent("Exact.");
    for (let count = 0; count < 3; count++) await app.converse(agent);
    expect((await list(`agent_id=${agent}&limit=3`)).cursor).toBeNull();
    expect(await list(`agent_id=${await app.makeAgent("None.")}`)).toEqual({ data: [], cursor: null });
  });

  it("tells apart those of one millisecond", async () => {
    const agent = await app.makeAgent("At once.");
    const made = await Promise.all(Array.from({ length: 10 }, () => app.converse(agent)));
    const seen: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `agent_id=${agent}&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it.each(["nonsense", "bm9uc2Vuc2U", "e30", "WzEsMl0", "%F0%9F%98%80"])("refuses %j as a cursor", async (cursor) => {
    const answer = await app.call("GET", `/conversations?cursor=${cursor}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_cursor", param: "cursor" } } });
  });
});

describe("a filter", () => {
  it("by agent takes all its versions, by version that one", async () => {
    const agent = await app.makeAgent("First.");
    const first = await app.converse(agent);
    await app.call("PUT", `/conversational_agents/${agent}`, { name: "Second" });
    const second = await app.converse(`${agent}@v1`);
    expect(await idsOf(`agent_id=${agent}`)).toEqual([second.id, first.id]);
    expect(await idsOf(`agent_id=${agent}@v0`)).toEqual([first.id]);
    expect(await idsOf(`agent_id=${agent}%40v1`)).toEqual([second.id]);
    expect(await idsOf(`agent_id=${agent}@v2`)).toEqual([]);
  });

  it("by status, mode, channel and direction holds together with the others", async () => {
    const agent = await app.makeAgent("Filter.");
    const queued = await app.converse(agent);
    const test = await app.converse(agent, { livemode: false });
    const over = await hold("Hello.", {}, agent);
    expect(await idsOf(`agent_id=${agent}&status=queued`)).toEqual([test.id, queued.id]);
    expect(await idsOf(`agent_id=${agent}&status=completed`)).toEqual([over]);
    expect(await idsOf(`agent_id=${agent}&status=queued&livemode=true`)).toEqual([queued.id]);
    expect(await idsOf(`agent_id=${agent}&livemode=false`)).toEqual([test.id]);
    expect(await idsOf(`agent_id=${agent}&channel_type=chat_realtime&direction=inbound`)).toHaveLength(3);
    expect(await idsOf(`agent_id=${agent}&direction=outbound`)).toEqual([]);
    expect(await idsOf(`agent_id=${agent}&channel_type=phone`)).toEqual([]);
  });

  it("by customer", async () => {
    const context = { $customer: { external_id: "list-1" } };
    const one = await app.converse(agentId, { context });
    const two = await app.converse(agentId, { context });
    const customer = (await app.call("GET", `/conversations/${one.id}`)).body["customer_id"];
    expect(await idsOf(`customer_id=${customer}`)).toEqual([two.id, one.id]);
    expect(await idsOf("customer_id=cus_00000000000")).toEqual([]);
  });

  it("by time includes its beginning and leaves out its end, and takes any offset", async () => {
    const agent = await app.makeAgent("Time.");
    const open = await app.converse(agent);
    const over = await hold("Hello.", {}, agent);
    const { created_at, completed_at } = (await app.call("GET", `/conversations/${over}`)).body;
    const query = (name: string, value: string) => idsOf(`agent_id=${agent}&${name}=${encodeURIComponent(value)}`);
    expect(await query("created_at_gte", created_at)).toEqual([over]);
    expect(await query("created_at_lt", created_at)).toEqual([open.id]);
    expect(await query("completed_at_gte", completed_at)).toEqual([over]);
    expect(await query("completed_at_lt", completed_at)).toEqual([]);
    expect(await query("completed_at_gte", "2020-01-01T00:00:00+02:00")).toEqual([over]);
    const inZurich = new Date(Date.parse(created_at) + 2 * 3_600_000).toISOString().replace("Z", "+02:00");
    expect(await query("created_at_gte", inZurich)).toEqual([over]);
  });

  it("by words finds those said by the user or the agent, in any case, together in one message", async () => {
    const agent = await app.makeAgent("Words.");
    const said = await hold("My parrot Coco is purple.", {}, agent);
    await hold("My cat is green.", {}, agent);
    expect(await idsOf(`agent_id=${agent}&q=parrot`)).toEqual([said]);
    expect(await idsOf(`agent_id=${agent}&q=PURPLE+coco`)).toEqual([said]);
    expect(await idsOf(`agent_id=${agent}&q=parrot+green`)).toEqual([]);
    expect(await idsOf(`agent_id=${agent}&q=${encodeURIComponent(`"coco is purple"`)}`)).toEqual([said]);
    expect(await idsOf(`agent_id=${agent}&q=is`)).toHaveLength(2);
  });

  it.each(["'", '"', "\\", "& | !", "parrot'; drop table conversations; --", "%", "(((", ":*", "🦜", "\uD800"])(
    "by the words %j breaks nothing",
    async (text) => {
      const query = new URLSearchParams({ q: text });
      expect((await app.call("GET", `/conversations?${query}`)).status).toBe(200);
    },
  );

  it.each([
    ["agent_id", "x"],
    ["agent_id", "ca_00000000000@v"],
    ["status", "done"],
    ["status", ""],
    ["channel_type", "pigeon"],
    ["direction", "sideways"],
    ["livemode", "yes"],
    ["created_at_gte", "yesterday"],
    ["created_at_lt", "2025-02-30T00:00:00Z"],
    ["completed_at_gte", "1750325400"],
    ["completed_at_lt", "2025-06-19"],
    ["q", ""],
    ["q", "x".repeat(501)],
    ["limit", "0"],
    ["limit", "1e9"],
  ])("%s=%s is refused by its name", async (name, value) => {
    const answer = await app.call("GET", `/conversations?${new URLSearchParams({ [name]: value })}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: name } } });
  });

  it("that is given twice is refused, and one that is not known is passed over", async () => {
    const twice = await app.call("GET", "/conversations?status=queued&status=completed");
    expect(twice).toMatchObject({ status: 400, body: { error: { param: "status" } } });
    expect((await app.call("GET", "/conversations?colour=blue&__proto__=1")).status).toBe(200);
  });
});
