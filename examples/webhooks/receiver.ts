import { createWebhookHandler, defineTool, expressHandler, ToolError } from "@operator/sdk/webhooks";
import express from "express";
import { FIND_ORDER, ORDERS } from "./orders.ts";

const { OPERATOR_SIGNING_KEYS = "", RECEIVER_PORT = "4100" } = process.env;

// #region handler
const handler = createWebhookHandler({
  // The endpoint's own key, and the installation's, which signs calls of tools.
  secret: OPERATOR_SIGNING_KEYS.split(","),

  // The platform asks before each conversation, and waits for the answer for 5 seconds.
  setup: ({ payload }) => {
    console.log(`A conversation begins on ${payload.channel.type}.`);
    return { context: { $variables: { name: "Kim" }, loyalty_card: "gold" } };
  },

  on: {
    "conversation.ended": async ({ conversation_id, payload }) => {
      console.log(`${conversation_id} ended: ${payload.status}.`);
    },
  },

  tools: {
    find_order: defineTool({
      input_schema: FIND_ORDER,
      run: ({ order_no }, { idempotencyKey }) => {
        console.log(`Looking for ${order_no} under the key ${idempotencyKey}.`);
        const order = ORDERS.get(order_no);
        if (order === undefined) throw new ToolError(`There is no order ${order_no}.`);
        return order;
      },
    }),
  },
});
// #endregion

// #region express
const app = express();
app.use("/operator", expressHandler(handler));
app.use(express.json());

app.listen(Number(RECEIVER_PORT), "127.0.0.1", () => console.log("The receiver listens."));
// #endregion
