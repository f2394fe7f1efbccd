import { createClient } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });
const agent = await operator.conversationalAgents.create({
  name: "Front desk",
  description: "Answers guests.",
  config: { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Greet the guest and help." } } },
});
await operator.conversationalAgents.release(agent.version_id);

// On your server: the key stays here, the page gets the conversation's own token.
const conversation = await operator.conversations.create({ agent_id: agent.id, channel: { type: "chat_realtime" } });
const forThePage = { id: conversation.id, token: conversation.channel.token };

// In the page: nothing but the token.
const page = createClient({ host: process.env.OPERATOR_HOST });
for await (const { payload } of page.conversations.events(forThePage.id, { token: forThePage.token ?? "" })) {
  console.log(payload.type);
  break;
}
