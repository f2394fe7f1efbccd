import { createServer } from "node:http";
import { createWebhookHandler, fastifyPlugin, fetchHandler, nodeListener } from "@operator/sdk/webhooks";
import fastify from "fastify";

const { OPERATOR_SIGNING_KEYS = "" } = process.env;
const handler = createWebhookHandler({ secret: OPERATOR_SIGNING_KEYS.split(",") });

// #region node
const server = createServer(nodeListener(handler));
// #endregion

// #region fastify
const app = fastify();
app.register(fastifyPlugin(handler), { prefix: "/operator" });
// #endregion

// #region fetch
const handle = fetchHandler(handler);
// #endregion

// Each of them refuses what nobody signed.
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/operator`;
const viaNode = await fetch(url, { method: "POST", body: "{}" });
const viaFastify = await app.inject({ method: "POST", url: "/operator", payload: {} });
const viaFetch = await handle(new Request(url, { method: "POST", body: "{}" }));
console.log(`node:http ${viaNode.status}, Fastify ${viaFastify.statusCode}, fetch ${viaFetch.status}`);
server.close();
await app.close();
