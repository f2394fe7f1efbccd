import { createClient, OperatorApiError } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

try {
  await operator.conversationalAgents.get("ca_00000000000");
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  const { type, code, message, requestId } = error;
  console.log(type, code, requestId?.startsWith("req_"));
  console.log(message);
}
