import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let model: FakeModelServer;
/** What the model does when it is asked; each test sets its own. */
let behave: (request: FakeModelRequest) => Partial<FakeAnswer>;
/** Every request of the test that runs. */
let requests: FakeModelRequest[] = [];

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: [], ...behave(request) };
    },
  });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

interface Setting {
  prompt?: unknown;
  config?: Record<string, unknown>;
  runtime?: Record<string, unknown>;
  conversation?: Record<string, unknown>;
}

async function start({
  prompt,
  config,
  runtime,
  conversation,
}: Setting): Promise<{ id: string; client: SessionClient }> {
  requests = [];
  const fixed = { type: "fixed", text: "Answer the user." };
  const agentId = await app.makeAgent("", {
    ...config,
    runtime: { model: "fake/main", prompt: prompt ?? fixed, ...runtime },
  });
  const { id, channel } = await app.converse(agentId, conversation);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  return { id, client };
}

async function say(client: SessionClient, text: string): Promise<void> {
  client.send({ type: "user.message.send", text });
  await client.next("agent.turn.metrics");
}

const lastOf = ({ messages }: FakeModelRequest) => messages.at(-1) ?? { role: "user" as const };
const systemOf = (request: FakeModelRequest | undefined) =>
  textOfMessage(request?.messages.find((message) => message.role === "system") ?? { role: "system" });
const toolsOf = (request: FakeModelRequest | undefined) => (request?.tools ?? []).map((tool) => tool.function.name);
const calling = (name: string, args: unknown) => ({ toolCalls: [{ name, arguments: JSON.stringify(args) }] });
/** Calls that tool when the user asks, and speaks once it has answered. */
const callOnce =
  (name: string, args: unknown, pieces = ["Done."]) =>
  (request: FakeModelRequest) =>
    lastOf(request).role === "user" ? calling(name, args) : { pieces };
const tool = (name: string, ns = "syscall") => ({ ns, name });

describe("an agent", () => {
  it("opens the conversation when its prompt says so", async () => {
    behave = () => ({ pieces: ["Welcome!"] });
    const { client } = await start({ prompt: { type: "fixed", text: "Greet the customer." } });
    expect((await client.next("agent.message.completed")).payload.text).toBe("Welcome!");
    client.close();
  });

  it("waits for the user when it does not", async () => {
    behave = () => ({ pieces: ["Yes?"] });
    const { client } = await start({});
    await say(client, "Hi");
    expect(requests).toHaveLength(1);
    client.close();
  });

  it("is told its variables, its persona and what else is known", async () => {
    behave = () => ({ pieces: ["Hi"] });
    const { client } = await start({
      config: { personas: [{ name: "Amanda" }] },
      prompt: { type: "fixed", text: 'Speak with $name about :variable[the plan]{name="plan"}.' },
      runtime: { variables: [{ name: "name" }, { name: "plan", default_value: "Basic" }] },
      conversation: { context: { name: "flat", $variables: { name: "Kim" }, city: "Bern" } },
    });
    await say(client, "Hi");
    const system = systemOf(requests[0]);
    expect(system).toContain("Speak with Kim about Basic.");
    expect(system).toContain("Amanda");
    expect(system).toMatch(/Additional Details[^]*Bern/);
    client.close();
  });

  it("takes context that comes in mid-conversation at its next step", async () => {
    behave = () => ({ pieces: ["Hi"] });
    const { id, client } = await start({});
    await app.call("POST", `/conversations/${id}/context`, { context: { weather: "hailstorm" } });
    await client.next("conversation.context.updated");
    await say(client, "Hi");
    expect(systemOf(requests[0])).toContain("hailstorm");
    client.send({ type: "conversation.context.update", context: { weather: "sunshine" } });
    expect((await client.next("conversation.context.updated")).payload.context).toEqual({ weather: "sunshine" });
    client.close();
  });

  it("calls a tool over HTTP, signed, and answers with its result", async () => {
    behave = callOnce("find_free_slots", { date: "2020-01-01" }, ["None."]);
    const { client } = await start({ config: { tool: { tools: [tool("find_free_slots", "api")] } } });
    client.send({ type: "user.message.send", text: "Free?" });
    const created = await client.next("agent.tool_call.created");
    const returned = await client.next("agent.tool_call.returned");
    expect(created.payload).toMatchObject({ name: "find_free_slots", arguments: '{"date":"2020-01-01"}' });
    expect(returned.payload.call_id).toBe(created.payload.call_id);
    // The example service checks the signature first: that it minds the date shows that it took it.
    expect(returned.payload.error).toMatch(/past|before|today/i);
    expect((await client.next("agent.message.completed")).payload.text).toBe("None.");
    client.close();
  });

  it("sets custom fields, which the conversation then has", async () => {
    behave = callOnce("set_custom_fields", { fields: { mood: "good" } });
    const { id, client } = await start({ config: { tool: { tools: [tool("set_custom_fields")] } } });
    client.send({ type: "user.message.send", text: "Hi" });
    const updated = await client.next("conversation.custom_fields.updated");
    expect(updated.payload).toMatchObject({ custom_fields: { mood: "good" }, changed: ["mood"] });
    expect((await app.call("GET", `/conversations/${id}`)).body["custom_fields"]).toEqual({ mood: "good" });
    client.close();
  });

  it("ends the conversation", async () => {
    behave = () => ({ pieces: ["Goodbye."], ...calling("end_conversation", {}) });
    const { id, client } = await start({ config: { tool: { tools: [tool("end_conversation")] } } });
    client.send({ type: "user.message.send", text: "Bye" });
    expect((await client.next("conversation.ended")).payload).toMatchObject({
      status: "completed",
      reason: "agent_ended",
    });
    expect(await client.closed()).toBe(1000);
    const { status, completed_at, duration_sec } = (await app.call("GET", `/conversations/${id}`)).body;
    expect([status, typeof completed_at, typeof duration_sec]).toEqual(["completed", "string", "number"]);
  });

  it("switches the language, and with it the persona and the apology", async () => {
    behave = (request) => {
      const last = lastOf(request);
      if (last.role === "tool") return { pieces: ["Gern."] };
      return textOfMessage(last).includes("deutsch")
        ? calling("switch_language", { language: "German" })
        : { refuseWith: 400 };
    };
    const { client } = await start({
      config: {
        personas: [
          { name: "Amanda", language: "English" },
          { name: "Greta", language: "German" },
        ],
        language: { default_language: "English", supported_languages: ["English", "German"] },
      },
    });
    await say(client, "deutsch bitte");
    expect(systemOf(requests[0])).toContain("Amanda");
    expect(systemOf(requests[1])).toContain("Greta");
    client.send({ type: "user.message.send", text: "Hallo?" });
    expect((await client.next("agent.message.completed")).payload.text).toMatch(/leid|Entschuldigung/);
    client.close();
  });

  it("takes a route, and then has that route's instructions and tools in front of it", async () => {
    behave = callOnce("change_route", { route: "Booking" });
    const { client } = await start({
      prompt: {
        type: "intent_routing",
        text: "You work for a salon.",
        routes: [
          {
            name: "Booking",
            description: "Wants an appointment.",
            instructions: "Secret of booking: @book_appointment.",
          },
          {
            name: "Complaint",
            description: "Is not content.",
            instructions: "Secret of complaints: @cancel_appointment.",
          },
        ],
      },
      config: { tool: { tools: [tool("book_appointment", "api"), tool("cancel_appointment", "api")] } },
    });
    client.send({ type: "user.message.send", text: "Book" });
    expect((await client.next("agent.route.changed")).payload).toMatchObject({ route: "Booking", previous: null });
    await client.next("agent.turn.metrics");
    const [before, after] = requests;
    expect(toolsOf(before)).toEqual(["change_route"]);
    expect(systemOf(before)).not.toContain("Secret");
    expect(toolsOf(after).sort()).toEqual(["book_appointment", "change_route"]);
    expect(systemOf(after)).toContain("Secret of booking");
    expect(systemOf(after)).not.toContain("Secret of complaints");
    client.close();
  });

  it("is held with what the conversation overrides", async () => {
    behave = () => ({ pieces: ["Hi"] });
    const { client } = await start({
      conversation: { override_config: { runtime: { personas: [{ name: "Zoe" }], prompt: { text: "Only today." } } } },
    });
    await say(client, "Hi");
    expect(systemOf(requests[0])).toContain("Only today.");
    expect(systemOf(requests[0])).toContain("Zoe");
    client.close();
  });
});

describe("a model that fails in a conversation", () => {
  it("is asked again, then its fallback, and every rung is an event", async () => {
    behave = ({ model: name }) => (name === "main" ? { refuseWith: 503 } : { pieces: ["From the fallback."] });
    const { client } = await start({ runtime: { fallback_models: ["fake/spare"] } });
    client.send({ type: "user.message.send", text: "Hi" });
    const rungs = [await client.next("agent.model.failed"), await client.next("agent.model.failed")];
    expect(rungs.map((rung) => [rung.payload.reason, rung.payload.next, rung.payload.next_model])).toEqual([
      ["error", "retry", "fake/main"],
      ["error", "fallback", "fake/spare"],
    ]);
    expect(rungs[0]?.experimental).toBe(true);
    expect((await client.next("agent.message.completed")).payload.text).toBe("From the fallback.");
    client.close();
  });

  it("leaves the user an apology at last, and the conversation goes on", async () => {
    behave = (request) =>
      textOfMessage(lastOf(request)).includes("again") ? { pieces: ["Here I am."] } : { refuseWith: 401 };
    const { client } = await start({});
    client.send({ type: "user.message.send", text: "Hi" });
    expect((await client.next("agent.message.completed")).payload.text).toMatch(/sorry/i);
    await client.next("agent.turn.metrics");
    await say(client, "Once again");
    expect(client.events.at(-2)?.payload).toMatchObject({ text: "Here I am." });
    client.close();
  });

  it("in mid-sentence is gone on from, and both halves reach the user", async () => {
    behave = (request) =>
      textOfMessage(lastOf(request)).includes("fault")
        ? { pieces: ["second half."] }
        : { pieces: ["First half, ", "and"], pieceEvery: 20, breakAfter: 1 };
    const { client } = await start({});
    client.send({ type: "user.message.send", text: "Hi" });
    expect((await client.next("agent.message.completed")).payload).toMatchObject({
      text: "First half, ",
      interrupted: true,
    });
    expect((await client.next("agent.message.completed")).payload).toMatchObject({
      text: "second half.",
      interrupted: false,
    });
    client.close();
  });

  it("by naming an unknown tool is told which there are, and goes on", async () => {
    behave = callOnce("fly_to_moon", {});
    const { client } = await start({ config: { tool: { tools: [tool("end_conversation")] } } });
    client.send({ type: "user.message.send", text: "Hi" });
    const returned = await client.next("agent.tool_call.returned");
    expect(returned.payload.error).toMatch(/fly_to_moon.*end_conversation/);
    expect((await client.next("agent.message.completed")).payload.text).toBe("Done.");
    client.close();
  });

  it("by writing malformed arguments is told so, and nothing is called", async () => {
    behave = (request) =>
      lastOf(request).role === "user"
        ? { toolCalls: [{ name: "find_free_slots", arguments: '{"date":' }] }
        : { pieces: ["Hm."] };
    const { client } = await start({ config: { tool: { tools: [tool("find_free_slots", "api")] } } });
    client.send({ type: "user.message.send", text: "Hi" });
    expect((await client.next("agent.tool_call.returned")).payload.error).toMatch(/JSON/);
    await client.next("agent.turn.metrics");
    client.close();
  });
});
