/** The name of the tool in every example. */
export const EXAMPLE_TOOL = "book_appointment";

const CREATED_AT = "2025-06-19T09:30:00.000Z";

const TOOL = {
  name: EXAMPLE_TOOL,
  description: "Books an appointment and returns its confirmation code, which the customer must be told.",
  method: "POST",
  url: "https://api.example.com/shops/{shop}/appointments",
  input_schema: {
    type: "object",
    properties: { shop: { type: "string" }, day: { type: "string", format: "date" }, time: { type: "string" } },
    required: ["shop", "day", "time"],
  },
};
const TOOL_REQUEST = {
  parameters: [{ argument: "shop", in: "path", name: "shop", style: "simple", explode: false }],
  body: { type: "json", argument: null },
};
const TOOL_SCHEMA = { type: "object", properties: { confirmation_code: { type: "string" } } };
const TOOL_CALL_ID = "call_9Ws2Ld6Qy3F";

/** Examples of the documents' objects that concern tools, by the name of their component. */
export const TOOL_EXAMPLES = {
  Tool: {
    type: "http",
    ...TOOL,
    output_schema: TOOL_SCHEMA,
    headers: { Authorization: null },
    time_limit_sec: 15,
    runs_in_background: false,
    on_interrupt: "finish",
    request: TOOL_REQUEST,
    used_by: [{ id: "ca_7Yd2Kp0QxLm", name: "Appointments", version_id: "ca_7Yd2Kp0QxLm@v0" }],
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
  },
  NewTool: { ...TOOL, headers: { Authorization: "Bearer 4f1c…" } },
  ToolReplacement: { ...TOOL, headers: { Authorization: null }, time_limit_sec: 10 },
  ToolChange: { description: "Books an appointment, today or later.", headers: { Authorization: null } },
  ToolRequest: TOOL_REQUEST,
  ToolRequestInput: TOOL_REQUEST,
  ToolTrial: { arguments: { shop: "main-street", day: "2025-06-20", time: "14:00" } },
  ToolTrialResult: {
    request: {
      url: "https://api.example.com/shops/main-street/appointments",
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        authorization: "[secret]",
        "X-Timestamp": "1750325400",
        "X-Idempotency-Key": TOOL_CALL_ID,
        "X-Signature": "5f0a1d0c8f0e4c54f31b9bb0a5b4c0a3b8d2c6f7e1a9d3b4c5e6f708192a3b4c",
        "webhook-id": TOOL_CALL_ID,
        "webhook-timestamp": "1750325400",
        "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
      },
      body: '{"day":"2025-06-20","time":"14:00"}',
    },
    response: {
      status: 200,
      headers: { "content-type": "application/json" },
      body: '{"confirmation_code":"K7Q2"}',
      duration_ms: 84,
    },
    outcome: { status: "succeeded", result: { confirmation_code: "K7Q2" }, error: null },
    output_problems: [],
  },
  ToolCall: {
    call_id: TOOL_CALL_ID,
    conversation_id: "conv_3fTz9Wb1RcA",
    procedure_id: null,
    ns: "api",
    name: EXAMPLE_TOOL,
    arguments: '{"shop":"main-street","day":"2025-06-20","time":"14:00"}',
    status: "succeeded",
    created_at: CREATED_AT,
    settled_at: CREATED_AT,
  },
};
