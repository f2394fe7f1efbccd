import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";
import { type EventReader, readEvents } from "./event-reader.ts";

let app: DescribedApp;
let model: FakeModelServer;
let agentId: string;

const QUICK = { firstPieceAfter: 0, pieceEvery: 0, pieces: ["Hello ", "there."] };
const SLOW = { firstPieceAfter: 0, pieceEvery: 20, pieces: Array.from({ length: 500 }, (_, place) => `w${place} `) };

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => (textOfMessage(messages.at(-1) ?? { role: "user" }).includes("slow") ? SLOW : QUICK),
  });
  app = await startDescribedApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/one" } });
});
afterAll(async () => {
  await app.stop();
  await model.close();
});

interface Talk {
  id: string;
  url: string;
  token: string;
  session: SessionClient;
  say(text: string): Promise<void>;
  end(): Promise<void>;
}

async function talk(): Promise<Talk> {
  const { id, channel } = await app.converse(agentId);
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  return {
    id,
    url: channel.events_url,
    token: channel.token,
    session,
    async say(text) {
      session.send({ type: "user.message.send", text });
      await session.next("agent.turn.metrics");
    },
    async end() {
      session.send({ type: "conversation.end" });
      await session.closed();
    },
  };
}

const typesOf = ({ blocks }: EventReader) => blocks.map(({ event }) => event.payload.type);
const STORED = [
  "conversation.setup",
  "conversation.started",
  "user.message.received",
  "agent.message.completed",
  "agent.turn.metrics",
  "conversation.ended",
];

describe("an events stream", () => {
  it("follows live what the session sees, event for event, and closes after conversation.ended", async () => {
    const conversation = await talk();
    const reader = await readEvents(`${conversation.url}?token=${conversation.token}`);
    expect(reader.status).toBe(200);
    expect(reader.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(reader.headers.get("cache-control")).toBe("no-store");
    expect(reader.headers.get("x-request-id")).toMatch(/^req_/);
    await reader.next("conversation.started");
    await conversation.say("Hi");
    await conversation.end();
    await reader.ended();
    expect(reader.blocks.map(({ event }) => event)).toEqual(conversation.session.events);
    expect(typesOf(reader).filter((type) => type === "agent.message.delta")).toHaveLength(2);
  });

  it("writes each event as one block of data, with an id when it is stored, and no event name", async () => {
    const conversation = await talk();
    const reader = await readEvents(`${conversation.url}?token=${conversation.token}`);
    await conversation.say("Hi");
    await conversation.end();
    await reader.ended();
    for (const { lines, id, event } of reader.blocks) {
      const isStored = event.payload.type !== "agent.message.delta";
      expect(id).toBe(isStored ? event.id : null);
      expect(lines).toEqual([...(isStored ? [`id: ${event.id}`] : []), `data: ${JSON.stringify(event)}`]);
    }
  });

  it("sends what /openapi.json says", async () => {
    const conversation = await talk();
    const reader = await readEvents(`${conversation.url}?token=${conversation.token}`);
    await conversation.say("Hi");
    await app.call("POST", `/conversations/${conversation.id}/context`, { context: { a: 1 } });
    await conversation.end();
    await reader.ended();
    const ajv = new Ajv2020({ strict: false, formats: { "date-time": true } });
    ajv.addSchema(app.document, "openapi");
    const validate = ajv.compile({ $ref: "openapi#/components/schemas/ServerEvent" });
    for (const { event } of reader.blocks) expect(validate(event), JSON.stringify(validate.errors)).toBe(true);
    expect(reader.blocks.length).toBeGreaterThan(6);
  });

  it("opens with a key and the version as well as with a token", async () => {
    const conversation = await talk();
    const reader = await readEvents(conversation.url, headersOf(app.key));
    await reader.next("conversation.started");
    reader.close();
    await conversation.end();
  });

  it("waits in a queued conversation, and ends when that is deleted", async () => {
    const { id, channel } = await app.converse(agentId);
    const reader = await readEvents(`${channel.events_url}?token=${channel.token}`);
    await reader.next("conversation.setup");
    await app.call("DELETE", `/conversations/${id}`);
    await reader.ended();
    expect(typesOf(reader)).toEqual(["conversation.setup"]);
  });

  it("has any number of readers, who each see everything", async () => {
    const conversation = await talk();
    const url = `${conversation.url}?token=${conversation.token}`;
    const readers = await Promise.all(Array.from({ length: 20 }, () => readEvents(url)));
    await conversation.say("Hi");
    await conversation.end();
    await Promise.all(readers.map((reader) => reader.ended()));
    for (const reader of readers) expect(typesOf(reader)).toEqual(typesOf(readers[0] as EventReader));
    expect(typesOf(readers[0] as EventReader).filter((type) => type !== "agent.message.delta")).toEqual(STORED);
  });

  it("does not mind a reader who leaves", async () => {
    const conversation = await talk();
    const reader = await readEvents(`${conversation.url}?token=${conversation.token}`);
    await reader.next("conversation.started");
    reader.close();
    await conversation.say("Still there?");
    await conversation.end();
  });
});

describe("replaying", () => {
  it("reads an ended conversation out from its start, deltas left out, and closes", async () => {
    const conversation = await talk();
    await conversation.say("Hi");
    await conversation.end();
    for (let again = 0; again < 2; again++) {
      const reader = await readEvents(`${conversation.url}?token=${conversation.token}`);
      expect(reader.status).toBe(200);
      await reader.ended();
      expect(typesOf(reader)).toEqual(STORED);
      const inSession = conversation.session.events.filter(({ payload }) => payload.type !== "agent.message.delta");
      expect(reader.blocks.map(({ event }) => event)).toEqual(inSession);
    }
  });

  it("joins what was stored and what happens meanwhile without a gap or a repetition", async () => {
    const conversation = await talk();
    conversation.session.send({ type: "user.message.send", text: "Be slow" });
    await conversation.session.next("agent.message.delta");
    const readers: EventReader[] = [];
    for (let count = 0; count < 10; count++) {
      readers.push(await readEvents(`${conversation.url}?token=${conversation.token}`));
    }
    await conversation.say("Hi");
    await conversation.end();
    for (const reader of readers) {
      await reader.ended();
      const ids = reader.blocks.flatMap(({ id }) => id ?? []);
      const stored = conversation.session.events.filter(({ payload }) => payload.type !== "agent.message.delta");
      expect(ids).toEqual(stored.map(({ id }) => id));
    }
  });
});

describe("resuming", () => {
  it.each(["the header Last-Event-ID", "?last_event_id="])("by %s sends only what came after", async (how) => {
    const conversation = await talk();
    await conversation.say("Hi");
    await conversation.end();
    const full = await readEvents(`${conversation.url}?token=${conversation.token}`);
    await full.ended();
    for (const [place, { id }] of full.blocks.slice(0, -1).entries()) {
      const byHeader = how.startsWith("the header");
      const url = `${conversation.url}?token=${conversation.token}${byHeader ? "" : `&last_event_id=${id}`}`;
      const reader = await readEvents(url, byHeader ? { "last-event-id": id as string } : {});
      await reader.ended();
      expect(reader.blocks).toEqual(full.blocks.slice(place + 1));
    }
  });

  it("lets the header win over the query", async () => {
    const conversation = await talk();
    await conversation.end();
    const full = await readEvents(`${conversation.url}?token=${conversation.token}`);
    await full.ended();
    const [first, second] = full.blocks.map(({ id }) => id as string);
    const url = `${conversation.url}?token=${conversation.token}&last_event_id=${first}`;
    const reader = await readEvents(url, { "last-event-id": second as string });
    await reader.ended();
    expect(reader.blocks).toEqual(full.blocks.slice(2));
  });

  it("in the middle of a message goes on from the delta that was seen", async () => {
    const conversation = await talk();
    const url = `${conversation.url}?token=${conversation.token}`;
    const first = await readEvents(url);
    conversation.session.send({ type: "user.message.send", text: "Be slow" });
    await first.next("agent.message.delta");
    const { event } = await first.next("agent.message.delta");
    first.close();
    const second = await readEvents(`${url}&last_event_id=${event.id}`);
    for (let count = 0; count < 3; count++) await second.next("agent.message.delta");
    conversation.session.send({ type: "user.message.send", text: "Enough" });
    const { payload: cut } = (await second.next("agent.message.completed")).event;
    second.close();
    const last = first.blocks.findIndex((block) => block.event.id === event.id);
    const pieces = [...first.blocks.slice(0, last + 1), ...second.blocks].map(({ event: { payload } }) =>
      payload.type === "agent.message.delta" ? payload.text_delta : "",
    );
    // What was seen in both, joined, is what the platform says the user got.
    expect(cut).toMatchObject({ interrupted: true, text: pieces.join("") });
    expect(pieces.join("")).toMatch(/^w0 w1 w2 w3 /);
    await conversation.end();
  });

  it("after everything was seen is a 204 without a body, so that an EventSource stops", async () => {
    const conversation = await talk();
    await conversation.end();
    const url = `${conversation.url}?token=${conversation.token}`;
    const full = await readEvents(url);
    await full.ended();
    const last = full.blocks.at(-1)?.id as string;
    const answer = await fetch(url, { headers: { "last-event-id": last } });
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe("");
    expect((await fetch(`${url}&last_event_id=${last}`)).status).toBe(204);
    expect((await fetch(url)).status).toBe(200);
  });

  it("in a conversation that goes on waits for what comes, also when everything was seen", async () => {
    const conversation = await talk();
    const url = `${conversation.url}?token=${conversation.token}`;
    const started = conversation.session.events.at(-1)?.id as string;
    const reader = await readEvents(url, { "last-event-id": started });
    expect(reader.status).toBe(200);
    await conversation.say("Hi");
    await reader.next("user.message.received");
    expect(typesOf(reader)[0]).toBe("user.message.received");
    reader.close();
    await conversation.end();
  });

  it("without an id, given as an empty one, begins at the start", async () => {
    const conversation = await talk();
    await conversation.end();
    const reader = await readEvents(`${conversation.url}?token=${conversation.token}&last_event_id=`);
    await reader.ended();
    expect(typesOf(reader)[0]).toBe("conversation.setup");
  });

  it.each(["nonsense", "ev_", "ev_zzzzzzzzzzz", "ev_AAAAAAAzzzz", "1", "ev_AAAAAAA0001x", "é"])(
    "from %j, which is no event of the conversation, is a 400",
    async (id) => {
      const conversation = await talk();
      for (const state of ["open", "over"]) {
        if (state === "over") await conversation.end();
        const path = `/conversations/${conversation.id}/events?last_event_id=${encodeURIComponent(id)}`;
        const answer = await app.call("GET", path);
        expect(answer).toMatchObject({
          status: 400,
          body: { error: { code: "invalid_field", param: "last_event_id" } },
        });
      }
    },
  );
});

describe("an events stream that is not to be opened", () => {
  it("answers as every other call does", async () => {
    const mine = await app.converse(agentId);
    const others = await app.converse(agentId);
    const path = `/conversations/${mine.id}/events`;
    const get = (query: string, headers: Record<string, string> = {}) =>
      app.call("GET", `${path}${query}`, undefined, headers);
    expect(await get("")).toMatchObject({ status: 401, body: { error: { code: "missing_key" } } });
    expect(await get("?token=ot_wrong")).toMatchObject({ status: 401, body: { error: { code: "invalid_token" } } });
    expect(await get(`?token=${others.channel.token}`)).toMatchObject({
      status: 401,
      body: { error: { code: "invalid_token" } },
    });
    expect((await get("", { authorization: `Bearer ${app.key}` })).body["error"].code).toBe("unsupported_version");
    expect((await app.call("GET", "/conversations/conv_00000000000/events")).status).toBe(404);
  });
});
