import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createClient } from "../src/client.ts";
import { OperatorApiError } from "../src/error.ts";
import { etagOf } from "../src/etag.ts";
import { openSession } from "../src/session.ts";
import type { NewConversation, Schemas, ServerEvent } from "../src/wire.ts";
import { type EchoServer, startEchoServer } from "./echo-server.ts";

let server: EchoServer;
beforeAll(async () => {
  server = await startEchoServer();
}, 90_000);
afterAll(() => server?.cleanUp());

async function refusal(call: Promise<unknown>): Promise<OperatorApiError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorApiError);
  return error as OperatorApiError;
}

describe("a client of a real server", () => {
  it("reads every list, as a page and to its end", async () => {
    const { client } = server;
    for (const group of Object.values(client)) {
      if (!("list" in group)) continue;
      expect(await group.list()).toMatchObject({ data: expect.any(Array) });
      for await (const item of group.list()) expect(item).toBeTypeOf("object");
    }
  });

  it("goes through a list of several pages without a gap and without a double", async () => {
    const { client } = server;
    const made = new Set<string>();
    for (let count = 0; count < 5; count++) made.add((await client.customers.create({ name: `Customer ${count}` })).id);
    const seen: string[] = [];
    for await (const { id } of client.customers.list({ limit: 2 })) seen.push(id);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(made);
  });

  it("lists an agent's versions as an array", async () => {
    const versions = await server.client.conversationalAgents.versions(server.agent);
    expect(versions.map(({ version_status }) => version_status)).toEqual(["released"]);
  });

  it("says whether the server is up, without a key", async () => {
    expect(await createClient({ host: server.host }).health()).toEqual({ status: "ok" });
    expect(await refusal(createClient({ host: server.host }).tools.get("x"))).toMatchObject({
      type: "authentication",
      code: "missing_key",
    });
  });

  it("tells what is not there, and under which id that was logged", async () => {
    const error = await refusal(server.client.customers.get("cus_00000000000"));
    expect(error).toMatchObject({ type: "not_found", status: 404 });
    expect(error.message).toContain(error.requestId ?? "no id");
    expect(error.requestId).toMatch(/^req_/);
  });

  it("tells each wrong place of a body", async () => {
    const error = await refusal(server.client.conversationalAgents.create({} as Schemas["NewConversationalAgent"]));
    expect(error.details.map(({ param }) => param)).toContain("name");
  });

  it("takes a POST once under one idempotency key", async () => {
    const { client } = server;
    const options = { idempotencyKey: "made-once" };
    const first = await client.customers.create({ name: "Ada" }, options);
    expect((await client.customers.create({ name: "Ada" }, options)).id).toBe(first.id);
    expect(await refusal(client.customers.create({ name: "Bob" }, options))).toMatchObject({ type: "conflict" });
  });
});

describe("two people who change the same agent", () => {
  it("do not overwrite each other: who comes later is told", async () => {
    const { client } = server;
    const { id } = await client.conversationalAgents.create({
      name: "Shared",
      description: "Of two people.",
      config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "One." } } },
    });
    const [mine, theirs] = await Promise.all([
      client.conversationalAgents.get(id),
      client.conversationalAgents.get(id),
    ]);
    const [myTag, theirTag] = [etagOf(mine), etagOf(theirs)] as [string, string];
    expect(myTag).toBe(theirTag);
    const changed = await client.conversationalAgents.update(id, { name: "Mine" }, { ifMatch: myTag });
    const error = await refusal(client.conversationalAgents.update(id, { name: "Theirs" }, { ifMatch: theirTag }));
    expect(error).toMatchObject({ status: 412, type: "precondition_failed", code: "etag_mismatch" });
    // The answer to a change carries the tag with which one goes on.
    await client.conversationalAgents.update(id, { name: "Mine again" }, { ifMatch: etagOf(changed) ?? "" });
    const late = { ifMatch: myTag };
    expect(await refusal(client.conversationalAgents.release(`${id}@v0`, late))).toMatchObject({ status: 412 });
    expect(await refusal(client.conversationalAgents.delete(id, late))).toMatchObject({ status: 412 });
    expect((await client.conversationalAgents.get(id)).name).toBe("Mine again");
  });
});

describe("the events of a conversation", () => {
  it("come once and in order while the server dies and comes back", async () => {
    const { client } = server;
    const { id, channel } = await client.conversations.create({
      agent_id: server.agent,
      channel: { type: "chat_realtime" },
    } satisfies NewConversation);
    const events: ServerEvent[] = [];
    const reader = (async () => {
      for await (const event of client.conversations.events(id)) events.push(event);
    })();
    const session = openSession({
      sessionUrl: channel.session_url ?? "",
      token: channel.token ?? "",
      webSocket: WebSocket,
    });
    session.start();
    session.send("One");
    const said = (text: string) =>
      expect
        .poll(() => events.some(({ payload }) => "text" in payload && payload.text === `You said: ${text}`))
        .toBe(true);
    await said("One");
    await server.restart();
    session.send("Two");
    await said("Two");
    session.end();
    await reader;
    expect(events.at(-1)?.payload.type).toBe("conversation.ended");
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    const stored = [];
    for await (const event of client.conversations.events(id)) stored.push(event);
    const isStored = ({ payload }: ServerEvent) => payload.type !== "agent.message.delta";
    expect(events.filter(isStored)).toEqual(stored);
  }, 120_000);

  it("are read on from one that was seen", async () => {
    const { client } = server;
    const { id } = await client.conversations.create({ agent_id: server.agent, channel: { type: "chat_async" } });
    const turn: ServerEvent[] = [];
    const message = { payload: { type: "user.message.send", text: "Hello" } } as const;
    for await (const event of client.conversations.session(id, message)) turn.push(event);
    expect(turn[0]?.payload).toMatchObject({ type: "user.message.received", text: "Hello" });
    expect(turn.at(-1)?.payload.type).toBe("agent.turn.metrics");
    await client.conversations.end(id);
    const rest: string[] = [];
    for await (const event of client.conversations.events(id, { lastEventId: turn.at(-1)?.id }))
      rest.push(event.payload.type);
    expect(rest).toContain("conversation.ended");
    expect(rest).not.toContain("user.message.received");
  });

  it("are read with the conversation's token alone", async () => {
    const { id, channel } = await server.client.conversations.create({
      agent_id: server.agent,
      channel: { type: "chat_async" },
    });
    await server.client.conversations.end(id);
    const types: string[] = [];
    const nobody = createClient({ host: server.host });
    for await (const { payload } of nobody.conversations.events(id, { token: channel.token ?? "" }))
      types.push(payload.type);
    expect(types.at(-1)).toBe("conversation.ended");
  });
});

describe("the log", () => {
  it("is followed from now on, until that is called off", async () => {
    const { client } = server;
    const stop = new AbortController();
    const followed = new Set<string | null>();
    const reader = (async () => {
      for await (const { request_id } of client.logs.stream({ kind: "api_request" }, { signal: stop.signal }))
        followed.add(request_id);
    })();
    const asked: (string | null)[] = [];
    await expect
      .poll(async () => {
        asked.push((await refusal(client.customers.get("cus_00000000001"))).requestId);
        return asked.some((requestId) => followed.has(requestId));
      })
      .toBe(true);
    stop.abort(new Error("Enough"));
    await expect(reader).rejects.toThrow("Enough");
  });
});
