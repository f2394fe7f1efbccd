import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { version_id: agent_id } = await operator.conversationalAgents.create(
  readJson("examples/first-party-tools/agent.json"),
);
const conversation = await operator.conversations.create({ agent_id, channel: { type: "chat_realtime" } });
await talk(conversation, [
  "Where is my order A-17?",
  "I want to return order A-17, it is damaged.",
  "kim@example.com",
  "Yes.",
  "No, that is all.",
]);

for await (const { name, ns, status } of operator.toolCalls.list({ conversation_id: conversation.id })) {
  console.log(`${ns} ${name}: ${status}`);
}
