const SHOP = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1.0.0" },
  servers: [{ url: "/v1" }],
  security: [{ key: [] }],
  paths: {
    "/orders": {
      get: {
        operationId: "listOrders",
        summary: "List orders",
        parameters: [{ name: "limit", in: "query", schema: { type: "integer", maximum: 100 } }],
        responses: { "200": { description: "OK", content: { "application/json": { schema: { type: "array" } } } } },
      },
      post: {
        operationId: "createOrder",
        summary: "Create an order",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { item: { type: "string" }, count: { type: "integer", minimum: 1 } },
                required: ["item"],
              },
            },
          },
        },
        responses: {},
      },
    },
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      delete: { operationId: "deleteOrder", summary: "Delete an order", responses: {} },
    },
    "/receipts": {
      post: { requestBody: { content: { "multipart/form-data": { schema: {} } } }, responses: {} },
    },
  } as Record<string, Record<string, unknown>>,
  components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
};
/** The document of a shop. */
export type ShopDocument = typeof SHOP;

/** Makes a small OpenAPI document of a shop, to be changed. */
export function shopDocument(): ShopDocument {
  return structuredClone(SHOP);
}
