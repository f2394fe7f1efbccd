/** The id of the source in every example. */
export const EXAMPLE_SOURCE = "oas_6Hd2Lm9Qx0B";

const CREATED_AT = "2025-06-19T09:30:00.000Z";
const URL = "https://shop.example.com/openapi.yaml";

const DOCUMENT = { openapi: "3.1.0", title: "Shop", version: "2.4.0" };

const OPERATION = {
  operation: "listOrders",
  method: "GET",
  path: "/orders",
  summary: "List orders",
  is_deprecated: false,
  name: "shop_listOrders",
  is_importable: true,
  reason: null,
  notes: [],
};

const UPLOAD = {
  operation: "POST /receipts",
  method: "POST",
  path: "/receipts",
  summary: null,
  is_deprecated: false,
  name: "shop_post_receipts",
  is_importable: false,
  reason: "Its body is multipart/form-data; tools send JSON and application/x-www-form-urlencoded.",
  notes: [],
};

const DRAFT = {
  name: "shop_listOrders",
  description: "List orders. Newest first.",
  method: "GET",
  url: "https://api.shop.example.com/v2/orders",
  input_schema: {
    type: "object",
    properties: { limit: { type: "integer", description: "How many at most.", maximum: 100 } },
    additionalProperties: false,
  },
  output_schema: { type: "array", items: { type: "object" } },
  request: {
    parameters: [{ argument: "limit", in: "query", name: "limit", style: "form", explode: true }],
    body: null,
  },
};

const SOURCE = {
  id: EXAMPLE_SOURCE,
  name: "Shop",
  url: URL,
  base_url: null,
  name_prefix: "shop_",
  headers: { Authorization: null },
  time_limit_sec: 15,
  ...DOCUMENT,
  tool_count: 1,
  created_at: CREATED_AT,
  updated_at: CREATED_AT,
};

/** Examples of the documents' objects that concern OpenAPI sources, by the name of their component. */
export const OPENAPI_SOURCE_EXAMPLES = {
  OpenApiPreview: { url: URL, name_prefix: "shop_" },
  NewOpenApiSource: {
    name: "Shop",
    url: URL,
    name_prefix: "shop_",
    headers: { Authorization: "Bearer 4f1c…" },
    operations: ["listOrders"],
  },
  OpenApiToolDraft: DRAFT,
  OpenApiContents: {
    ...DOCUMENT,
    problems: [],
    credentials: [{ in: "header", name: "Authorization", description: "Bearer …" }],
    operations: [
      { ...OPERATION, tool: DRAFT },
      { ...UPLOAD, tool: null },
    ],
  },
  OpenApiSourceItem: SOURCE,
  OpenApiSource: {
    ...SOURCE,
    tools: [{ operation: "listOrders", method: "GET", path: "/orders", name: "shop_listOrders" }],
  },
  OpenApiComparisonRequest: { document: null },
  OpenApiComparison: {
    ...DOCUMENT,
    version: "2.5.0",
    problems: [],
    operations: [
      {
        ...OPERATION,
        change: "changed",
        imported_as: "listOrders",
        differences: [
          {
            field: "input_schema.properties.limit.maximum",
            before: 100,
            after: 50,
            message: "input_schema.properties.limit.maximum: 100 → 50",
          },
        ],
        hand_changes: [{ field: "description", is_kept: true }],
      },
      { ...UPLOAD, change: "new", imported_as: null, differences: [], hand_changes: [] },
    ],
  },
  OpenApiImport: { operations: ["listOrders"] },
  OpenApiImportResult: {
    id: EXAMPLE_SOURCE,
    created: [],
    updated: [{ operation: "listOrders", name: "shop_listOrders", kept: ["description"], replaced: [] }],
    removed: [],
    skipped: [],
  },
};
