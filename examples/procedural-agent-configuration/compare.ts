import { setTimeout as pause } from "node:timers/promises";
import { operator, readJson } from "../quickstart/operator.ts";

const { id, version_id: released } = await operator.proceduralAgents.create(
  readJson("examples/procedural-agents/review.json"),
);
await operator.proceduralAgents.release(released);

// #region draft
const change = "examples/procedural-agent-configuration/with-topic.json";
const { version_id: draft } = await operator.proceduralAgents.update(id, readJson(change));
// #endregion

// #region batch
let batch = await operator.procedureBatches.create({
  agent_id: draft,
  compare_with: released,
  filter: { status: "completed" },
  max_conversations: 50,
  budget: { max_tokens: 200_000 },
});
while (batch.ended_at === null) {
  await pause(200);
  batch = await operator.procedureBatches.get(batch.id);
}
console.log(batch.status, batch.totals.success, "runs,", batch.comparison?.fields);

for await (const { conversation_id, changes } of operator.procedureBatches.results(batch.id)) {
  console.log(conversation_id, changes);
}
// #endregion
