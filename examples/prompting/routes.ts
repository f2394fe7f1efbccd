import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { version_id } = await operator.conversationalAgents.create(readJson("examples/prompting/routes.json"));
const conversation = await operator.conversations.create({
  agent_id: version_id,
  channel: { type: "chat_realtime" },
});
await talk(conversation, ["I cannot come, I want to cancel my appointment.", "ABC234", "Bye."]);
