import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SUMMARY_AGENT_ID } from "../../src/domain/summary.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let database: pg.Client;
beforeAll(async () => {
  app = await startTestApp({ OPERATOR_SUMMARIES: "true" }, { jobsEvery: 50 });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

const PROMPT = { type: "fixed", text: "Answer." };

async function makeProcedural(config: object = {}, isReleased = true): Promise<string> {
  const runtime = { model: "simulated/assistant", prompt: PROMPT };
  const made = await app.call("POST", "/procedural_agents", {
    name: "After",
    description: "",
    config: { runtime, ...config },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  if (isReleased) await app.call("POST", `/procedural_agents/${made.body["version_id"]}/release`);
  return made.body["id"];
}

/** Makes a conversational agent, a draft, and returns its version. */
async function makeTalker(postprocess_agents: string[], config: object = {}): Promise<string> {
  const made = await app.call("POST", "/conversational_agents", {
    name: "Talker",
    description: "",
    config: { runtime: { model: "simulated/assistant", prompt: PROMPT }, ...config },
    postprocess_agents,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body["version_id"];
}

/** Holds a conversation in which the user says that, and returns its id once it has ended. */
async function talk(agentId: string, said: string[] = ["Hello!"]): Promise<string> {
  const { id, channel } = await app.converse(agentId);
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  for (const text of said) {
    session.send({ type: "user.message.send", text });
    await session.next("user.message.received");
  }
  session.send({ type: "conversation.end" });
  await session.closed();
  return id;
}

interface Run {
  agent: string;
  trigger: string;
  key: string;
}

/** Lists what was ordered for a conversation, once the job that orders it is done. */
async function runsAfter(id: string): Promise<Run[]> {
  await vi.waitFor(async () => {
    const { rowCount } = await database.query("select from jobs where kind = 'after_conversation' and subject = $1", [
      id,
    ]);
    expect(rowCount).toBe(0);
  });
  const { rows } = await database.query<Run>(
    `select agent_id || '@v' || agent_version as agent, trigger, trigger_key as key from procedures
     where conversation_id = $1 order by trigger desc, agent_id`,
    [id],
  );
  return rows;
}

const summaryOf = async (id: string) => {
  const { body } = await app.call("GET", `/conversations/${id}`);
  return { summary: body["summary"], sentiment: body["sentiment"] };
};

describe("after a conversation", () => {
  it("the agents run that its version names and that want its status, each once", async () => {
    const wants = await makeProcedural();
    const wantsNot = await makeProcedural({ filter_statuses: ["failed", "no-answer"] });
    const pinned = await makeProcedural({}, false);
    const version = await makeTalker([wants, wantsNot, `${pinned}@v0`, `${wants}@v0`]);
    const id = await talk(version);
    const expected = [
      { agent: `${SUMMARY_AGENT_ID}@v0`, trigger: "summary", key: `${id}/${SUMMARY_AGENT_ID}` },
      ...[wants, pinned]
        .sort()
        .map((agent) => ({ agent: `${agent}@v0`, trigger: "conversation_end", key: `${id}/${agent}` })),
    ];
    const runs = await runsAfter(id);
    expect(runs.sort((one, other) => one.key.localeCompare(other.key))).toEqual(
      expected.sort((one, other) => one.key.localeCompare(other.key)),
    );
  });

  it("a bare id means the version that is released by then", async () => {
    const agent = await makeProcedural();
    const version = await makeTalker([agent], { summary: { is_enabled: false } });
    await app.call("PUT", `/procedural_agents/${agent}`, { name: "Anew" });
    expect((await runsAfter(await talk(version))).map((run) => run.agent)).toEqual([`${agent}@v0`]);
    await app.call("POST", `/procedural_agents/${agent}@v1/release`);
    expect((await runsAfter(await talk(version))).map((run) => run.agent)).toEqual([`${agent}@v1`]);
  });

  it("nothing runs for what was never released or was deleted, and the others do", async () => {
    const never = await makeProcedural({}, false);
    const deleted = await makeProcedural();
    const there = await makeProcedural();
    const version = await makeTalker([never, deleted, there], { summary: { is_enabled: false } });
    await database.query("update agents set deleted_at = now() where id = $1", [deleted]);
    expect((await runsAfter(await talk(version))).map((run) => run.agent)).toEqual([`${there}@v0`]);
  });

  it("that failed because nobody joined, what wants failed ones runs, and it is summed up without a model", async () => {
    const wants = await makeProcedural({ filter_statuses: ["failed"] });
    const version = await makeTalker([wants, await makeProcedural()]);
    const { id } = await app.converse(version);
    await database.query("update conversations set token_expires_at = now() - interval '1 minute' where id = $1", [id]);
    await vi.waitFor(
      async () => expect((await app.call("GET", `/conversations/${id}`)).body["status"]).toBe("failed"),
      {
        timeout: 25_000,
        interval: 200,
      },
    );
    expect((await runsAfter(id)).map((run) => run.agent)).toEqual([`${wants}@v0`]);
    expect(await summaryOf(id)).toEqual({ summary: "Nobody joined the conversation.", sentiment: null });
  }, 30_000);

  it("without a word of the user it is summed up without a model", async () => {
    const id = await talk(await makeTalker([]), []);
    expect(await runsAfter(id)).toEqual([]);
    expect(await summaryOf(id)).toEqual({ summary: "The user said nothing.", sentiment: null });
  });

  it("its agent's own choice sums it up, or nothing does", async () => {
    const own = await makeProcedural();
    const mine = await talk(await makeTalker([own], { summary: { agent_id: own } }));
    expect(await runsAfter(mine)).toEqual([{ agent: `${own}@v0`, trigger: "summary", key: `${mine}/${own}` }]);
    const none = await talk(await makeTalker([], { summary: { is_enabled: false } }));
    expect(await runsAfter(none)).toEqual([]);
    const silent = await talk(await makeTalker([], { summary: { is_enabled: false } }), []);
    expect(await runsAfter(silent)).toEqual([]);
    expect(await summaryOf(silent)).toEqual({ summary: null, sentiment: null });
  });

  it("what the conversation overrides of its agent's configuration counts", async () => {
    const version = await makeTalker([]);
    const { id, channel } = await app.converse(version, { override_config: { summary: { is_enabled: false } } });
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: "Hello!" });
    await session.next("user.message.received");
    session.send({ type: "conversation.end" });
    await session.closed();
    expect(await runsAfter(id)).toEqual([]);
  });

  it("of test mode, the runs are of test mode", async () => {
    const version = await makeTalker([]);
    const { id, channel } = await app.converse(version, { livemode: false });
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: "Hello!" });
    await session.next("user.message.received");
    session.send({ type: "conversation.end" });
    await session.closed();
    await runsAfter(id);
    const { rows } = await database.query("select livemode from procedures where conversation_id = $1", [id]);
    expect(rows).toEqual([{ livemode: false }]);
  });
});

describe("the agent that sums conversations up", () => {
  const PATH = `/procedural_agents/${SUMMARY_AGENT_ID}`;

  it("is there as any other, released, takes the conversation's own model, and cannot be deleted", async () => {
    const { body } = await app.call("GET", PATH);
    expect(body).toMatchObject({ id: SUMMARY_AGENT_ID, version_status: "released" });
    expect(body["config"].runtime.model).toBe("conversation/model");
    const refused = await app.call("DELETE", PATH);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
    expect(refused.body["error"].message).toContain("OPERATOR_SUMMARIES");
    const { body: list } = await app.call("GET", "/procedural_agents?limit=200");
    expect(list["data"].map(({ id }: { id: string }) => id)).toContain(SUMMARY_AGENT_ID);
  });
});
