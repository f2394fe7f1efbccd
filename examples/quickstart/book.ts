import { operator, readJson } from "./operator.ts";
import { talk } from "./talk.ts";

const { id, version_id } = await operator.conversationalAgents.create(readJson("examples/quickstart/agent.json"));
await operator.conversationalAgents.release(version_id);

const conversation = await operator.conversations.create({ agent_id: id, channel: { type: "chat_realtime" } });
await talk(conversation, ["A haircut, please.", "Kim Meier", "Next Friday at 10:30.", "Yes.", "No, that is all."]);
