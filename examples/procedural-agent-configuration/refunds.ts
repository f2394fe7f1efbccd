import { setTimeout as pause } from "node:timers/promises";
import { operator, readJson } from "../quickstart/operator.ts";

const { version_id } = await operator.proceduralAgents.create(
  readJson("examples/procedural-agent-configuration/refunds.json"),
);
const { id: agent_id } = await operator.proceduralAgents.release(version_id);

// #region run
const { data } = await operator.conversations.list({ status: "completed", limit: 1 });
const { id } = await operator.procedures.create({ agent_id, conversation_id: data[0]?.id ?? "" });
let run = await operator.procedures.get(id);
while (run.ended_at === null) {
  await pause(200);
  run = await operator.procedures.get(id);
}
console.log(`${run.status}: ${run.summary}`);
// #endregion

// #region schedule
const schedule = await operator.procedureSchedules.create({
  agent_id,
  cron: "0 9 * * MON-FRI",
  time_zone: "Europe/Zurich",
  input: { team: "Bern" },
});
console.log("next:", schedule.next_runs[0]);
// #endregion
