import { operator } from "../quickstart/operator.ts";

const [agent] = (await operator.conversationalAgents.list()).data;
if (agent === undefined) throw new Error("There is no agent yet.");

// #region make
const link = await operator.demoLinks.create({
  agent_id: agent.id,
  name: "Fair in Bern",
  greeting: "Ask about free hours, or book at once.",
  limits: { at_once: 5, per_day: 100, per_address_hour: 20 },
});
console.log(`Anybody can talk here: ${link.url}`);
// #endregion

// #region used
const { usage, limits } = await operator.demoLinks.get(link.id);
console.log(`${usage.open} of ${limits.at_once} open, ${usage.last_day} of ${limits.per_day} in the last 24 hours`);
// #endregion

// #region withdraw
await operator.demoLinks.delete(link.id);
// #endregion
console.log("The link is withdrawn");
