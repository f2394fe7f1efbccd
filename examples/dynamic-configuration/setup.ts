import { once } from "node:events";
import { createServer } from "node:http";
import { createWebhookHandler, nodeListener } from "@operator/sdk/webhooks";
import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { RECEIVER_PORT = "4100" } = process.env;
const url = `http://127.0.0.1:${RECEIVER_PORT}/hooks`;

// #region endpoint
const endpoint = await operator.webhookEndpoints.create({ url, types: ["conversation.setup"] });
const { current } = await operator.webhookEndpoints.signingKey(endpoint.id);
// #endregion

// #region answer
/** By the number that was called; a chat comes from the page of the branch in Bern. */
const BRANCHES: Record<string, string> = { "+41446681800": "Zurich", "+41315550100": "Bern" };

const handler = createWebhookHandler({
  secret: current.key,
  setup: ({ payload }) => {
    const called = String(payload.channel["callee_no"] ?? "+41315550100");
    return {
      context: { $variables: { branch: BRANCHES[called] ?? "Zurich" } },
      override_config: { personas: [{ name: "Noa" }] },
    };
  },
});
const server = createServer(nodeListener(handler)).listen(Number(RECEIVER_PORT), "127.0.0.1");
await once(server, "listening");
// #endregion

const { id: agent_id, version_id } = await operator.conversationalAgents.create(
  readJson("examples/dynamic-configuration/agent.json"),
);
await operator.conversationalAgents.release(version_id);
const conversation = await operator.conversations.create({ agent_id, channel: { type: "chat_realtime" } });
await talk(conversation, ["Hello!"]);

// #region seen
const { override_config } = await operator.conversations.get(conversation.id);
console.log("held with:", JSON.stringify(override_config));

for await (const { status, type } of operator.webhookDeliveries.list({ endpoint_id: endpoint.id })) {
  console.log(`${type} was ${status}`);
}
// #endregion
server.close();
server.closeAllConnections();
