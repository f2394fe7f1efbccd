import { etagOf, OperatorApiError } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";

const { conversationalAgents: agents } = operator;

/** Prints an agent's versions, the newest first. */
async function show(id: string): Promise<void> {
  const versions = await agents.versions(id);
  console.log(
    versions.map(({ version_id, version_status }) => `${version_id.split("@")[1]} ${version_status}`).join(", "),
  );
}

// #region release
const { id, version_id: first } = await agents.create(readJson("examples/versioning/agent.json"));
await show(id);
await agents.release(first);
await show(id);
// #endregion

// #region change
const { config } = await agents.get(id);
const prompt = {
  type: "fixed" as const,
  text: "Answer for Clip & Comb. Greet the customer, and say that we are closed today.",
};
const { version_id: second } = await agents.update(id, {
  config: { ...config, runtime: { ...config.runtime, prompt } },
});
await show(id);

await agents.release(second);
await show(id);
// #endregion

// #region back
await agents.release(first);
await show(id);
// #endregion

// #region conflict
const mine = await agents.get(id);
await agents.update(id, { description: "Somebody else was faster." });
try {
  await agents.update(id, { description: "What I meant." }, { ifMatch: etagOf(mine) ?? "" });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.status} ${error.code}: ${error.message}`);
}
// #endregion
