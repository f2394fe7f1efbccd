import { setTimeout as pause } from "node:timers/promises";
import type { Schemas } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const desk = readJson<Schemas["NewConversationalAgent"]>("examples/agents/stylist.json");

// #region make
const reviewer = await operator.proceduralAgents.create(readJson("examples/procedural-agents/review.json"));
await operator.proceduralAgents.release(reviewer.version_id);

const agent = await operator.conversationalAgents.create({ ...desk, postprocess_agents: [reviewer.id] });
await operator.conversationalAgents.release(agent.version_id);
// #endregion

const conversation = await operator.conversations.create({ agent_id: agent.id, channel: { type: "chat_realtime" } });
await talk(conversation, [
  "I want to book a haircut.",
  "Kim Meier",
  "Next Friday at 11:00.",
  "Yes.",
  "Great, that is all!",
]);

// #region wait
let [run] = (await operator.procedures.list({ conversation_id: conversation.id, agent_id: reviewer.id })).data;
while (run === undefined || run.ended_at === null) {
  await pause(200);
  [run] = (await operator.procedures.list({ conversation_id: conversation.id, agent_id: reviewer.id })).data;
}
console.log(`${run.id} (${run.trigger}) ended as ${run.status}`);
console.log(run.output);
console.log(
  "It rests on:",
  run.citations["/summary"]?.map(({ excerpt }) => excerpt),
);
// #endregion
