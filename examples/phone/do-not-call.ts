import { OperatorApiError } from "@operator/sdk";
import { operator } from "../quickstart/operator.ts";

await operator.doNotCall.create({ number: "+41446681802", reason: "Asked us not to call, 12 May." });

const [agent] = (await operator.conversationalAgents.list({ limit: 1 })).data;
try {
  await operator.conversations.create({
    agent_id: agent?.id ?? "",
    channel: { type: "phone", callee_no: "+41446681802" },
  });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
