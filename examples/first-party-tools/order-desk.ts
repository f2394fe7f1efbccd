import { createServer } from "node:http";
import { createWebhookHandler, defineTool, nodeListener, ToolError } from "@operator/sdk/webhooks";
import { operator } from "../quickstart/operator.ts";

const { RECEIVER_PORT = "4100" } = process.env;
const orders = new Map([
  ["A-17", "on its way, there on Thursday"],
  ["B-8", "waiting for the glass"],
]);
/** What has been announced, by the call that announced it: the same call twice is one return. */
const returns = new Map<string, string>();

const handler = createWebhookHandler({
  // Read whenever a request comes, so that a rotation of the key is noticed.
  secret: async () => {
    const { current, next } = await operator.signingKey.get();
    return [current, next].flatMap((key) => (key === null ? [] : [key.key]));
  },
  tools: {
    find_order: defineTool({
      method: "GET",
      path: "/orders/{order_no}",
      input_schema: { type: "object", properties: { order_no: { type: "string" } }, required: ["order_no"] },
      run: ({ order_no }) => {
        const status = orders.get(order_no);
        if (status === undefined) throw new ToolError(`There is no order ${order_no}.`, { status: 404 });
        return { order_no, status };
      },
    }),
    return_order: ({ order_no }, { idempotencyKey }) => {
      const label = returns.get(idempotencyKey) ?? `R-${returns.size + 1}`;
      returns.set(idempotencyKey, label);
      return { order_no, return_no: label, message: `The return of ${String(order_no)} has the number ${label}.` };
    },
  },
});

createServer(nodeListener(handler)).listen(Number(RECEIVER_PORT), "127.0.0.1", () => {
  console.log(`The order desk listens on port ${RECEIVER_PORT}.`);
});
