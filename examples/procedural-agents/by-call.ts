import { operator, readJson } from "../quickstart/operator.ts";

const { version_id } = await operator.proceduralAgents.create(readJson("examples/procedural-agents/mail.json"));

// #region order
const { id } = await operator.procedures.create({
  agent_id: version_id,
  input: { branch: "Bern", mail: "This is a reminder: please pay 118.50 francs. Questions go to billing@example.com." },
});
for await (const { payload } of operator.procedures.events(id)) console.log(payload.type);

const { status, output, error } = await operator.procedures.get(id);
console.log(status, output ?? error);
// #endregion
