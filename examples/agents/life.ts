import { setTimeout as pause } from "node:timers/promises";
import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

// #region make
const { id, version_id } = await operator.conversationalAgents.create(readJson("examples/agents/stylist.json"));
const draft = await operator.conversationalAgents.get(id);
console.log(`${version_id} is ${draft.version_status}`);

const { version_id: released } = await operator.conversationalAgents.release(version_id);
console.log(`${released} is released`);
// #endregion

// #region talk
const conversation = await operator.conversations.create({
  agent_id: id,
  channel: { type: "chat_realtime" },
  context: { $customer: { external_id: "kim-4711", name: "Kim Meier" } },
});
await talk(conversation, ["What is free next Friday?", "No, thank you. That is all."]);
// #endregion

// #region afterwards
let { status, duration_sec, summary, sentiment } = await operator.conversations.get(conversation.id);
while (summary === null) {
  await pause(200);
  ({ status, duration_sec, summary, sentiment } = await operator.conversations.get(conversation.id));
}
console.log(`${status} after ${duration_sec} s, ${sentiment}: ${summary}`);
// #endregion

// #region events
for await (const { id: eventId, payload } of operator.conversations.events(conversation.id)) {
  console.log(`${eventId} ${payload.type}`);
}
// #endregion
