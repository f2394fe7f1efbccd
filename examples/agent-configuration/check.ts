import { OperatorApiError } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";

// #region defaults
const { id } = await operator.conversationalAgents.create(readJson("examples/agent-configuration/salon.json"));
const { config } = await operator.conversationalAgents.get(id);
console.log("voice, with every default:", config.voice);
// #endregion

// #region refused
try {
  await operator.conversationalAgents.create(readJson("examples/agent-configuration/refused.json"));
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
// #endregion

// #region change
const { version_id } = await operator.conversationalAgents.update(id, {
  config: { ...config, voice: { ...config.voice, patience: "high" } },
});
console.log(`The draft ${version_id} waits longer for the end of a sentence.`);
// #endregion
