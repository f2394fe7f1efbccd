import { createClient, etagOf, OperatorApiError } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });
const { data } = await operator.conversationalAgents.list();
const id = data[0]?.id ?? "";

const read = await operator.conversationalAgents.get(id);
const ifMatch = etagOf(read);
if (ifMatch === undefined) throw new Error("What can be configured has an ETag.");

// Somebody else is faster.
await operator.conversationalAgents.update(id, { description: "Changed by Sam." });

try {
  await operator.conversationalAgents.update(id, { description: "Changed by Kim." }, { ifMatch });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(error.status, error.code);
}
