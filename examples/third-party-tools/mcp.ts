import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { RECEIVER_PORT = "4100" } = process.env;

// #region connect
const server = await operator.mcpServers.create({
  name: "stock",
  transport: { type: "http", url: `http://127.0.0.1:${RECEIVER_PORT}/mcp`, headers: { Authorization: "Bearer a-key" } },
});
console.log(`${server.name} is ${server.status}`);
for (const { full_name, description } of server.tools) console.log(`${full_name}: ${description}`);
// #endregion

const { version_id: agent_id } = await operator.conversationalAgents.create(
  readJson("examples/third-party-tools/agent.json"),
);
await talk(await operator.conversations.create({ agent_id, channel: { type: "chat_realtime" } }), [
  "Do you have frames of oak?",
]);
