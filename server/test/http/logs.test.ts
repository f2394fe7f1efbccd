import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openDatabase } from "../../src/db/database.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { callWaitingTool, startWaitingTool, WAITING_TOOL, type WaitingTool } from "../realtime/waiting-tool.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";
import { followLog, logged } from "./log-reader.ts";

let app: DescribedApp;
let model: FakeModelServer;
let tool: WaitingTool;
let keyId: string;
const LIVE_KEY = { type: "api_key", id: expect.stringMatching(/^key_/), name: "from the environment" };

beforeAll(async () => {
  tool = await startWaitingTool();
  model = await startFakeModelServer({
    answer: (request) => {
      const last = textOfMessage(request.messages.at(-1) ?? { role: "user" });
      if (last.includes("break")) return { firstPieceAfter: 0, pieceEvery: 0, pieces: [], refuseWith: 400 };
      return callWaitingTool(request);
    },
  });
  app = await startDescribedApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: tool.host,
  });
  await tool.install(app.databaseUrl);
  keyId = (await logged(app, "kind=api_request"))[0]?.actor.id as string;
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await tool.close();
});

/** Calls the API and returns the entry of the log on that very request. */
async function entryOf(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const answer = await app.call(method, path, body, headers);
  const requestId = answer.headers.get("x-request-id") as string;
  const [entry] = await logged(app, `request_id=${requestId}&kind=api_request`);
  return { answer, entry };
}

describe("API requests in the log", () => {
  it("say what was asked for, by whom, how it ended and how long it took", async () => {
    const { answer, entry } = await entryOf("GET", "/conversations?limit=1");
    expect(entry).toEqual({
      id: expect.stringMatching(/^log_[0-9A-Za-z]{11}$/),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      kind: "api_request",
      outcome: "succeeded",
      livemode: true,
      request_id: answer.headers.get("x-request-id"),
      conversation_id: null,
      actor: LIVE_KEY,
      summary: "GET /conversations 200",
      duration_ms: expect.any(Number),
      details: { method: "GET", route: "/conversations", status: 200 },
    });
    expect(Math.abs(Date.parse(entry?.at ?? "") - Date.now())).toBeLessThan(10_000);
  });

  it("name the conversation that they made, or that their path names", async () => {
    const agent_id = await app.makeAgent("Answer.");
    const made = await entryOf("POST", "/conversations", {
      agent_id,
      channel: { type: "chat_realtime" },
      livemode: false,
    });
    const { id, channel } = made.answer.body;
    expect(made.entry).toMatchObject({ conversation_id: id, livemode: false, actor: LIVE_KEY });
    expect((await entryOf("DELETE", `/conversations/${id}`)).entry).toMatchObject({
      conversation_id: id,
      summary: "DELETE /conversations/:id 200",
    });
    const gone = await entryOf("GET", `/conversations/${id}?token=${channel.token}`);
    expect(gone.entry).toMatchObject({ conversation_id: id, outcome: "refused", livemode: null });
    const { id: other, channel: its } = (await app.converse(agent_id)) as { id: string; channel: { token: string } };
    expect((await entryOf("GET", `/conversations/${other}?token=${its.token}`, undefined, {})).entry).toMatchObject({
      conversation_id: other,
      outcome: "succeeded",
      livemode: true,
      actor: { type: "token", id: other, name: null },
      details: { route: "/conversations/:id" },
    });
  });

  it.each([
    ["that do not fit", "GET", "/conversations?limit=x", undefined, { code: "invalid_field", param: "limit" }, 400],
    [
      "for what is not there",
      "GET",
      "/conversations/conv_00000000000",
      undefined,
      { code: "not_found", param: null },
      404,
    ],
    ["without a key", "GET", "/conversations", {}, { code: "missing_key", param: null }, 401],
    [
      "with a wrong key",
      "GET",
      "/logs",
      headersOf("op_prod_wrongwrongwrong"),
      { code: "invalid_key", param: null },
      401,
    ],
    [
      "with a wrong token",
      "GET",
      "/conversations/conv_00000000000?token=ot_x",
      {},
      { code: "not_found", param: null },
      404,
    ],
  ])("are there %s, with the reason", async (_what, method, path, headers, error, status) => {
    const { entry } = await entryOf(method, path, undefined, headers);
    expect(entry).toMatchObject({ outcome: "refused", details: { status, error } });
    expect(entry?.summary).toMatch(new RegExp(` ${status} ${error.code}$`));
    if (status === 401) expect(entry?.actor).toEqual({ type: "anonymous", id: null, name: null });
  });

  it("say that whoever holds a wrong token is nobody known", async () => {
    const { id } = await app.converse(await app.makeAgent("Answer."));
    const { entry } = await entryOf("GET", `/conversations/${id}?token=ot_wrong`, undefined, {});
    expect(entry).toMatchObject({ actor: { type: "anonymous" }, details: { error: { code: "invalid_token" } } });
  });

  it("say that an answer was repeated", async () => {
    const body = { agent_id: await app.makeAgent("Answer."), channel: { type: "chat_realtime" } };
    const headers = { ...headersOf(app.key), "idempotency-key": "repeat-me" };
    expect((await entryOf("POST", "/conversations", body, headers)).entry?.details).not.toHaveProperty("replayed");
    expect((await entryOf("POST", "/conversations", body, headers)).entry?.details).toMatchObject({ replayed: true });
  });

  it("are none of the page, the documents, the health check, or of paths that do not exist", async () => {
    for (const path of ["/", "/health", "/docs", "/openapi.json", "/nowhere"]) await fetch(`${app.url}${path}`);
    await entryOf("GET", "/conversations?limit=7");
    const entries = await logged(app, "limit=200");
    const routes = new Set(entries.map(({ details }) => details["route"]));
    for (const route of ["/", "/health", "/docs", "/openapi.json", "/nowhere", ""]) expect(routes).not.toContain(route);
  });

  it("hold no token and no search", async () => {
    await entryOf("GET", "/conversations?q=planted-search");
    const text = JSON.stringify(await logged(app, "limit=200"));
    expect(text).not.toContain("planted");
    expect(text).not.toMatch(/\bot_/);
  });
});

describe("sessions in the log", () => {
  async function upgrade(address: string) {
    const socket = new WebSocket(address);
    const requestId = await new Promise<string>((resolve, reject) => {
      socket.on("upgrade", (message) => resolve(message.headers["x-request-id"] as string));
      socket.on("unexpected-response", (_request, response) => {
        response.resume();
        resolve(response.headers["x-request-id"] as string);
      });
      socket.on("error", reject);
    });
    return { socket, requestId };
  }

  it("are requests, with the id that the upgrade's answer carries", async () => {
    const { id, channel } = await app.converse(await app.makeAgent("Answer."));
    const { socket, requestId } = await upgrade(`${channel.session_url}?token=${channel.token}`);
    const [entry] = await logged(app, `request_id=${requestId}`);
    expect(entry).toMatchObject({
      kind: "api_request",
      outcome: "succeeded",
      conversation_id: id,
      livemode: true,
      actor: { type: "token", id },
      summary: "GET /conversations/:id/session 101",
      details: { method: "GET", route: "/conversations/:id/session", status: 101 },
    });
    socket.close();
  });

  it("are refused with the reason and the code of the close", async () => {
    const { id, channel } = await app.converse(await app.makeAgent("Answer."));
    const { requestId } = await upgrade(`${channel.session_url}?token=ot_wrong`);
    const [entry] = await logged(app, `request_id=${requestId}`);
    expect(entry).toMatchObject({
      outcome: "refused",
      conversation_id: id,
      livemode: null,
      actor: { type: "anonymous" },
      details: { status: 101, close_code: 4401, error: { code: "invalid_token" } },
    });
  });

  it("have no entry when the path is none of a session, but an id all the same", async () => {
    const socket = new WebSocket(`${app.url.replace("http", "ws")}/nowhere`);
    const headers = await new Promise<Record<string, unknown>>((resolve) => {
      socket.on("unexpected-response", (_request, response) => {
        response.resume();
        resolve(response.headers);
      });
      socket.on("error", () => undefined);
    });
    expect(headers["x-request-id"]).toMatch(/^req_/);
  });
});

describe("what an agent does, in the log", () => {
  it("is each call of a model and of a tool, under the session's request", async () => {
    const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/one" }, tool: WAITING_TOOL });
    const { id, channel } = await app.converse(agentId);
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    client.send({ type: "user.message.send", text: "Wait." });
    const before = tool.calls.length;
    await expect.poll(() => tool.calls.length).toBe(before + 1);
    tool.answer({ found: 1 });
    await client.next("agent.turn.metrics");
    const [opened] = await logged(app, `conversation_id=${id}&q=session`);
    const models = await logged(app, `conversation_id=${id}&kind=model_call`, 2);
    const actor = { type: "agent", id: expect.stringMatching(`^${agentId}@v`) };
    expect(models).toHaveLength(2);
    expect(models[0]).toMatchObject({
      outcome: "succeeded",
      summary: "fake/one",
      livemode: true,
      request_id: opened?.request_id,
      actor,
      details: { model: "fake/one", simulated: false, interrupted: false, error: null },
    });
    expect(await logged(app, `conversation_id=${id}&kind=tool_call`)).toMatchObject([
      {
        outcome: "succeeded",
        summary: "wait_for_it",
        request_id: opened?.request_id,
        actor,
        details: {
          call_id: expect.stringMatching(/^call_/),
          name: "wait_for_it",
          ns: "api",
          arguments: {},
          error: null,
        },
      },
    ]);

    client.send({ type: "user.message.send", text: "break" });
    await client.next("agent.turn.metrics");
    const [failed] = await logged(app, `conversation_id=${id}&kind=model_call&outcome=failed`);
    expect(failed).toMatchObject({ summary: expect.stringContaining("status 400"), details: { model: "fake/one" } });
    client.close();
  });
});

describe("sign-ins in the log", () => {
  it("are there when they succeed and when they are refused, without the code and the key", async () => {
    const wrong = await app.call("POST", "/sign_in", { code: "planted-wrong-code" }, {});
    const right = await app.call("POST", "/sign_in", { code: app.app.signInCode }, {});
    const entryFor = async (answer: typeof right) =>
      (await logged(app, `kind=sign_in&request_id=${answer.headers.get("x-request-id")}`))[0];
    expect(await entryFor(wrong)).toMatchObject({
      outcome: "refused",
      actor: { type: "anonymous" },
      livemode: null,
      details: { method: "one_time_link", address: "127.0.0.1", error: { code: "invalid_key" } },
    });
    expect(await entryFor(right)).toMatchObject({
      outcome: "succeeded",
      actor: { type: "api_key", id: expect.stringMatching(/^key_/) },
      livemode: true,
    });
    const text = JSON.stringify(await logged(app, "limit=200"));
    expect(text).not.toContain("planted");
    expect(text).not.toContain(right.body["api_key"].slice(8));
    expect(text).not.toContain(app.app.signInCode);
  });
});

describe("GET /logs", () => {
  it("goes through all entries page by page, newest first, each once", async () => {
    const all = await logged(app, "limit=200");
    const before = new Date(Date.parse(all[0]?.at as string) + 1).toISOString();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${cursor}`;
      const { body } = await app.call("GET", `/logs?limit=7&at_lt=${before}${more}`);
      seen.push(...body["data"].map(({ id }: { id: string }) => id));
      cursor = body["cursor"];
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, all.length)).toEqual(all.map(({ id }) => id).slice(0, seen.length));
  });

  it("finds by each filter what fits, and nothing else", async () => {
    const at = (await logged(app, "outcome=refused"))[0]?.at as string;
    for (const [query, fits] of [
      ["kind=sign_in", ({ kind }) => kind === "sign_in"],
      ["outcome=refused", ({ outcome }) => outcome === "refused"],
      ["outcome=succeeded", ({ outcome }) => outcome === "succeeded"],
      [`actor_id=${keyId}`, ({ actor }) => actor.id === keyId],
      ["livemode=true", ({ livemode }) => livemode === true],
      ["livemode=false", ({ livemode }) => livemode === false],
      [`at_gte=${at}`, (entry) => entry.at >= at],
      [`at_lt=${at}`, (entry) => entry.at < at],
      ["q=token%20missing", () => false],
      ["q=sign%20in%20LINK", ({ kind }) => kind === "sign_in"],
      ["q=%2Fconversations", ({ summary }) => summary.includes("conversations")],
      ["q=environment&kind=api_request", ({ actor }) => actor.name === "from the environment"],
      ["kind=api_request&outcome=refused&q=missing_key", ({ summary }) => summary.includes("missing_key")],
    ] satisfies [string, (entry: Awaited<ReturnType<typeof logged>>[number]) => boolean][]) {
      const found = await logged(app, `${query}&limit=200`, query.includes("missing") && query.startsWith("q") ? 0 : 1);
      expect(
        found.filter((entry) => !fits(entry)),
        query,
      ).toEqual([]);
    }
  });

  it.each(["kind=emails", "outcome=good", "livemode=maybe", "at_gte=yesterday", "q=", "conversation_id=", "limit=0"])(
    "refuses %s",
    async (query) => {
      const { status, body } = await app.call("GET", `/logs?${query}`);
      expect([status, body["error"].param]).toEqual([400, query.split("=")[0]]);
    },
  );

  it("refuses cursors that no list gave out", async () => {
    expect((await app.call("GET", "/logs?cursor=x")).body["error"].code).toBe("invalid_cursor");
    const elsewhere = Buffer.from(JSON.stringify(["2025-01-01T00:00:00.000Z", "conv_00000000000"])).toString(
      "base64url",
    );
    expect((await app.call("GET", `/logs?cursor=${elsewhere}`)).body).toEqual({ data: [], cursor: null });
  });

  it("shows test keys what concerns test data, and nothing else", async () => {
    const headers = await app.testKeyHeaders();
    const { headers: answered } = await app.call("GET", "/conversations", undefined, headers);
    await logged(app, `request_id=${answered.get("x-request-id")}`);
    const { body } = await app.call("GET", "/logs?limit=200", undefined, headers);
    expect(body["data"].length).toBeGreaterThan(0);
    for (const { livemode } of body["data"]) expect(livemode).toBe(false);
    const hidden = await app.call("GET", "/logs?livemode=true", undefined, headers);
    expect(hidden.body).toEqual({ data: [], cursor: null });
    const [live] = await logged(app, "livemode=true");
    expect((await app.call("GET", `/logs/${live?.id}`, undefined, headers)).status).toBe(404);
    expect((await app.call("GET", `/logs/${body["data"][0].id}`, undefined, headers)).status).toBe(200);
  });
});

describe("GET /logs/{id}", () => {
  it("shows one entry", async () => {
    const [entry] = await logged(app, "limit=1");
    expect((await app.call("GET", `/logs/${entry?.id}`)).body).toEqual(entry);
  });

  it.each(["log_zzzzzzzzzzz", "log_0000000zzzz", "log_1", "conv_00000000000", "x%00"])(
    "finds nothing under %s",
    async (id) => {
      const { status } = await app.call("GET", `/logs/${id}`);
      expect(status).toBe(id.includes("%00") ? 400 : 404);
    },
  );
});

describe("GET /logs/stream", () => {
  it("sends what is done from now on and fits, with its id", async () => {
    await entryOf("GET", "/conversations");
    const follower = await followLog(app.url, "kind=api_request&outcome=refused", headersOf(app.key));
    await app.call("GET", "/conversations");
    await app.call("GET", "/conversations/conv_00000000000");
    expect(await follower.next()).toMatchObject({ summary: "GET /conversations/:id 404 not_found" });
    expect(follower.ids).toEqual([follower.entries[0]?.id]);
    expect(follower.entries).toHaveLength(1);
    expect((await app.call("GET", `/logs/${follower.ids[0]}`)).body).toEqual(follower.entries[0]);
    follower.close();
  });

  it("goes on after the last entry seen, and misses none", async () => {
    const [latest] = await logged(app, "limit=1");
    for (let count = 0; count < 5; count += 1) await app.call("GET", `/conversations?limit=${count + 1}`);
    const first = await followLog(app.url, "q=conversations", {
      ...headersOf(app.key),
      "last-event-id": latest?.id ?? "",
    });
    for (let count = 0; count < 2; count += 1) await first.next();
    first.close();
    const second = await followLog(app.url, `q=conversations&last_event_id=${first.ids[1]}`, headersOf(app.key));
    for (let count = 0; count < 3; count += 1) await second.next();
    second.close();
    const ids = [...first.ids.slice(0, 2), ...second.ids];
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(5);
  });

  it("shows a test key nothing of live data", async () => {
    const headers = await app.testKeyHeaders();
    const follower = await followLog(app.url, "", headers);
    await app.call("GET", "/conversations");
    await app.call("GET", "/conversations", undefined, headers);
    expect(await follower.next()).toMatchObject({ livemode: false, actor: { name: "test mode" } });
    expect(follower.entries).toHaveLength(1);
    follower.close();
  });

  it("refuses what is no id of an entry, and filters that are none", async () => {
    const wrong = await app.call("GET", "/logs/stream?last_event_id=ev_00000000001");
    expect(wrong.body["error"]).toMatchObject({ code: "invalid_field", param: "last_event_id" });
    expect((await app.call("GET", "/logs/stream?kind=x")).body["error"].param).toBe("kind");
  });

  it("finds what it looks for by its indexes", async () => {
    const database = openDatabase(app.databaseUrl, { connections: 1 });
    const plan = (condition: string, order: string) =>
      database.connection().execute(async (connection) => {
        for (const way of ["seqscan", "sort"]) await sql.raw(`set enable_${way} = off`).execute(connection);
        const explain = sql.raw<{ "QUERY PLAN": string }>(`explain select * from logs where ${condition} ${order}`);
        return (await explain.execute(connection)).rows.map((row) => row["QUERY PLAN"]).join("\n");
      });
    const order = "order by at desc, position desc limit 50";
    for (const [condition, index] of [
      ["kind = 'job'", "logs_kind"],
      ["outcome = 'failed' and outcome <> 'succeeded'", "logs_unsuccessful"],
      ["conversation_id = 'conv_1'", "logs_conversation"],
      ["actor_id = 'key_1'", "logs_actor"],
      ["not livemode", "logs_test"],
      ["at > now()", "logs_at"],
    ] as const) {
      expect(await plan(condition, order)).toContain(index);
    }
    expect(await plan("request_id = 'req_1'", "")).toContain("logs_request");
    const words = "words_of_log(summary, actor_name, details) @@ plainto_tsquery('simple', words_apart('a/b'))";
    expect(await plan(words, "")).toContain("logs_words");
    await database.destroy();
  });
});
