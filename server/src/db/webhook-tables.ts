import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type {
  DeliveryTarget,
  DeliveryType,
  WebhookDeliveryStatus,
  WebhookTrigger,
} from "../domain/webhook-delivery.ts";

type Nullable<Value> = Value | null;

/** The columns of jobs. */
export interface JobTable {
  kind: string;
  /** What the job is about; one job at a time for each. */
  subject: string;
  /** Of the jobs of one pool a process runs so many at once; empty for those without a limit of their own. */
  pool: Generated<string>;
  /** While the job runs: infinity, or when it is due again. */
  due_at: Date;
  /** The process that runs it; null when none does. */
  holder: Nullable<number>;
  /** How often in a row it broke. */
  failures: Generated<number>;
}

/** The columns of webhook_endpoints. */
export interface WebhookEndpointTable {
  id: string;
  url: string;
  description: string;
  types: string[];
  is_enabled: boolean;
  livemode: Nullable<boolean>;
  /** Sealed, as the next one is, at the place that `sealedPlace` says. */
  sealed_key: string;
  sealed_next_key: Nullable<string>;
  switches_at: Nullable<Date>;
  /** The place of the last delivery that was deleted for its age; from before it a feed has a gap. */
  forgotten_position: Generated<string>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** The columns of webhook_deliveries. */
export interface WebhookDeliveryTable {
  id: string;
  /** Its place among all deliveries; they become visible in this order. */
  position: GeneratedAlways<string>;
  /** Null for what goes where a procedure's configuration says. */
  endpoint_id: Nullable<string>;
  conversation_id: Nullable<string>;
  /** Null for what a procedure put out. */
  event_id: Nullable<string>;
  target: Generated<DeliveryTarget>;
  /** The run whose output it brings; null for an event. */
  procedure_id: ColumnType<Nullable<string>, Nullable<string> | undefined, never>;
  /** Where the run's configuration sends its output: an address, or a Slack channel; null for an event. */
  address: ColumnType<Nullable<string>, Nullable<string> | undefined, never>;
  type: DeliveryType;
  livemode: boolean;
  /** The exact body. */
  payload: string;
  status: WebhookDeliveryStatus;
  attempts: Generated<number>;
  /** Failed attempts since it began, or was last begun anew by a replay. */
  failures: Generated<number>;
  /** What its next attempt will be due to. */
  next_trigger: Generated<WebhookTrigger>;
  next_attempt_at: Nullable<Date>;
  /** Why the last attempt failed; null when there was none or it did not. */
  last_error: Nullable<string>;
  created_at: Date;
  settled_at: Nullable<Date>;
}

/** The columns of webhook_attempts. */
export interface WebhookAttemptTable {
  delivery_id: string;
  number: number;
  endpoint_id: Nullable<string>;
  trigger: WebhookTrigger;
  at: Date;
  duration_ms: number;
  request_url: string;
  request_headers: ColumnType<Record<string, string>, string, string>;
  response_status: Nullable<number>;
  response_headers: ColumnType<Nullable<Record<string, string>>, Nullable<string>, Nullable<string>>;
  response_body: Nullable<string>;
  /** Why it failed; null when it did not. */
  error: Nullable<string>;
}
