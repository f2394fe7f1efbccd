import { openSession } from "@operator/sdk";
import { WebSocket } from "ws";
import { operator, readJson } from "../quickstart/operator.ts";

await operator.tools.create(readJson("examples/tools/price-list.json"));
const { version_id: agent_id } = await operator.conversationalAgents.create(readJson("examples/tools/desk.json"));
const { id, channel } = await operator.conversations.create({ agent_id, channel: { type: "chat_realtime" } });

const lines = ["Show me the price list for cuts.", "That is all, bye!"];
const session = openSession({
  sessionUrl: channel.session_url ?? "",
  token: channel.token ?? "",
  webSocket: WebSocket,
});
session.start();
for await (const { payload } of session) {
  // #region answer
  if (payload.type === "agent.tool_call.created" && payload.ns === "client") {
    const { section } = JSON.parse(payload.arguments) as { section: string };
    console.log(`The page opens at ${section}.`);
    session.sendToolResult(payload.call_id, { result: { shown: section, first_line: "Haircut, 45 francs" } });
  }
  // #endregion
  if (payload.type !== "agent.message.completed") continue;
  console.log(`Agent: ${payload.text}`);
  const line = payload.has_tool_calls ? undefined : lines.shift();
  if (line !== undefined) session.send(line);
}

// #region ledger
for await (const { name, ns, status } of operator.toolCalls.list({ conversation_id: id })) {
  console.log(`${ns} ${name}: ${status}`);
}
// #endregion
