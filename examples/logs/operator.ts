import { createClient } from "@operator/sdk";

/** The platform, as every example of this page reaches it. */
export const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

/** Makes an agent that greets, and has a short conversation with it. Returns the conversation's id. */
export async function talk(): Promise<string> {
  const agent = await operator.conversationalAgents.create({
    name: "Front desk",
    description: "Answers guests.",
    config: { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Greet the guest and help." } } },
  });
  await operator.conversationalAgents.release(agent.version_id);
  const { id } = await operator.conversations.create({ agent_id: agent.id, channel: { type: "chat_async" } });
  const message = { payload: { type: "user.message.send", text: "Good morning!" } } as const;
  for await (const { payload } of operator.conversations.session(id, message))
    if (payload.type === "agent.message.completed") console.log(payload.text);
  return id;
}
