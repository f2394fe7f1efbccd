import { OperatorApiError } from "@operator/sdk";
import { operator } from "../quickstart/operator.ts";

const [agent] = (await operator.conversationalAgents.list({ limit: 1 })).data;
try {
  await operator.conversations.create({
    agent_id: agent?.version_id ?? "",
    channel: { type: "email", to: "kim@example.com", subject: "Your appointment" },
  });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
