import { OperatorApiError } from "@operator/sdk";
import { operator, readJson } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const { version_id: agent_id } = await operator.conversationalAgents.create(
  readJson("examples/prompting/concierge.json"),
);
const channel = { type: "chat_realtime" } as const;

try {
  await operator.conversations.create({ agent_id, channel });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}

const context = { $variables: { city: "Zurich", guest_name: "Kim" } };
await talk(await operator.conversations.create({ agent_id, channel, context }), ["Hello!"]);
