import { createClient, OperatorApiError } from "@operator/sdk";
import { operator } from "../quickstart/operator.ts";
import { talk } from "../quickstart/talk.ts";

const key = await operator.apiKeys.create({
  name: "Demo of the branch in Bern",
  livemode: true,
  scopes: ["agents:read", "conversations:read", "conversations:write"],
});
const { OPERATOR_HOST = "http://127.0.0.1:4000" } = process.env;
const guest = createClient({ host: OPERATOR_HOST, key: key.secret });

const [agent] = (await guest.conversationalAgents.list()).data;
if (agent === undefined) throw new Error("There is no agent yet.");
await talk(await guest.conversations.create({ agent_id: agent.id, channel: { type: "chat_realtime" } }), ["Hello!"]);

try {
  await guest.conversationalAgents.delete(agent.id);
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`It cannot delete the agent: ${error.code}`);
}

// When the demo is over, so is the key.
await operator.apiKeys.delete(key.id);
