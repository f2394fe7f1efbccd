import { operator } from "../quickstart/operator.ts";

const [agent] = (await operator.conversationalAgents.list()).data;
if (agent === undefined) throw new Error("There is no agent yet.");

// #region make
const link = await operator.demoLinks.create({
  agent_id: agent.id,
  name: "Web site",
  allowed_origins: ["https://www.example.com"],
});
console.log(link.id);
// #endregion
