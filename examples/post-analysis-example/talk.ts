import { createClient } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });
const agent = await operator.conversationalAgents.create({
  name: "Front desk",
  description: "Answers guests.",
  config: { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Greet the guest and help." } } },
});
await operator.conversationalAgents.release(agent.version_id);
const { id } = await operator.conversations.create({ agent_id: agent.id, channel: { type: "chat_async" } });
for (const text of ["I want my money back.", "Good. I expect it by Friday."]) {
  const turn = operator.conversations.session(id, { payload: { type: "user.message.send", text } });
  for await (const { payload } of turn) if (payload.type === "conversation.ended") break;
}
await operator.conversations.end(id);
console.log(id);
