import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../src/db/database.ts";
import { newId } from "../src/domain/ids.ts";
import { recordProcedureOutputs } from "../src/services/procedure-outputs.ts";
import { startTestApp, type TestApp } from "../src/testing/app.ts";

/** A public address, which nothing here can reach, so that a name may stand for it and then for another. */
const PUBLIC = "203.0.113.7";

let app: TestApp;
let database: Database;
let victim: Server;
let redirector: Server;
let victimPort: number;
let redirectorHost: string;
/** Requests that reached what nobody may reach. */
const reached: string[] = [];
/** How often each name was looked up. */
const lookUps = new Map<string, number>();

async function resolve(hostname: string): Promise<string[]> {
  const count = (lookUps.get(hostname) ?? 0) + 1;
  lookUps.set(hostname, count);
  switch (hostname) {
    case "loopback.example":
      return ["127.0.0.1"];
    case "mapped.example":
      return ["::ffff:127.0.0.1"];
    case "metadata.example":
      return ["169.254.169.254"];
    case "rebinding.example":
      return count % 2 === 1 ? [PUBLIC] : ["127.0.0.1"];
    case "localhost":
      return ["127.0.0.1", "::1"];
    default:
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" });
  }
}

async function listen(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(listener);
  // On every address of both families, so that whatever a hostile address means, it would be noticed.
  await new Promise<void>((done) => server.listen(0, "::", done));
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  victim = await listen((request, response) => {
    reached.push(`${request.method} ${request.url} of ${request.headers.host}`);
    response.end("{}");
  });
  victimPort = portOf(victim);
  redirector = await listen((_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${victimPort}/redirected` }).end();
  });
  redirectorHost = `127.0.0.1:${portOf(redirector)}`;
  const variables = {
    OPERATOR_QUICKSTART: "false",
    OPERATOR_ALLOWED_ADDRESSES: redirectorHost,
    SLACK_BOT_TOKEN: "xoxb-0000000000-never-sent",
    // What is posted to a channel goes there, whatever the channel is called.
    SLACK_BASE_URL: `http://${redirectorHost}`,
  };
  app = await startTestApp(variables, { resolve, webhookWithin: 1_000, setupWithin: 1_000, jobsEvery: 20 });
  database = openDatabase(app.databaseUrl, { connections: 1 });
});

afterAll(async () => {
  await database.destroy();
  await app.stop();
  for (const server of [victim, redirector]) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

/** Ways to write an address that means this machine, its network or its neighbours; `{port}` is the victim's. */
const HOSTILE = [
  ["the loopback address", "http://127.0.0.1:{port}/"],
  ["another loopback address", "http://127.8.9.10:{port}/"],
  ["the unspecified address", "http://0.0.0.0:{port}/"],
  ["a private address", "http://10.0.0.1:{port}/"],
  ["a link-local address, where clouds keep their secrets", "http://169.254.169.254/latest/meta-data/"],
  ["decimal notation", "http://2130706433:{port}/"],
  ["octal notation", "http://0177.0.0.1:{port}/"],
  ["hexadecimal notation", "http://0x7f.0.0.1:{port}/"],
  ["a short notation", "http://127.1:{port}/"],
  ["full-width digits", "http://１２７.０.０.１:{port}/"],
  ["the IPv6 loopback address", "http://[::1]:{port}/"],
  ["the unspecified IPv6 address", "http://[::]:{port}/"],
  ["an IPv4-mapped address", "http://[::ffff:127.0.0.1]:{port}/"],
  ["an IPv4-mapped address in hexadecimal", "http://[::ffff:7f00:1]:{port}/"],
  ["an IPv4-compatible address", "http://[::127.0.0.1]:{port}/"],
  ["an address translated by NAT64", "http://[64:ff9b::7f00:1]:{port}/"],
  ["an address by 6to4", "http://[2002:7f00:1::]:{port}/"],
  ["a unique local address", "http://[fd00::1]:{port}/"],
  ["a link-local IPv6 address", "http://[fe80::1]:{port}/"],
  ["the name localhost", "http://localhost:{port}/"],
  ["a name under localhost with a dot at its end", "http://LOCALHOST.:{port}/"],
  ["a user name that looks like a host", "http://example.com@127.0.0.1:{port}/"],
  ["a user name with a backslash", "http://example.com\\@127.0.0.1:{port}/"],
  ["a name for the loopback address", "http://loopback.example:{port}/"],
  ["a name for a mapped address", "http://mapped.example:{port}/"],
  ["a name for a link-local address", "http://metadata.example/latest/"],
  ["a name that changes its answer", "http://rebinding.example:{port}/"],
  ["a redirect by an allowed address", "http://{redirector}/"],
  ["another protocol", "file:///etc/passwd"],
  ["a protocol without a host", "data:application/json,{}"],
] as const;

const addressOf = (template: string) =>
  template.replace("{port}", String(victimPort)).replace("{redirector}", redirectorHost);

let made = 0;

/** Lets a procedural agent send its output somewhere; when it may not be made, as if it had been before. */
async function sendOutput(output: { post_url?: string; slack_channel?: string }) {
  const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Report." } };
  const agent = { name: "Report", description: "Reports.", config: { runtime, output } };
  const answer = await app.call("POST", "/procedural_agents", agent);
  const id = newId("trun");
  const run = {
    id,
    livemode: true,
    name: "Report",
    agent_id: "pa_00000000000",
    agent_version_id: "pa_00000000000@v0",
    conversation_id: null,
    status: "success" as const,
    output: {},
    summary: null,
    error: null,
    ended_at: new Date(),
    output_config: { post_url: null, slack_channel: null, ...output },
    is_trial: false,
  };
  await database.transaction().execute(async (transaction) => {
    for (const query of recordProcedureOutputs(transaction, run)) await transaction.executeQuery(query);
  });
  const attempts = async () =>
    (await app.call("GET", `/webhook_deliveries?procedure_id=${id}`)).body["data"][0]["attempts"] as number;
  await expect.poll(attempts, { timeout: 30_000 }).toBe(1);
  await database.deleteFrom("webhook_deliveries").execute();
  return answer;
}

/** Everything by which somebody can have an address called. Each returns the last answer of the API. */
const WAYS = {
  "a tool": async (url: string) => {
    const name = `tool_${++made}`;
    const tool = { name, description: "Reaches.", method: "GET", url, input_schema: { type: "object" } };
    const registered = await app.call("POST", "/tools", tool);
    return registered.status === 200 ? app.call("POST", `/tools/${name}/try`, { arguments: {} }) : registered;
  },
  "a tool's argument": async (url: string) => {
    const name = `tool_${++made}`;
    const input_schema = { type: "object", properties: { host: { type: "string" } } };
    const host = url.replace(/^[a-z]+:(\/\/)?/, "");
    const tool = { name, description: "Reaches.", method: "GET", url: `http://{host}`, input_schema };
    const registered = await app.call("POST", "/tools", tool);
    return registered.status === 200 ? app.call("POST", `/tools/${name}/try`, { arguments: { host } }) : registered;
  },
  "a webhook endpoint": async (url: string) => {
    const registered = await app.call("POST", "/webhook_endpoints", { url });
    if (registered.status !== 200) return registered;
    const path = `/webhook_endpoints/${registered.body["id"]}`;
    const tested = await app.call("POST", `${path}/test`, { type: "conversation.ended" });
    await app.call("DELETE", path);
    return tested;
  },
  "an MCP server": async (url: string) => {
    const transport = { type: "http", url };
    const registered = await app.call("POST", "/mcp_servers", { name: `mcp${++made}`, transport, time_limit_sec: 1 });
    if (registered.status !== 200) return registered;
    const path = `/mcp_servers/${registered.body["id"]}`;
    const synced = await app.call("POST", `${path}/sync`);
    await app.call("DELETE", path);
    return synced;
  },
  "a procedural agent's post_url": async (url: string) => sendOutput({ post_url: url }),
  "a procedural agent's Slack channel": async (url: string) => sendOutput({ slack_channel: url }),
  "an OpenAPI document": async (url: string) => app.call("POST", "/openapi_sources/preview", { url }),
};

describe.each(Object.entries(WAYS))("%s", (_name, reach) => {
  it.each(HOSTILE)("does not lead to %s", async (_what, template) => {
    const answer = await reach(addressOf(template));
    expect([200, 400], JSON.stringify(answer.body)).toContain(answer.status);
    expect(reached).toEqual([]);
  });
});

describe("a conversation's setup", () => {
  it("does not ask an endpoint behind a name that means this machine, and goes on without it", async () => {
    const url = `http://loopback.example:${victimPort}/`;
    const endpoint = await app.call("POST", "/webhook_endpoints", { url, types: ["conversation.setup"] });
    expect(endpoint.status).toBe(200);
    const agentId = await app.makeAgent("Help.");
    expect(await app.converse(agentId)).toMatchObject({ id: expect.stringMatching(/^conv_/) });
    expect(reached).toEqual([]);
  });
});

describe("this suite", () => {
  it("would notice a request that got through", async () => {
    await fetch(`http://127.0.0.1:${victimPort}/noticed`);
    expect(reached.splice(0)).toEqual([`GET /noticed of 127.0.0.1:${victimPort}`]);
    expect(lookUps.get("rebinding.example")).toBeGreaterThan(0);
  });
});
