import { openSession } from "@operator/sdk";
import { WebSocket } from "ws";
import { operator, readJson } from "../quickstart/operator.ts";

const { version_id: agent_id } = await operator.conversationalAgents.create(readJson("examples/context/agent.json"));

// #region create
const { id, channel } = await operator.conversations.create({
  agent_id,
  channel: { type: "chat_realtime" },
  context: {
    $customer: {
      external_id: "kim-4711",
      name: "Kim Meier",
      phone_no: "+41446681800",
      preferred_language: "English",
      time_zone: "Europe/Zurich",
      extra: { stylist: "Noa" },
    },
    $variables: { city: "Zurich", guest_name: "Kim" },
    loyalty: { level: "gold", points: 310 },
  },
});
// #endregion

const session = openSession({
  sessionUrl: channel.session_url ?? "",
  token: channel.token ?? "",
  webSocket: WebSocket,
});
session.start();
for await (const { payload } of session) {
  // #region later
  if (payload.type === "agent.message.completed" && !payload.has_tool_calls) {
    const { context } = await operator.conversations.context(id, { context: { loyalty: { level: "platinum" } } });
    console.log("merged:", JSON.stringify(context));
  }
  if (payload.type === "conversation.context.updated") session.end();
  // #endregion
}

// #region again
const { customer_id } = await operator.conversations.get(id);
const second = await operator.conversations.create({
  agent_id,
  channel: { type: "chat_async" },
  context: { $customer: { external_id: "kim-4711" }, $variables: { city: "Zurich" } },
});
const again = await operator.conversations.get(second.id);
console.log(`the same customer: ${again.customer_id === customer_id}`);
// #endregion

// #region misspelt
const { warnings } = await operator.conversations.create({
  agent_id,
  channel: { type: "chat_async" },
  context: { $variables: { city: "Zurich", guest_nam: "Kim" } },
});
console.log(warnings);
// #endregion
