import type { ColumnType, Generated } from "kysely";
import type { AgentConfig } from "../domain/agent-config.ts";
import type { CustomerDeletion } from "../domain/customer-removal.ts";
import type { ChannelType, ConversationStatus } from "../domain/conversation.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { Scope } from "../domain/scope.ts";
import type { Tool } from "../domain/tool.ts";
import type { RequestMapping } from "../domain/tool-request.ts";
import type { JsonObject } from "../lib/json.ts";
import type { DemoLinkTable, DemoVisitTable } from "./demo-link-tables.ts";
import type { MailboxTable } from "./mailbox-tables.ts";
import type {
  InvitationTable,
  MemberSessionTable,
  MemberTable,
  OrganizationTable,
  SignInTryTable,
} from "./member-tables.ts";
import type { CampaignAttemptTable, CampaignRowTable, CampaignTable } from "./campaign-tables.ts";
import type { FollowUpTable } from "./follow-up-tables.ts";
import type {
  ProcedureBatchItemTable,
  ProcedureBatchTable,
  ProcedureScheduleTable,
} from "./procedure-output-tables.ts";
import type { ProcedureEventTable, ProcedureTable } from "./procedure-tables.ts";
import type { RecordingChunkTable, RecordingTable } from "./recording-tables.ts";
import type { MessageTable, OptOutTable, PhoneNumberTable } from "./message-tables.ts";
import type { CallArrivalTable, DoNotCallTable, PhoneCallTable } from "./phone-tables.ts";
import type { McpServerTable, McpToolTable } from "./mcp-tables.ts";
import type { JobTable, WebhookAttemptTable, WebhookDeliveryTable, WebhookEndpointTable } from "./webhook-tables.ts";
import type { ActivityKind } from "../domain/log.ts";
import type { Activity, Actor } from "../ports/activity-log.ts";
import type { TransferTable } from "./transfer-tables.ts";

/** JSON that is written as text and read as the value: the driver would take an array for one of PostgreSQL's own. */
type Json<Value> = ColumnType<Value, string, string>;
type Nullable<Value> = Value | null;

/** Every table, as Kysely is to know it. Columns with a default may be left out of an insert. */
export interface Schema {
  settings: SettingTable;
  nodes: { id: Generated<number>; url: string; started_at: Generated<Date> };
  api_keys: ApiKeyTable;
  former_api_keys: { hash: string; api_key_id: string; expires_at: Date };
  sign_in_links: { hash: string; expires_at: Date };
  organization: OrganizationTable;
  members: MemberTable;
  member_sessions: MemberSessionTable;
  invitations: InvitationTable;
  sign_in_tries: SignInTryTable;
  idempotency_keys: IdempotencyKeyTable;
  test_addresses: { id: string; address: string; name: Nullable<string>; created_at: Generated<Date> };
  agents: { id: string; livemode: boolean; created_at: Generated<Date>; deleted_at: Nullable<Date> };
  agent_versions: AgentVersionTable;
  tools: ToolTable;
  customers: CustomerTable;
  merged_customers: MergedCustomerTable;
  conversations: ConversationTable;
  events: EventTable;
  messages: MessageTable;
  mailboxes: MailboxTable;
  follow_ups: FollowUpTable;
  procedures: ProcedureTable;
  procedure_events: ProcedureEventTable;
  phone_numbers: PhoneNumberTable;
  transfers: TransferTable;
  demo_links: DemoLinkTable;
  demo_visits: DemoVisitTable;
  opt_outs: OptOutTable;
  phone_calls: PhoneCallTable;
  call_arrivals: CallArrivalTable;
  do_not_call: DoNotCallTable;
  tool_calls: ToolCallTable;
  openapi_sources: OpenApiSourceTable;
  openapi_operations: OpenApiOperationTable;
  logs: LogTable;
  mcp_servers: McpServerTable;
  mcp_tools: McpToolTable;
  jobs: JobTable;
  webhook_endpoints: WebhookEndpointTable;
  webhook_deliveries: WebhookDeliveryTable;
  webhook_attempts: WebhookAttemptTable;
  procedure_schedules: ProcedureScheduleTable;
  procedure_batches: ProcedureBatchTable;
  procedure_batch_items: ProcedureBatchItemTable;
  campaigns: CampaignTable;
  campaign_rows: CampaignRowTable;
  campaign_attempts: CampaignAttemptTable;
  recordings: RecordingTable;
  recording_chunks: RecordingChunkTable;
}

/** Of `value` and `sealed_value` one is there. */
interface SettingTable {
  name: string;
  value: ColumnType<unknown, Nullable<string> | undefined, Nullable<string>>;
  sealed_value: ColumnType<Nullable<string>, Nullable<string> | undefined, Nullable<string>>;
}

interface ApiKeyTable {
  id: string;
  hash: string;
  hint: string;
  name: string;
  livemode: boolean;
  created_at: Generated<Date>;
  revoked_at: Nullable<Date>;
  scopes: ColumnType<Nullable<Scope[]>, Nullable<string>, Nullable<string>>;
  last_used_at: ColumnType<Nullable<Date>, undefined, Date>;
}

interface IdempotencyKeyTable {
  api_key_id: string;
  key: string;
  request_hash: string;
  status: Nullable<number>;
  sealed_body: Nullable<string>;
  /** The `ETag` of the answer. */
  etag: ColumnType<Nullable<string>, undefined, Nullable<string>>;
  /** The ids of the conversations and customers that the request and its answer name. */
  mentions: ColumnType<Nullable<string[]>, string[], string[]>;
  created_at: Generated<Date>;
}

interface AgentVersionTable {
  agent_id: string;
  version: number;
  status: "draft" | "released" | "archived";
  name: string;
  description: string;
  config: Json<AgentConfig>;
  postprocess_agents: Json<string[]>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface ToolTable {
  name: string;
  type: Generated<Tool["type"]>;
  description: string;
  method: Tool["method"];
  url: Nullable<string>;
  input_schema: Json<JsonObject>;
  output_schema: ColumnType<Nullable<JsonObject>, Nullable<string> | undefined, Nullable<string>>;
  /** The names of the headers, whose values lie in `sealed_headers`. */
  header_names: ColumnType<string[], string | undefined, string>;
  /** The headers as JSON text, sealed at the place `tools/<name>/headers`; null without any. */
  sealed_headers: Nullable<string>;
  /** In ms. */
  time_limit: Generated<number>;
  runs_in_background: Generated<boolean>;
  on_interrupt: Generated<Tool["on_interrupt"]>;
  request: ColumnType<Nullable<RequestMapping>, Nullable<string> | undefined, Nullable<string>>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface CustomerTable {
  id: string;
  livemode: boolean;
  name: Nullable<string>;
  phone_no: Nullable<string>;
  email: Nullable<string>;
  external_id: Nullable<string>;
  salesforce_lead_id: Nullable<string>;
  salesforce_contact_id: Nullable<string>;
  zendesk_user_id: Nullable<string>;
  preferred_language: Nullable<string>;
  /** An IANA name such as `Europe/Zurich`. */
  time_zone: Nullable<string>;
  extra: ColumnType<Nullable<JsonObject>, Nullable<string>, Nullable<string>>;
  /** What was removed so far of somebody who is being deleted; null of everybody else. */
  deletion: ColumnType<Nullable<CustomerDeletion>, Nullable<string> | undefined, Nullable<string>>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface MergedCustomerTable {
  id: string;
  /** Who they are now. */
  customer_id: string;
  livemode: boolean;
  external_id: Nullable<string>;
  phone_no: Nullable<string>;
  email: Nullable<string>;
  merged_at: Generated<Date>;
}

interface ConversationTable {
  id: string;
  agent_id: string;
  agent_version: number;
  config_snapshot: ColumnType<Nullable<AgentConfig>, Nullable<string>, Nullable<string>>;
  override_config: ColumnType<Nullable<JsonObject>, Nullable<string>, Nullable<string>>;
  customer_id: Nullable<string>;
  channel: Json<{ type: ChannelType } & JsonObject>;
  channel_type: ChannelType;
  livemode: boolean;
  direction: "inbound" | "outbound";
  status: ConversationStatus;
  failure_reason: ColumnType<Nullable<{ code: string; message: string }>, Nullable<string>, Nullable<string>>;
  context: Json<JsonObject>;
  custom_fields: ColumnType<JsonObject, string | undefined, string>;
  sentiment: Nullable<"positive" | "neutral" | "negative">;
  summary: Nullable<string>;
  created_at: Date;
  started_at: Nullable<Date>;
  completed_at: Nullable<Date>;
  token_generation: Generated<number>;
  token_expires_at: Date;
  holder: Nullable<number>;
  fence: Generated<number>;
  /** When it is to begin by itself; null for one that begins when somebody joins or writes. */
  scheduled_at: Nullable<Date>;
  /** The conversation that it goes on with. */
  continues: Nullable<string>;
  /** What a carrier's messages find it by while it is open; no two open ones of a mode share it. */
  thread: Nullable<string>;
  /** The campaign that it is part of. */
  campaign_id: ColumnType<Nullable<string>, Nullable<string> | undefined, never>;
  /** How many messages of the user it takes; null for any number. */
  message_limit: ColumnType<Nullable<number>, Nullable<number> | undefined, never>;
}

interface EventTable {
  conversation_id: string;
  sequence: number;
  id: string;
  created_at: Date;
  payload: Json<ServerPayload>;
}

interface ToolCallTable {
  call_id: string;
  /** Of a run without a conversation null. */
  conversation_id: Nullable<string>;
  /** The run in which it was made; null for one of the conversation itself. */
  procedure_id: ColumnType<Nullable<string>, Nullable<string> | undefined, Nullable<string>>;
  /** Who carries the tool out; null where that was not noted. */
  ns: Nullable<string>;
  name: string;
  arguments: string;
  provider_data: ColumnType<unknown, Nullable<string>, Nullable<string>>;
  status: "started" | "succeeded" | "failed" | "unknown";
  created_at: Generated<Date>;
  settled_at: Nullable<Date>;
}

interface LogTable {
  position: Generated<string>;
  at: Date;
  kind: ActivityKind;
  outcome: Activity["outcome"];
  livemode: Nullable<boolean>;
  request_id: Nullable<string>;
  conversation_id: Nullable<string>;
  actor_type: Actor["type"];
  actor_id: Nullable<string>;
  actor_name: Nullable<string>;
  summary: string;
  duration: Nullable<number>;
  details: Json<JsonObject>;
}

interface OpenApiSourceTable {
  id: string;
  name: string;
  /** Where the document is fetched; null when it was sent. */
  url: Nullable<string>;
  base_url: Nullable<string>;
  name_prefix: string;
  /** The names of the headers, whose values lie in `sealed_headers`. */
  header_names: ColumnType<string[], string | undefined, string>;
  /** The headers as JSON text, sealed at the place `openapi_sources/<id>/headers`; null without any. */
  sealed_headers: Nullable<string>;
  /** That of new tools, in ms. */
  time_limit: number;
  openapi: string;
  title: string;
  version: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface OpenApiOperationTable {
  source_id: string;
  operation: string;
  method: string;
  path: string;
  tool_name: string;
  /** The tool as the document described it when it was imported. */
  draft: Json<JsonObject>;
}
