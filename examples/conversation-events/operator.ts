import { createClient } from "@operator/sdk";

/** The platform, as every example of this page reaches it. */
export const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

/** Makes an agent that greets, and opens a conversation with it over `type`. */
export async function begin(type: "chat_realtime" | "chat_async") {
  const agent = await operator.conversationalAgents.create({
    name: "Front desk",
    description: "Answers guests.",
    config: { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Greet the guest and help." } } },
  });
  await operator.conversationalAgents.release(agent.version_id);
  return operator.conversations.create({ agent_id: agent.id, channel: { type } });
}
