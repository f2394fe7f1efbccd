import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
beforeAll(async () => {
  app = await startDescribedApp();
});
afterAll(() => app.stop());

const PATH = "/conversational_agents";
const AGENT = {
  name: "Ada",
  description: "Answers.",
  config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
};

/** Sends a body as it is, and holds the answer against the document. */
async function send(
  body: string | Uint8Array,
  headers: Record<string, string> = { "content-type": "application/json" },
  path = PATH,
) {
  const response = await fetch(`${app.url}${path}`, {
    method: "POST",
    body,
    headers: { ...headersOf(app.key), ...headers },
  });
  const answer = { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
  app.check("POST", path, answer);
  return answer;
}

describe("a body's content type", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "Application/JSON",
  ])("may be %s", async (type) => {
    expect((await send(JSON.stringify(AGENT), { "content-type": type })).status).toBe(200);
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/json-patch+json",
    "nonsense",
    ";",
  ])("is not to be %s", async (type) => {
    const answer = await send(JSON.stringify(AGENT), { "content-type": type });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "unsupported_media_type" } } });
    expect(answer.body.error.message).toContain("application/json");
  });

  it("is to be there", async () => {
    const answer = await send(new TextEncoder().encode(JSON.stringify(AGENT)), {});
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "unsupported_media_type" } } });
  });
});

describe("a body that is not JSON", () => {
  it.each([
    "{",
    '{"name": }',
    "{'name': 'Ada'}",
    '{"name": "Ada",}',
    "name=Ada",
    "undefined",
    "NaN",
    '{"a": 1} {"b": 2}',
    '{"name": "\u0001"}',
    '"unterminated',
    "\u0000",
    "[".repeat(100_000),
    `${"[".repeat(5000)}${"]".repeat(5000)}`,
    '{"__proto__": {"polluted": true}}',
    '{"config": {"a": {"__proto__": {"polluted": true}}}}',
    '{"constructor": {"prototype": {"polluted": true}}}',
    '{"config": {"a": [-1e400]}}',
  ])("is refused: %j", async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: "malformed_json", param: null } } });
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  it("is refused as bytes that are no UTF-8 are taken: replaced, never failing", async () => {
    const [before = "", after = ""] = JSON.stringify({ ...AGENT, name: "|" }).split("|");
    const bytes = new Uint8Array([...Buffer.from(before), 0xff, 0xc3, 0x28, ...Buffer.from(after)]);
    const made = await send(bytes);
    expect(made.status).toBe(200);
    expect((await app.call("GET", `${PATH}/${made.body.id}`)).body["name"]).toBe("\uFFFD\uFFFD(");
  });

  it("of another kind of JSON than an object is refused as such", async () => {
    for (const body of ["[]", "1", '"text"', "true", "[{}]"]) {
      expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: "" } } });
    }
  });

  it("but empty, or null, is refused where a body is needed, and neither where none is", async () => {
    for (const body of ["", "null"]) {
      expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: "missing_field" } } });
    }
    const made = await send(JSON.stringify(AGENT));
    expect((await send("", undefined, `${PATH}/${made.body.version_id}/release`)).status).toBe(200);
    expect((await send("{}", undefined, `${PATH}/${made.body.version_id}/release`)).status).toBe(200);
  });
});

describe("a body's size", () => {
  const withText = (bytes: number) => JSON.stringify({ ...AGENT, extra: "x".repeat(bytes) });

  it("may be a megabyte less a little, in one piece or many", async () => {
    expect((await send(withText(1_000_000))).status).toBe(200);
  });

  it("beyond 1 MiB is a 413, announced or not", async () => {
    expect(await send(withText(1024 * 1024))).toMatchObject({
      status: 413,
      body: { error: { type: "too_large", code: "too_large" } },
    });
    const status = await streamed(3 * 1024 * 1024);
    expect(status).toBe("HTTP/1.1 413 Payload Too Large");
  });

  it("that is announced and never sent holds nobody else up", async () => {
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${app.key}\r\nContent-Length: 1000\r\n\r\n{`,
    );
    expect((await app.call("GET", PATH)).status).toBe(200);
    socket.destroy();
  });
});

/** Sends a body of that size in chunks, without its length, and returns the answer's first line. */
function streamed(bytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => {
      answer += String(data);
      if (answer.includes("\r\n")) {
        resolve(answer.split("\r\n")[0] as string);
        socket.destroy();
      }
    });
    socket.on("error", (error) => (answer === "" ? reject(error) : undefined));
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${app.key}\r\nOperator-Version: 2025-06-19\r\n` +
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    const piece = "x".repeat(64 * 1024);
    for (let sent = 0; sent < bytes; sent += piece.length) socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
  });
}

describe("characters that the database refuses", () => {
  // A NUL, a lone high surrogate, a lone low one; and a whole pair, which is kept.
  const odd = (text: string) => `${text}\u0000\uD800|\uDC00🦜`;
  const kept = (text: string) => `${text}\uFFFD\uFFFD|\uFFFD🦜`;

  it("are replaced in every text of an agent, names of fields too", async () => {
    const config = {
      ...AGENT.config,
      personas: [{ name: odd("Robin") }],
      [odd("key")]: { [odd("deep")]: [odd("value")] },
    };
    const made = await app.call("POST", PATH, { name: odd("Ada"), description: odd("Answers"), config });
    expect(made.status).toBe(200);
    const shown = (await app.call("GET", `${PATH}/${made.body["id"]}`)).body;
    expect(shown).toMatchObject({ name: kept("Ada"), description: kept("Answers") });
    expect(shown["config"].personas[0].name).toBe(kept("Robin"));
    expect(shown["config"][kept("key")]).toEqual({ [kept("deep")]: [kept("value")] });
    expect((await app.call("PUT", `${PATH}/${made.body["id"]}`, { name: odd("Bob") })).status).toBe(200);
    expect((await app.call("GET", `${PATH}/${made.body["id"]}`)).body["name"]).toBe(kept("Bob"));
  });

  it("are replaced in a conversation's context, customer and override, and in what the user says", async () => {
    const agentId = await app.makeAgent("Answer.");
    const override_config = { [odd("extra")]: odd("x") };
    const context = { [odd("a")]: odd("b"), $customer: { name: odd("Kim"), external_id: odd("x") } };
    const { id, channel } = await app.converse(agentId, { context, override_config });
    const shown = (await app.call("GET", `/conversations/${id}`)).body;
    expect(shown["override_config"]).toEqual({ [kept("extra")]: kept("x") });
    const again = await app.converse(agentId, { context: { $customer: { external_id: odd("x") } } });
    const customer = (await app.call("GET", `/conversations/${again.id}`)).body["customer_id"];
    expect(customer).toBe(shown["customer_id"]);
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    session.send({ type: "user.message.send", text: odd("Hi") });
    const received = await session.next("user.message.received");
    expect(received.payload.text).toBe(kept("Hi"));
    const added = await app.call("POST", `/conversations/${id}/context`, { context: { [odd("c")]: odd("d") } });
    expect(added.body["context"]).toMatchObject({ [kept("a")]: kept("b"), [kept("c")]: kept("d") });
    session.send({ type: "conversation.end" });
    await session.closed();
  });

  it("in an address are refused, or find nothing", async () => {
    for (const path of [
      `${PATH}/ca_%00`,
      "/conversations/conv_%00",
      "/conversations?q=%00",
      "/conversations?customer_id=a%00b",
      `${PATH}?cursor=%00`,
      "/conversations/x/events?last_event_id=%00",
    ]) {
      expect([400, 404]).toContain((await app.call("GET", path)).status);
    }
    expect((await app.call("GET", "/conversations?customer_id=%ED%A0%80")).status).toBe(200);
  });
});

describe("an agent's names", () => {
  it("may be those of JavaScript's own fields", async () => {
    const variables = ["constructor", "toString", "__proto__", "hasOwnProperty"].map((name) => ({
      name,
      default_value: name,
    }));
    const text = "$constructor $toString $__proto__ $hasOwnProperty";
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text }, variables };
    const made = await app.call("POST", PATH, { ...AGENT, config: { runtime } });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const conversation = { agent_id: made.body["version_id"], channel: { type: "chat_realtime" } };
    expect((await app.call("POST", "/conversations", conversation)).status).toBe(200);
  });
});

describe("a body in which everything is wrong", () => {
  it("is answered briefly", async () => {
    const variables = Array.from({ length: 5000 }, () => ({ name: "1", description: 1, default_value: 1 }));
    const answer = await app.call("POST", PATH, { ...AGENT, config: { runtime: { variables } } });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body).length).toBeLessThan(20_000);
  });

  it("of ten thousand unknown fields is warned of briefly", async () => {
    const extra = Object.fromEntries(Array.from({ length: 10_000 }, (_, place) => [`field_${place}`, place]));
    const answer = await app.call("POST", PATH, { ...AGENT, config: { ...AGENT.config, ...extra } });
    expect(answer.status).toBe(200);
    expect(answer.body["warnings"].length).toBeLessThanOrEqual(50);
    const { config } = (await app.call("GET", `${PATH}/${answer.body["id"]}`)).body;
    expect(config.field_9999).toBe(9999);
  });
});
