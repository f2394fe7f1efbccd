import { CUSTOMER_EXAMPLES } from "./customer-examples.ts";
import { DEMO_LINK_EXAMPLES } from "./demo-link-examples.ts";
import { FOLLOW_UP_EXAMPLES } from "./follow-up-examples.ts";
import { MCP_EXAMPLES } from "./mcp-examples.ts";
import { PROCEDURAL_AGENT_EXAMPLES, PROCEDURAL_AGENT_ID } from "./procedural-agent-examples.ts";
import { MESSAGE_EXAMPLES } from "./message-examples.ts";
import { TRANSFER_EXAMPLES } from "./transfer-examples.ts";
import { OPENAPI_SOURCE_EXAMPLES } from "./openapi-source-examples.ts";
import { TOOL_EXAMPLES } from "./tool-examples.ts";
import { PHONE_EXAMPLES } from "./phone-examples.ts";
import { VOICE_EXAMPLES } from "./voice-schemas.ts";
import { agentConfigSchema } from "../domain/agent-config.ts";
import { standardWebhooksSecret } from "../lib/signature.ts";

/** Ids that examples share. */
export const EXAMPLE_IDS = {
  agent: "ca_7Yd2Kp0QxLm",
  proceduralAgent: PROCEDURAL_AGENT_ID,
  conversation: "conv_3fTz9Wb1RcA",
};
const AGENT_ID = EXAMPLE_IDS.agent;
const CONVERSATION_ID = EXAMPLE_IDS.conversation;
const CREATED_AT = "2025-06-19T09:30:00.000Z";
const HOST = "operator.example.com";

const CONFIG = {
  personas: [{ name: "Robin" }],
  runtime: {
    model: "openai/gpt-4o",
    prompt: { type: "fixed", text: "You take appointments for $shop. Greet the customer and ask how you can help." },
    variables: [{ name: "shop", default_value: "Clip & Comb" }],
  },
  tool: { tools: [{ ns: "syscall", name: "end_conversation" }] },
};

/** What the configuration above comes to, with every default. */
const AGENT_CONFIG = agentConfigSchema.parse(CONFIG);

/** A new token, as answered. */
export const EXAMPLE_TOKEN = {
  token: "ot_Jx1c9oVb0mB2n3Q4r5S6t7U8v9W0x1Y2z3A4b5C6d7E",
  expires_at: "2025-06-19T12:30:00.000Z",
};

const CHANNEL = {
  type: "chat_realtime",
  token: EXAMPLE_TOKEN.token,
  session_url: `wss://${HOST}/conversations/${CONVERSATION_ID}/session`,
  events_url: `https://${HOST}/conversations/${CONVERSATION_ID}/events`,
};

const AGENT = { name: "Appointments", description: "Books and cancels appointments." };
const VERSION = { version_id: `${AGENT_ID}@v0`, ...AGENT, version_status: "released" };
const TIMES = { created_at: CREATED_AT, updated_at: CREATED_AT };

const API_KEY = {
  id: "key_6Hb3Nq9Zt2W",
  name: "Web shop",
  livemode: true,
  scopes: ["conversations:write"],
  hint: "op_prod_…0Pg2",
  created_at: CREATED_AT,
  last_used_at: null,
  revoked_at: null,
  former_expires_at: null,
};

const SIGNING_KEY = {
  key: "op_sign_d1Fw6Yq8Mz3Kc5Xv7Bt9Hn2Lp4Rs0Gj",
  standard_webhooks_secret: standardWebhooksSecret("op_sign_d1Fw6Yq8Mz3Kc5Xv7Bt9Hn2Lp4Rs0Gj"),
  created_at: CREATED_AT,
};

const CONVERSATION_ITEM = {
  id: CONVERSATION_ID,
  agent_id: `${AGENT_ID}@v0`,
  customer_id: "cus_2Bv8Xn5Ht1J",
  channel_type: "chat_realtime",
  livemode: true,
  created_at: CREATED_AT,
  scheduled_at: null,
  started_at: "2025-06-19T09:30:01.250Z",
  completed_at: "2025-06-19T09:31:33.650Z",
  direction: "inbound",
  status: "completed",
  failure_reason: null,
  custom_fields: { intent: "booking" },
  duration_sec: 92.4,
  sentiment: null,
  campaign_id: null,
};

const QUEUED = {
  ...CONVERSATION_ITEM,
  channel_type: "chat_async",
  direction: "outbound",
  status: "queued",
  scheduled_at: "2025-06-23T07:00:00.000Z",
  started_at: null,
  completed_at: null,
  custom_fields: {},
  duration_sec: null,
};

/** Examples of the documents' objects, by the name of their component. */
export const OBJECT_EXAMPLES: Record<string, object> = {
  AgentConfig: AGENT_CONFIG,
  AgentConfigInput: CONFIG,
  NewConversationalAgent: { ...AGENT, config: CONFIG },
  ConversationalAgent: {
    id: AGENT_ID,
    ...VERSION,
    is_released: true,
    config: AGENT_CONFIG,
    postprocess_agents: [],
  },
  ConversationalAgentItem: { id: AGENT_ID, ...VERSION, ...TIMES },
  ConversationalAgentVersion: { ...VERSION, ...TIMES },
  ConversationalAgentChange: { description: "Books, moves and cancels appointments." },
  ConversationalAgentVersionId: { id: AGENT_ID, version_id: `${AGENT_ID}@v0` },
  NewConversation: {
    agent_id: AGENT_ID,
    channel: { type: "chat_realtime" },
    context: { $customer: { name: "Kim", email: "kim@example.com" }, $variables: { shop: "Clip & Comb, Main Street" } },
  },
  ConversationChange: { scheduled_at: "2025-06-23T09:00:00+02:00", context: { $variables: { shop: "Clip & Comb" } } },
  CreatedConversation: { id: CONVERSATION_ID, channel: CHANNEL },
  Conversation: { ...CONVERSATION_ITEM, channel: CHANNEL, override_config: null, summary: null },
  ConversationItem: CONVERSATION_ITEM,
  ChangedConversation: { ...QUEUED, channel: CHANNEL, override_config: null, summary: null },
  Channel: CHANNEL,
  NewChannel: { type: "chat_realtime" },
  Context: {
    $customer: { external_id: "4711", name: "Kim" },
    $variables: { shop: "Clip & Comb" },
    loyalty_card: "gold",
  },
  Activity: {
    id: "log_000000004Rt",
    at: "2025-06-19T09:30:04.812Z",
    kind: "tool_call",
    outcome: "succeeded",
    livemode: true,
    request_id: "req_5Nq8Vd2Xw0K",
    conversation_id: CONVERSATION_ID,
    actor: { type: "agent", id: `${AGENT_ID}@v0`, name: AGENT.name },
    summary: "book_appointment",
    duration_ms: 184.2,
    details: { call_id: "call_8Yt2Lm5Qx0P", name: "book_appointment", ns: "api", arguments: { name: "[personal]" } },
  },
  Installation: {
    version: "0.1.0",
    api_versions: ["2025-06-19"],
    node_version: "v20.20.2",
    time: "2025-06-19T09:30:00.000Z",
    public_url: "https://agents.example.com",
    is_public_url_set: true,
    database: { kind: "own", version: "16.4", pending_migrations: [], processes: 2, problem: null },
    master_key: { kept_in: "environment", file_mode: null },
    disk_free_bytes: 48_318_382_080,
    open_file_limit: 65_536,
    parts: [
      {
        kind: "model_vendor",
        name: "openai",
        is_configured: false,
        how_to_configure: "Set OPENAI_API_KEY, and OPENAI_BASE_URL to use another address than the vendor's own.",
      },
    ],
  },
  AddedContext: { context: { loyalty_card: "gold" } },
  ApiKey: API_KEY,
  ShownApiKey: { ...API_KEY, secret: "op_prod_c8Vn2Kx7Tq4Wd9Lz1Rb5Hm3Yf6Js0Pg2" },
  NewApiKey: { name: "Web shop", livemode: true, scopes: ["conversations:write"] },
  ApiKeyChange: { name: "Web shop, new site" },
  Rotation: { overlap_seconds: 3600 },
  ShownSigningKey: SIGNING_KEY,
  SigningKey: { current: SIGNING_KEY, next: null, switches_at: null },
  NewTestAddress: { address: "+14155550123", name: "Kim's telephone" },
  TestAddress: { id: "tadr_5Tn8Wd2Kx0Q", address: "+14155550123", name: "Kim's telephone", created_at: CREATED_AT },
  NewMailbox: { address: "help@example.com", agent_id: AGENT_ID, name: "Clip & Comb" },
  MailboxChange: { name: "Clip & Comb, Main Street" },
  Mailbox: {
    id: "mbx_4Qz8Lw1Nc7T",
    address: "help@example.com",
    name: "Clip & Comb",
    agent_id: AGENT_ID,
    livemode: true,
    ...TIMES,
  },
  ...PROCEDURAL_AGENT_EXAMPLES,
  ...CUSTOMER_EXAMPLES,
  ...FOLLOW_UP_EXAMPLES,
  ...TOOL_EXAMPLES,
  ...MESSAGE_EXAMPLES,
  ...TRANSFER_EXAMPLES,
  ...DEMO_LINK_EXAMPLES,
  ...MCP_EXAMPLES,
  ...OPENAPI_SOURCE_EXAMPLES,
  ...VOICE_EXAMPLES,
  ...PHONE_EXAMPLES,
  SignIn: { code: "k3Vq8Zt1Ln5Rw0Xb7Ys2Dc9Ha4Jm6Pf" },
  Error: {
    error: {
      type: "invalid_request",
      code: "missing_field",
      message: "config.runtime.prompt.text is required.",
      param: "config.runtime.prompt.text",
      request_id: "req_5Nq8Vd2Xw0K",
    },
  },
  Warning: {
    param: "config.runtime.modle",
    message: "This field is not known here and has no effect. Did you mean model?",
  },
};
