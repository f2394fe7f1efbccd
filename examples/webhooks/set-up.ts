import { createClient } from "@operator/sdk";
import { FIND_ORDER } from "./orders.ts";

const { OPERATOR_HOST, OPERATOR_API_KEY, RECEIVER_PORT = "4100" } = process.env;
const receiver = `http://127.0.0.1:${RECEIVER_PORT}/operator`;
const operator = createClient({ host: OPERATOR_HOST, key: OPERATOR_API_KEY });

// #region endpoint
const endpoint = await operator.webhookEndpoints.create({
  url: receiver,
  types: ["conversation.setup", "conversation.ended"],
});
// #endregion

// #region tool
await operator.tools.create({
  name: "find_order",
  description: "Finds an order by its number. Use it when the customer asks where their order is.",
  method: "POST",
  url: `${receiver}/find_order`,
  input_schema: FIND_ORDER,
});
const agent = await operator.conversationalAgents.create({
  name: "Order desk",
  description: "Tells customers where their orders are.",
  config: {
    runtime: {
      model: "openai/gpt-4o",
      prompt: { type: "fixed", text: "You help $name of the shop. Use @find_order to look up orders." },
      variables: [{ name: "name", description: "The customer's name" }],
    },
    tool: { tools: [{ ns: "api", name: "find_order" }] },
  },
});
await operator.conversationalAgents.release(agent.version_id);
// #endregion

const tools = await operator.signingKey.get();
console.log(`export OPERATOR_AGENT=${agent.id}`);
console.log(`export OPERATOR_SIGNING_KEYS=${endpoint.signing_key.current.key},${tools.current.key}`);
