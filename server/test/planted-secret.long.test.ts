import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION_HEADER } from "../src/testing/app.ts";
import { type ServerProcess, startServerProcess } from "../src/testing/server-process.ts";
import { openSessionClient } from "../src/testing/session-client.ts";
import { EVERYTHING } from "./mcp/everything-server.ts";
import { type OtlpCollector, startOtlpCollector } from "./otlp-collector.ts";
import { type MailServer, startMailServer } from "./mail/mail-server.ts";
import { type IndiscreetRequest, type IndiscreetServer, Places, startIndiscreetServer } from "./planted-world.ts";

const plant = (name: string) => `planted-${name}-${randomBytes(12).toString("hex")}`;

/** What opens something. It must come to light nowhere, but in the one answer that hands it out. */
const secrets: Record<string, string> = {
  "the model vendor's key": plant("vendor"),
  "the collector's header": plant("collector"),
  "a tool's header": plant("header"),
  "a tool's bearer token": plant("bearer"),
  "a tool's header with odd signs": `planted "odd"/${randomBytes(8).toString("hex")} %41`,
  "the environment of an MCP server": plant("environment"),
  "the carrier's token": plant("carrier"),
  "the mail server's password": plant("mail"),
  "the secret of those who post mails": plant("posted"),
  "the key of those who sign mails": plant("signed"),
  "a wrong API key": `op_prod_${plant("wrong")}`,
  "a wrong token": `ot_${plant("token")}`,
  "a sign-in code": plant("code"),
  "the token of a Slack app": `xoxb-${plant("slack")}`,
  "the address of a Slack webhook": plant("hook"),
};

/** What says something of a person. It may be in what people said and did, and in no log of it. */
const personal: Record<string, string> = {
  "the customer's name": "Plantagenet Broom",
  "the customer's address": "planted.kim@example.com",
  "the customer's number": "+49 30 5550 1234",
  "a variable that is personal": "Planted Lane 12",
  "an argument that is marked": "Plantina Marked",
  "a nested argument that is marked": "planted diagnosis",
};

/** Where logs are read, and traces, and metrics. Events and what is shown of conversations are no logs. */
const LOGS = ["/logs", "/logs/stream", "the process's log", "/metrics", "traces"];

const places = new Places();
let vendor: IndiscreetServer;
let receiver: IndiscreetServer;
let mailServer: MailServer;
let collector: OtlpCollector;
let server: ServerProcess;
let following: AbortController;

const TOOL_NAMES = { echo: "echo_it", fail: "fail_at_it" };
const MARKED = { type: "string", "x-personal": true };
const INPUT_SCHEMA = {
  type: "object",
  properties: {
    name: MARKED,
    visit: { $ref: "#/$defs/visit" },
    day: { type: "string" },
  },
  $defs: { visit: { type: "object", properties: { reason: MARKED } } },
};
const ARGUMENTS = {
  name: personal["an argument that is marked"],
  visit: { reason: personal["a nested argument that is marked"] },
  day: "Monday for planted.kim@example.com",
};

/** What the model does: it calls the tool that the user names, else it refuses, quoting the request. */
function model({ path, body }: IndiscreetRequest): string | null {
  if (!path.endsWith("/chat/completions")) return null;
  const { messages } = JSON.parse(body) as { messages: { role: string; content?: unknown }[] };
  const last = messages.at(-1);
  const said = JSON.stringify(last?.content ?? "");
  const chunk = (choice: object) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`;
  const end = (finish_reason: string) => `${chunk({ delta: {}, finish_reason })}data: [DONE]\n\n`;
  if (last?.role !== "user") return chunk({ delta: { content: "Done." } }) + end("stop");
  const [, name] = /call (\S+?)[."\\]/.exec(said) ?? [];
  if (name === undefined) return null;
  const args = name.includes("env") ? "{}" : JSON.stringify(ARGUMENTS);
  const call = { index: 0, id: "1", type: "function", function: { name, arguments: args } };
  return chunk({ delta: { tool_calls: [call] } }) + end("tool_calls");
}

beforeAll(async () => {
  [vendor, receiver, collector] = await Promise.all([
    startIndiscreetServer(model),
    startIndiscreetServer(),
    startOtlpCollector(),
  ]);
  // Refuses every login, and says with what it was asked.
  mailServer = await startMailServer({ quotesLogins: true });
  const mailPassword = secrets["the mail server's password"] as string;
  const key = secrets["the model vendor's key"];
  server = await startServerProcess({
    environment: {
      LOG_LEVEL: "trace",
      // Whatever is no chat fails there, and says with what it was asked.
      OPERATOR_MODEL_SERVERS: `fake=http://:${key}@${vendor.host}/v1,broken=http://:${key}@${vendor.host}/500/v1`,
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1",
      OPERATOR_MCP_PROGRAMS: process.execPath,
      OPERATOR_QUICKSTART: "false",
      TWILIO_ACCOUNT_SID: "ACplanted",
      TWILIO_AUTH_TOKEN: secrets["the carrier's token"] as string,
      // Refuses every message, and says with what it was asked.
      TWILIO_BASE_URL: `${receiver.url}/400`,
      // Slack fails, and says with what it was asked.
      SLACK_BOT_TOKEN: secrets["the token of a Slack app"] as string,
      SLACK_BASE_URL: `${receiver.url}/500/api`,
      SLACK_WEBHOOKS: `#hooked=${receiver.url}/500/services/${secrets["the address of a Slack webhook"]}`,

      OPERATOR_SMTP_URL: `smtp://planted:${mailPassword}@127.0.0.1:${mailServer.port}`,
      OPERATOR_MAIL_INBOUND_SECRET: secrets["the secret of those who post mails"] as string,
      MAILGUN_SIGNING_KEY: secrets["the key of those who sign mails"] as string,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${secrets["the collector's header"]}`,
    },
  });
  secrets["the installed API key"] = server.apiKey;
  places.add("the process's log", server.output());
  for (const stream of [server.child().stdout, server.child().stderr]) {
    stream?.on("data", (text: string) => places.add("the process's log", text));
  }
  following = new AbortController();
}, 70_000);

afterAll(async () => {
  following.abort();
  await server.cleanUp();
  await Promise.all([vendor.close(), receiver.close(), collector.close(), mailServer.close()]);
});

/** Calls the API. What it answers is a place, but for what hands a new secret out. */
async function call(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${server.apiKey}`, ...VERSION_HEADER, ...more };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const typed = body === undefined ? headers : { ...headers, "content-type": "application/json" };
  const response = await fetch(`${server.url()}${path}`, { method, headers: typed, ...sent });
  const text = await response.text();
  const route = `${method} ${path.split("?")[0]?.replaceAll(/_[0-9A-Za-z]{11}\b/g, "_…")}`;
  if (response.status >= 400) places.add("error answers", text);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of every shape
  return { status: response.status, route, text, body: (text === "" ? {} : JSON.parse(text)) as Record<string, any> };
}

async function makeTools(): Promise<void> {
  const headers = {
    "X-Key": secrets["a tool's header"],
    Authorization: `Bearer ${secrets["a tool's bearer token"]}`,
    "X-Odd": secrets["a tool's header with odd signs"],
  };
  for (const [way, name] of Object.entries(TOOL_NAMES)) {
    const url = `${receiver.url}/${way === "fail" ? "500" : "200"}/tool`;
    const tool = {
      name,
      description: "Says what it was sent.",
      method: "POST",
      url,
      input_schema: INPUT_SCHEMA,
      headers,
    };
    const made = await call("POST", "/tools", tool);
    expect(made.status, made.text).toBe(200);
    places.add("answers on tools", made.text);
    const trial = await call("POST", `/tools/${name}/try`, { arguments: ARGUMENTS });
    expect(trial.status, trial.text).toBe(200);
    places.add("answers on tools", trial.text);
  }
  places.add("answers on tools", (await call("GET", "/tools")).text);
}

async function makeMcpServer(): Promise<void> {
  const environment = { PLANTED: secrets["the environment of an MCP server"] };
  const transport = { type: "stdio", program: process.execPath, arguments: [EVERYTHING, "stdio"], environment };
  const made = await call("POST", "/mcp_servers", { name: "everything", transport });
  expect(made.body, made.text).toMatchObject({ status: "ready" });
  places.add("answers on MCP servers", made.text + (await call("GET", `/mcp_servers/${made.body["id"]}`)).text);
}

/** Makes a key, an endpoint and a signing key, and remembers what these answers hand out. */
async function makeKeys(): Promise<{ endpointId: string }> {
  const key = await call("POST", "/api_keys", { name: "Shop", livemode: true });
  secrets["a new API key"] = key.body["secret"];
  places.add("answers on keys", (await call("GET", "/api_keys")).text);
  const endpoint = await call("POST", "/webhook_endpoints", {
    url: `${receiver.url}/500/webhook`,
    types: ["conversation.ended", "agent.tool_call.returned"],
  });
  expect(endpoint.status, endpoint.text).toBe(200);
  const { key: text, whsec = text } = endpoint.body["signing_key"].current;
  secrets["a webhook endpoint's key"] = text;
  secrets["a webhook endpoint's key, as verifiers take it"] = whsec;
  secrets["the signing key"] = (await call("GET", "/signing_key")).body["current"]["key"];
  places.add("answers on webhooks", (await call("GET", "/webhook_endpoints")).text);
  return { endpointId: endpoint.body["id"] };
}

async function makeAgent(model: string): Promise<string> {
  const tools = [
    ...Object.values(TOOL_NAMES).map((name) => ({ ns: "api", name })),
    { ns: "mcp", name: "everything/get-env" },
  ];
  const variables = [{ name: "address", is_personal: true }];
  const prompt = { type: "fixed", text: "Visit $address." };
  const config = { runtime: { model, prompt, variables }, tool: { tools } };
  const made = await call("POST", "/conversational_agents", { name: "Agent", description: "", config });
  expect(made.status, made.text).toBe(200);
  return (await call("POST", `/conversational_agents/${made.body["version_id"]}/release`)).body["id"];
}

async function talk(model: string, said: readonly string[]): Promise<string> {
  const agent_id = await makeAgent(model);
  const context = {
    $customer: {
      name: personal["the customer's name"],
      email: personal["the customer's address"],
      phone_no: personal["the customer's number"],
    },
    $variables: { address: personal["a variable that is personal"] },
  };
  const created = await call("POST", "/conversations", { agent_id, channel: { type: "chat_realtime" }, context });
  const { id, channel } = created.body as { id: string; channel: { token: string; session_url: string } };
  secrets[`the token of a conversation with ${model}`] = channel.token;
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  for (const text of said) {
    client.send({ type: "user.message.send", text });
    await client.next("agent.turn.metrics");
  }
  client.send({ type: "conversation.end" });
  await client.closed();
  places.add("events", client.events.map((event) => JSON.stringify(event)).join("\n"));
  return id;
}

/** Writes to the customer by text message, which the carrier refuses. */
async function write(): Promise<void> {
  const number = await call("POST", "/phone_numbers", { number: "+14155550100" });
  const agent_id = await makeAgent("fake/one");
  const callee_no = personal["the customer's number"]?.replaceAll(" ", "");
  const context = { $variables: { address: personal["a variable that is personal"] } };
  const channel = { type: "sms", callee_no };
  const made = await call("POST", "/conversations", { agent_id, channel, context });
  expect(made.status, made.text + number.text).toBe(200);
  await call("GET", `/messages?address=${encodeURIComponent(callee_no as string)}`);
  const failed = async () => (await call("GET", "/messages?status=failed")).body["data"].length;
  await expect.poll(failed, { timeout: 30_000 }).toBe(1);
  places.add("messages", (await call("GET", "/messages")).text);
}

/** Lets procedural agents put something out, to Slack by either way and to an address. */
async function putOut(): Promise<void> {
  for (const slack_channel of ["#reviews", "hooked"]) {
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Report." } };
    const output = { slack_channel, post_url: `${receiver.url}/500/output` };
    const made = await call("POST", "/procedural_agents", {
      name: "Report",
      description: "",
      config: { runtime, output },
    });
    expect(made.status, made.text).toBe(200);
    const run = await call("POST", "/procedures", { agent_id: made.body["version_id"], input: { day: "Monday" } });
    expect(run.status, run.text).toBe(200);
    const path = `/webhook_deliveries?procedure_id=${run.body["id"]}`;
    const tried = async () => (await call("GET", path)).body["data"].filter(hasFailed).length;
    await expect.poll(tried, { timeout: 20_000 }).toBe(2);
    for (const { id } of (await call("GET", path)).body["data"]) {
      places.add("answers on outputs", (await call("GET", `/webhook_deliveries/${id}`)).text);
    }
    places.add("answers on outputs", (await call("GET", `/procedures/${run.body["id"]}`)).text);
  }
  const odd = {
    name: "x",
    description: "",
    config: { output: { slack_channel: secrets["the token of a Slack app"] } },
  };
  await call("POST", "/procedural_agents", odd);
}

/** Writes to the customer by mail, whose server refuses the login; and lets somebody post a mail. */
async function writeMail(): Promise<void> {
  const agent_id = await makeAgent("fake/one");
  const mailbox = await call("POST", "/mailboxes", { address: "planted@operator.example", agent_id });
  expect(mailbox.status, mailbox.text).toBe(200);
  const context = { $variables: { address: personal["a variable that is personal"] } };
  const channel = { type: "email", to: personal["the customer's address"] };
  const made = await call("POST", "/conversations", { agent_id, channel, context });
  expect(made.status, made.text).toBe(200);
  const waiting = async () => (await call("GET", "/messages?channel=email&status=pending")).text;
  await expect.poll(waiting, { timeout: 30_000 }).toContain("carrier_refused_login");
  places.add("messages", await waiting());
  for (const secret of [secrets["the secret of those who post mails"], secrets["a wrong API key"]]) {
    const posted = await fetch(`${server.url()}/carriers/mail/inbound/raw`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: `From: ${personal["the customer's address"]}\r\nTo: planted@operator.example\r\nAuto-Submitted: auto-replied\r\n\r\nHi`,
    });
    places.add("error answers", await posted.text());
  }
}

/** Asks for much that is refused, with secrets in all the wrong places. */
async function makeMistakes(conversationId: string): Promise<void> {
  const wrong = { authorization: `Bearer ${secrets["a wrong API key"]}` };
  await call("GET", "/conversations", undefined, wrong);
  await call("GET", `/conversations/${conversationId}?token=${secrets["a wrong token"]}`);
  await call("GET", `/conversations/${conversationId}/events?token=${secrets["a wrong token"]}`);
  await call("POST", "/sign_in", { code: secrets["a sign-in code"] });
  await call("GET", `/conversations/${encodeURIComponent(secrets["a wrong API key"] as string)}`);
  await call("POST", "/tools", { name: "x", headers: { "X-Key": 1, "X-Other": secrets["a tool's header"] } });
  const socket = `${server.url().replace("http", "ws")}/conversations/${conversationId}/session`;
  await openSessionClient(`${socket}?token=${secrets["a wrong token"]}`).closed();
}

async function readEverything(conversationId: string, endpointId: string): Promise<void> {
  places.add(
    "conversations",
    (await call("GET", `/conversations/${conversationId}`)).text.replace(/"token":"[^"]*"/, ""),
  );
  const deliveries = await call("GET", "/webhook_deliveries");
  places.add("answers on webhooks", deliveries.text);
  for (const { id } of deliveries.body["data"].filter(hasFailed).slice(0, 3)) {
    places.add("answers on webhooks", (await call("GET", `/webhook_deliveries/${id}`)).text);
  }
  places.add("answers on webhooks", (await call("POST", `/webhook_endpoints/${endpointId}/test`)).text);
  places.add("the ledger", (await call("GET", "/tool_calls")).text);
  places.add("/metrics", await (await fetch(`${server.url()}/metrics`, authorized())).text());
}

const authorized = () => ({ headers: { authorization: `Bearer ${server.apiKey}`, ...VERSION_HEADER } });

async function readLog(): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { text, body } = await call("GET", `/logs?limit=100${page}`);
    places.add("/logs", text);
    cursor = body["cursor"];
  } while (cursor !== null);
}

async function followLog(): Promise<void> {
  const response = await fetch(`${server.url()}/logs/stream`, { ...authorized(), signal: following.signal });
  const read = async () => {
    for await (const text of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()))
      places.add("/logs/stream", text);
  };
  // Broken off when everything has been read.
  read().catch(() => undefined);
}

describe("what is planted", () => {
  it("is used in a conversation, in tools, webhooks and keys, and in mistakes", async () => {
    await followLog();
    await makeTools();
    await makeMcpServer();
    const { endpointId } = await makeKeys();
    const names = [...Object.values(TOOL_NAMES), "everything/get-env"];
    const id = await talk("fake/one", [...names.map((name) => `Please call ${name}.`), "quote me"]);
    await talk("broken/one", ["Anybody there?"]);
    await write();
    await putOut();

    await writeMail();
    await makeMistakes(id);
    const isDelivered = async () => (await call("GET", "/webhook_deliveries")).body["data"].some(hasFailed);
    await expect.poll(isDelivered, { timeout: 30_000 }).toBe(true);
    await readEverything(id, endpointId);
    const kinds = ["api_request", "tool_call", "model_call", "sign_in", "webhook_delivery"];
    await expect
      .poll(() => kinds.filter((kind) => !places.text("/logs/stream").includes(`"kind":"${kind}"`)), {
        timeout: 30_000,
      })
      .toEqual([]);
    await readLog();
    expect(await server.stop()).toBe(0);
    for (const body of collector.bodies) places.add("traces", body);
  }, 90_000);

  it("really got to where it could have come to light from", () => {
    const sentToTools = JSON.stringify(receiver.requests);
    for (const what of ["a tool's header", "a tool's bearer token", "an argument that is marked"]) {
      expect(sentToTools).toContain((secrets[what] ?? personal[what]) as string);
    }
    for (const what of ["the token of a Slack app", "the address of a Slack webhook"]) {
      expect(sentToTools).toContain(secrets[what] as string);
    }
    expect(JSON.stringify(vendor.requests)).toContain(secrets["the model vendor's key"]);
    expect(JSON.stringify(vendor.requests)).toContain(personal["a variable that is personal"]);
    const login = mailServer.logins[0] as { username: string; password: string };
    expect(login).toEqual({ username: "planted", password: secrets["the mail server's password"] });
    secrets["the login to the mail server"] = Buffer.from(`\0planted\0${login.password}`).toString("base64");
    const toCarrier = Buffer.from(`ACplanted:${secrets["the carrier's token"]}`).toString("base64");
    expect(sentToTools).toContain(toCarrier);
    secrets["the carrier's token, as it is sent"] = toCarrier;
    expect(collector.headers[0]?.["x-key"]).toBe(secrets["the collector's header"]);
    // The tool showed its server's environment, and the name of the variable is no secret.
    expect(places.text("events")).toMatch(/PLANTED\\*": ?\\*"\[secret\]/);
    expect(Object.values(secrets).every((secret) => typeof secret === "string" && secret.length > 10)).toBe(true);
  });

  it("could be found in each place, for what is harmless is", () => {
    const harmless: Record<string, string> = {
      "/logs": '"summary":"echo_it"',
      "/logs/stream": '"kind":"model_call"',
      "the process's log": '"route":"/conversations/:id"',
      "/metrics": 'operator_tool_calls_total{tool="fail_at_it"',
      traces: "execute_tool echo_it",
      events: '"agent.tool_call.returned"',
      "error answers": "invalid_key",
      "answers on tools": "I was sent: POST",
      "answers on MCP servers": "get-env",
      "answers on keys": '"hint"',
      "answers on webhooks": "webhook-signature",
      "answers on outputs": "chat.postMessage",
      "the ledger": '"echo_it"',
      messages: "I was sent: POST",
      conversations: '"completed"',
    };
    expect(places.names().toSorted()).toEqual(Object.keys(harmless).toSorted());
    for (const [place, text] of Object.entries(harmless)) expect(places.text(place), place).toContain(text);
    expect(places.findings({ "the tool's name": "echo_it" }, ["/logs"])).toHaveLength(1);
  });

  it("can be followed by the id of a request from the process's log to the platform's", () => {
    const lines = places.text("the process's log").split("\n");
    const idIn = (line: string | undefined) => /"request_id":"(req_[0-9A-Za-z]{11})"/.exec(line ?? "")?.[1];
    for (const [said, kind] of [
      ['"msg":"A model failed."', "model_call"],
      ['"route":"/tools/:name/try"', "api_request"],
    ] as const) {
      const id = idIn(lines.find((line) => line.includes(said)));
      expect(id, said).toBeDefined();
      expect(places.text("/logs")).toMatch(new RegExp(`"kind":"${kind}"[^{}]*"request_id":"${id}"`));
    }
  });

  it("is found nowhere, as far as it opens something", () => {
    expect(places.findings(secrets)).toEqual([]);
  });

  it("is found in no log, as far as it says something of a person", () => {
    expect(places.findings(personal, LOGS)).toEqual([]);
    const parts = { "a part of the name": "Plantagenet", "the number as the carrier writes it": "493055501234" };
    expect(places.findings(parts, LOGS)).toEqual([]);
    expect(places.text("/logs")).toContain('"day":"Monday for [personal]"');
    expect(places.text("/logs")).toContain('"name":"[personal]"');
  });
});

const hasFailed = (delivery: { attempts: number }) => delivery.attempts > 0;
