import { operator } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";
import agent from "./routes.json" with { type: "json" };

const { version_id } = await operator.conversationalAgents.create(agent);
const conversation = await operator.conversations.create({
  agent_id: version_id,
  channel: { type: "chat_realtime" },
});
await talk(conversation, ["I cannot come, I want to cancel my appointment.", "ABC234", "Bye."]);
