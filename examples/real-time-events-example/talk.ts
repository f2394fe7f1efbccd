import { writeFile } from "node:fs/promises";
import { createClient, openSession } from "@operator/sdk";
import { WebSocket } from "ws";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });
const agent = await operator.conversationalAgents.create({
  name: "Front desk",
  description: "Answers guests.",
  config: { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Greet the guest and help." } } },
});
await operator.conversationalAgents.release(agent.version_id);
const { id, channel } = await operator.conversations.create({
  agent_id: agent.id,
  channel: { type: "chat_realtime" },
});
// Others may follow from here on.
await writeFile(process.argv[2] ?? "conversation", id);

const lines = ["Good morning!", "Thank you, that is all."];
const session = openSession({
  sessionUrl: channel.session_url ?? "",
  token: channel.token ?? "",
  webSocket: WebSocket,
});
session.start();
for await (const { payload } of session) {
  if (payload.type !== "agent.message.completed") continue;
  const line = lines.shift();
  if (line === undefined) session.end();
  else session.send(line);
}
