const { createClient, etagOf, OperatorApiError } = require("@operator/sdk");
const { createWebhookHandler } = require("@operator/sdk/webhooks");

async function main() {
  const client = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });
  const { id } = await client.conversations.create({
    agent_id: process.env.OPERATOR_AGENT,
    channel: { type: "chat_async" },
  });
  const said = [];
  const message = { payload: { type: "user.message.send", text: "Hello" } };
  for await (const { payload } of client.conversations.session(id, message))
    if (payload.type === "agent.message.completed") said.push(payload.text);
  const refusal = await client.customers.get("cus_00000000000").catch((error) => error);
  const names = [];
  for await (const { name } of client.conversationalAgents.list()) names.push(name);
  console.log(
    JSON.stringify({
      said,
      names,
      refusal: refusal instanceof OperatorApiError ? refusal.type : String(refusal),
      hasEtag: etagOf(await client.conversationalAgents.get(process.env.OPERATOR_AGENT)) !== undefined,
      handler: typeof createWebhookHandler,
    }),
  );
}

main();
