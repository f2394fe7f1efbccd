import { createClient, etagOf, OperatorApiError } from "@operator/sdk";

const client = createClient({ host: process.env["OPERATOR_HOST"], key: process.env["OPERATOR_API_KEY"] });
const { id } = await client.conversationalAgents.create({
  name: "Concierge",
  description: "Answers guests.",
  config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Greet the guest and help." } } },
});

// #region changes
const agent = await client.conversationalAgents.get(id);
const ifMatch = etagOf(agent) ?? "";

await client.conversationalAgents.update(id, { name: "Night porter" }); // somebody else is faster

try {
  await client.conversationalAgents.update(id, { name: "Receptionist" }, { ifMatch });
} catch (error) {
  if (!(error instanceof OperatorApiError) || error.type !== "precondition_failed") throw error;
  console.log(error.code, error.requestId === null ? "" : "logged"); // read it again, and decide anew
}
// #endregion
