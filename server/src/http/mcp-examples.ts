/** The ids and names in every example. */
export const EXAMPLE_MCP = { server: "mcp_6Rt2Wq9Zk4D", name: "crm", tool: "find_customer" };

const CREATED_AT = "2025-06-19T09:30:00.000Z";
const TRANSPORT = { type: "http", url: "https://crm.example.com/mcp", headers: { Authorization: null } };
const USER = { id: "ca_7Yd2Kp0QxLm", name: "Appointments", version_id: "ca_7Yd2Kp0QxLm@v0" };

const TOOL = {
  name: EXAMPLE_MCP.tool,
  full_name: `${EXAMPLE_MCP.name}/${EXAMPLE_MCP.tool}`,
  description: "Finds a customer by phone number or e-mail address.",
  input_schema: {
    type: "object",
    properties: { phone_no: { type: "string" }, email: { type: "string", format: "email" } },
  },
  output_schema: null,
  annotations: { title: "Find customer", read_only: true, destructive: null, idempotent: null, open_world: false },
  time_limit_sec: null,
  runs_in_background: false,
  on_interrupt: "finish",
  is_enabled: true,
  is_available: true,
  used_by: [USER],
};

const SERVER = {
  id: EXAMPLE_MCP.server,
  name: EXAMPLE_MCP.name,
  transport: TRANSPORT,
  time_limit_sec: 15,
  is_enabled: true,
  disabled_tools: ["delete_customer"],
  status: "ready",
  error: null,
  server_info: { name: "crm-mcp", version: "2.4.0", protocol_version: "2025-06-18" },
  problems: [
    { tool: "export_all", message: "It can only be run as a task of the protocol, which is not spoken here." },
  ],
  tool_count: 1,
  checked_at: CREATED_AT,
  synced_at: CREATED_AT,
  created_at: CREATED_AT,
  updated_at: CREATED_AT,
};

/** Examples of the documents' objects that concern MCP servers, by the name of their component. */
export const MCP_EXAMPLES = {
  McpTransport: TRANSPORT,
  NewMcpTransport: { ...TRANSPORT, headers: { Authorization: "Bearer k3Vq8Zt1Ln5Rw0Xb" } },
  McpTool: TOOL,
  McpToolChange: { time_limit_sec: 30, runs_in_background: true },
  McpServer: SERVER,
  McpServerWithTools: { ...SERVER, tools: [TOOL] },
  NewMcpServer: {
    name: EXAMPLE_MCP.name,
    transport: { ...TRANSPORT, headers: { Authorization: "Bearer k3Vq8Zt1Ln5Rw0Xb" } },
  },
  McpServerReplacement: { name: EXAMPLE_MCP.name, transport: TRANSPORT, time_limit_sec: 30 },
  McpServerChange: { disabled_tools: ["delete_customer"] },
  McpToolTrialResult: {
    outcome: { status: "succeeded", result: { customer_id: 4711, name: "Ada Lovelace" }, error: null },
    output_problems: [],
    duration_ms: 84,
  },
  McpSync: { status: "ready", error: null, added: [EXAMPLE_MCP.tool], changed: [], removed: [], problems: [] },
};
