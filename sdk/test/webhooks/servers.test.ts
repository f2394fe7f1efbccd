import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import fastify from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callServer, type ServerProcess, startServerProcess } from "../../../server/src/testing/server-process.ts";
import { openSessionClient } from "../../../server/src/testing/session-client.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../../server/src/testing/fake-model-server.ts";
import {
  createWebhookHandler,
  defineTool,
  expressHandler,
  fastifyPlugin,
  fetchHandler,
  nodeListener,
  ToolError,
  type WebhookHandler,
} from "../../src/webhooks.ts";

/** A business's server on a free port of the loopback. */
interface RunningServer {
  url: string;
  close(): Promise<unknown>;
}

async function listening(server: Server): Promise<RunningServer> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const SERVERS: readonly [string, (handler: WebhookHandler) => Promise<RunningServer>][] = [
  ["node:http", (handler) => listening(createServer(nodeListener(handler)))],
  [
    "Express",
    (handler) => {
      const app = express();
      app.use("/operator", expressHandler(handler));
      app.use(express.json());
      app.post("/other", (request, response) => void response.json(request.body));
      return listening(createServer(app));
    },
  ],
  [
    "Express behind express.raw()",
    (handler) => {
      const app = express();
      app.use(express.raw({ type: "*/*" }));
      app.use("/operator", expressHandler(handler));
      return listening(createServer(app));
    },
  ],
  [
    "Fastify",
    async (handler) => {
      const app = fastify();
      app.register(fastifyPlugin(handler), { prefix: "/operator" });
      app.post("/other", async (request) => request.body);
      return { url: await app.listen({ port: 0, host: "127.0.0.1" }), close: () => app.close() };
    },
  ],
  [
    "a server of Request and Response",
    (handler) => {
      const handle = fetchHandler(handler);
      const take = async (request: IncomingMessage, response: ServerResponse) => {
        const { method = "GET", url, headers } = request;
        const body = method === "GET" ? {} : { body: request, duplex: "half" };
        const init = { method, headers: headers as Record<string, string>, ...body } as RequestInit;
        const answer = await handle(new Request(`http://${headers.host}${url}`, init));
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      };
      return listening(createServer((request, response) => void take(request, response)));
    },
  ],
];

let server: ServerProcess;
let model: FakeModelServer;
let prompt = "";
/** What was handled, of all servers. */
let seen: string[] = [];
let secrets: string[] = [];
const handler = createWebhookHandler({
  secret: () => secrets,
  onError: (error) => seen.push(String(error)),
  setup: ({ payload }) => {
    seen.push(`setup ${payload.channel.type}`);
    return { context: { $variables: { name: "Kim" } } };
  },
  on: {
    "conversation.ended": ({ payload }, { id }) => {
      seen.push(`ended ${payload.status} ${id.slice(0, 4)}`);
    },
  },
  tools: {
    find_order: defineTool({
      path: "/orders/{order_no}",
      method: "GET",
      input_schema: { type: "object", properties: { order_no: { type: "string" }, count: { type: "integer" } } },
      run: ({ order_no, count }, { idempotencyKey }) => {
        seen.push(`find ${order_no} ${typeof count} ${idempotencyKey.slice(0, 5)}`);
        return { arrives: "Thursday" };
      },
    }),
    cancel_order: defineTool({
      input_schema: { type: "object", properties: { order_no: { type: "string" } }, required: ["order_no"] },
      run: ({ order_no }) => {
        throw new ToolError(`${order_no} has left already.`);
      },
    }),
  },
});

/** Calls both tools at once, then tells what came of it. */
function answerTo({ messages }: FakeModelRequest) {
  prompt = messages[0] ? textOfMessage(messages[0]) : "";
  const results = messages.filter(({ role }) => role === "tool").map(textOfMessage);
  if (results.length > 0) return { firstPieceAfter: 0, pieceEvery: 1, pieces: [results.join(" | ")] };
  const toolCalls = [
    { name: "find_order", arguments: '{"order_no":"A/17 ü","count":2}' },
    { name: "cancel_order", arguments: '{"order_no":"A-18"}' },
  ];
  return { firstPieceAfter: 0, pieceEvery: 1, pieces: [], toolCalls };
}

const SAMPLE = { type: "conversation.ended" };

async function call(method: string, path: string, body?: unknown) {
  const answer = await callServer(server, { method, path, body });
  if (typeof answer["error"] === "object" && answer["error"] !== null) throw new Error(JSON.stringify(answer));
  return answer;
}

/** Sets the platform up to call a server: an endpoint, two tools and an agent that has them. */
async function connect({ url }: RunningServer, prefix: string): Promise<{ agentId: string; endpoint: string }> {
  const endpoint = await call("POST", "/webhook_endpoints", {
    url: `${url}/operator?shop=1`,
    types: ["conversation.setup", "conversation.ended"],
  });
  const { current } = await call("GET", "/signing_key");
  secrets = [endpoint["signing_key"].current.key, current.standard_webhooks_secret];
  const order = { type: "string" };
  const tool = { description: "Orders.", input_schema: { type: "object", properties: { order_no: order, count: {} } } };
  await call("PUT", `/tools/find_order`, {
    ...tool,
    name: "find_order",
    method: "GET",
    url: `${url}${prefix}/orders/{order_no}`,
  });
  await call("PUT", `/tools/cancel_order`, {
    ...tool,
    name: "cancel_order",
    method: "POST",
    url: `${url}${prefix}/cancel_order`,
  });
  const agent = await call("POST", "/conversational_agents", {
    name: "Orders",
    description: "",
    config: {
      runtime: {
        model: "fake/one",
        prompt: { type: "fixed", text: "You help $name." },
        variables: [{ name: "name", description: "" }],
      },
      tool: { tools: ["find_order", "cancel_order"].map((name) => ({ ns: "api", name })) },
    },
  });
  await call("POST", `/conversational_agents/${agent["version_id"]}/release`);
  return { agentId: agent["id"], endpoint: endpoint["id"] };
}

/** Has a conversation, and returns the agent's last words. */
async function converse(agentId: string): Promise<string> {
  const { channel } = await call("POST", "/conversations", { agent_id: agentId, channel: { type: "chat_realtime" } });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  session.send({ type: "user.message.send", text: "Orders, please." });
  const { payload } = await session.next("agent.message.completed", ({ has_tool_calls }) => !has_tool_calls);
  session.send({ type: "conversation.end" });
  await session.closed();
  return payload.text;
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer: answerTo });
  const environment = { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8", OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` };
  server = await startServerProcess({ environment });
  for (const name of ["find_order", "cancel_order"]) {
    const input_schema = { type: "object" };
    await call("POST", "/tools", {
      name,
      description: "Later.",
      method: "POST",
      url: "http://127.0.0.1/",
      input_schema,
    });
  }
}, 90_000);

afterAll(async () => {
  await server?.cleanUp();
  await model?.close();
});

beforeEach(() => {
  seen = [];
});

describe("what the platform sends to a real server", () => {
  it.each(SERVERS)("is taken by %s: a setup, two tool calls and an end, and nobody else's", async (_name, start) => {
    const business = await start(handler);
    try {
      const { agentId, endpoint } = await connect(business, "/operator");
      const told = await converse(agentId);
      expect(told).toContain('{"arrives":"Thursday"}');
      expect(told).toContain("A-18 has left already. (422 Unprocessable Entity)");
      expect(prompt).toContain("You help Kim.");
      await expect.poll(() => seen).toHaveLength(3);
      expect(seen).toEqual(["setup chat_realtime", "find A/17 ü number call_", "ended completed whd_"]);

      // Sent again on purpose, it is thanked for and not handled again.
      const { data } = await call("GET", `/webhook_deliveries?endpoint_id=${endpoint}&type=conversation.ended`);
      const delivery = data[0].id as string;
      await call("POST", `/webhook_deliveries/${delivery}/replay`);
      await expect
        .poll(async () => (await call("GET", `/webhook_deliveries/${delivery}`))["attempt_log"].length)
        .toBe(2);
      const { attempt_log, payload } = await call("GET", `/webhook_deliveries/${delivery}`);
      expect(attempt_log.map((attempt: { response_status: number }) => attempt.response_status)).toEqual([204, 204]);
      expect(seen).toHaveLength(3);

      // While the key changes, whoever has the new one alone takes events too.
      const rotated = await call("POST", `/webhook_endpoints/${endpoint}/rotate_signing_key`, {
        overlap_seconds: 3600,
      });
      secrets = [rotated["next"].key];
      expect((await call("POST", `/webhook_endpoints/${endpoint}/test`, SAMPLE))["response_status"]).toBe(204);
      secrets = ["op_sign_of_somebody_else"];
      expect((await call("POST", `/webhook_endpoints/${endpoint}/test`, SAMPLE))["response_status"]).toBe(401);

      const forged = await fetch(`${business.url}/operator`, { method: "POST", body: payload });
      expect(forged.status).toBe(401);
      await call("DELETE", `/webhook_endpoints/${endpoint}`);
    } finally {
      await business.close();
    }
  });

  it("is refused with the way out where Express has parsed it before, as the platform's owner can read", async () => {
    const app = express();
    app.use(express.json(), expressHandler(handler));
    const business = await listening(createServer(app));
    try {
      const { endpoint } = await connect(business, "");
      const test = await call("POST", `/webhook_endpoints/${endpoint}/test`, SAMPLE);
      expect(test["response_status"]).toBe(500);
      expect(test["response_body"]).toContain("before express.json()");
      await call("DELETE", `/webhook_endpoints/${endpoint}`);
    } finally {
      await business.close();
    }
  });

  it.each(SERVERS)("of more than a handler takes is refused by %s", async (_name, start) => {
    const small = createWebhookHandler({ secret: "op_sign_x", maxBodyBytes: 1_000 });
    const business = await start(small);
    try {
      for (const body of ["x".repeat(3_000), new Blob(["x".repeat(3_000)]).stream()]) {
        const sent = await fetch(`${business.url}/operator`, { method: "POST", body, duplex: "half" } as RequestInit);
        expect(sent.status).toBe(413);
      }
    } finally {
      await business.close();
    }
  });

  it.each(SERVERS.filter(([name]) => ["Express", "Fastify"].includes(name)))(
    "leaves the rest of %s as it is",
    async (_name, start) => {
      const business = await start(handler);
      try {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`${business.url}/other`, { method: "POST", headers, body: '{"a":1}' });
        expect(await answer.json()).toEqual({ a: 1 });
      } finally {
        await business.close();
      }
    },
  );
});
