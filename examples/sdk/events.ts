import { createClient } from "@operator/sdk";

const client = createClient({ host: process.env["OPERATOR_HOST"], key: process.env["OPERATOR_API_KEY"] });
const agents = await client.conversationalAgents.list();
const agent = agents.data.find(({ version_status }) => version_status === "released");
const { id } = await client.conversations.create({ agent_id: agent?.id ?? "", channel: { type: "chat_async" } });

// #region events
const message = { payload: { type: "user.message.send", text: "Hello" } } as const;
for await (const { payload } of client.conversations.session(id, message))
  if (payload.type === "agent.message.completed") console.log("The agent:", payload.text);
await client.conversations.end(id);

for await (const event of client.conversations.events(id)) console.log(event.payload.type);
// #endregion
