/** What a shop knows of an order. */
export interface Order {
  status: string;
  arrives: string;
}

/** The shop's orders; yours are in a database. */
export const ORDERS = new Map<string, Order>([
  ["A-17", { status: "shipped", arrives: "Thursday" }],
  ["A-18", { status: "packed", arrives: "Friday" }],
]);

/** What the platform has to know of the tool, and what the types of its arguments come from. */
export const FIND_ORDER = {
  type: "object",
  properties: { order_no: { type: "string", title: "Order number", description: "Such as A-17." } },
  required: ["order_no"],
} as const;
