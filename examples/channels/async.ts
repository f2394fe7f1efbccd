import { operator, readJson } from "../quickstart/operator.ts";

const { version_id: agent_id } = await operator.conversationalAgents.create(readJson("examples/agents/stylist.json"));

// #region async
const { id } = await operator.conversations.create({ agent_id, channel: { type: "chat_async" } });

/** Sends one message, and prints what the agent answers to it. */
async function send(text: string): Promise<void> {
  for await (const { payload } of operator.conversations.session(id, {
    payload: { type: "user.message.send", text },
  })) {
    if (payload.type === "agent.message.completed" && payload.text !== "") console.log(`Agent: ${payload.text}`);
  }
}

await send("Hello, what is free next Friday?");
await send("Then book a haircut at 11:00.");
// #endregion

// #region state
const { status, channel } = await operator.conversations.get(id);
console.log(`${channel.type} is ${status}`);
// #endregion
