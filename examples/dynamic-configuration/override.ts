import { OperatorApiError } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { id: agent_id, version_id } = await operator.conversationalAgents.create(
  readJson("examples/dynamic-configuration/agent.json"),
);
await operator.conversationalAgents.release(version_id);
const channel = { type: "chat_realtime" } as const;

// #region override
const conversation = await operator.conversations.create({
  agent_id,
  channel,
  context: { $variables: { branch: "Bern" } },
  override_config: { personas: [{ name: "Noa" }], voice: { patience: "high" } },
});
// #endregion
await talk(conversation, ["Hello!"]);

// #region refused
try {
  await operator.conversations.create({ agent_id, channel, override_config: { tool: { tools: [] } } });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
// #endregion
