import { OperatorApiError } from "@operator/sdk";
import { operator } from "./operator.ts";

try {
  await operator.customers.get("cus_00000000000");
} catch (error) {
  if (!(error instanceof OperatorApiError) || error.requestId === null) throw error;
  const { requestId: request_id } = error;
  const found = async () => (await operator.logs.list({ request_id })).data[0];
  // Entries are there a moment after what they tell of.
  let entry = await found();
  while (entry === undefined) entry = await found();
  console.log(entry.kind, entry.outcome, entry.summary, "by", entry.actor.type);
}
