import { OperatorApiError } from "@operator/sdk";
import { operator } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";
import agent from "./agent.json" with { type: "json" };

const { id: agent_id, version_id } = await operator.conversationalAgents.create(agent);
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
