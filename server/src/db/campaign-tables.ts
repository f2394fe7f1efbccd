import type { ColumnType, Generated } from "kysely";
import type {
  CampaignChannel,
  CampaignHours,
  CampaignPacing,
  CampaignProblem,
  CampaignRetries,
  CampaignStatus,
  Outcome,
  RowState,
  Tried,
} from "../domain/campaign.ts";

import type { JsonObject } from "../lib/json.ts";

type Nullable<Value> = Value | null;
type Json<Value> = ColumnType<Value, string, string>;
type NullableJson<Value> = ColumnType<Nullable<Value>, Nullable<string> | undefined, Nullable<string>>;

/** The columns of campaigns. */
export interface CampaignTable {
  id: string;
  livemode: boolean;
  name: string;
  /** As callers name it: `ca_…` for the version that is released when a conversation begins, or `ca_…@vN`. */
  agent_id: string;
  channel: Json<CampaignChannel>;
  hours: NullableJson<CampaignHours>;
  pacing: Json<CampaignPacing>;
  retries: Json<CampaignRetries>;
  status: CampaignStatus;
  /** Why the platform has paused it. */
  error: NullableJson<CampaignProblem>;
  /** When it was last looked for conversations whose end nobody told of. */
  swept_at: Generated<Date>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  started_at: ColumnType<Nullable<Date>, undefined, Date>;
  ended_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
}

/** The columns of campaigns' rows: whom to reach, and what became of it. */
export interface CampaignRowTable {
  campaign_id: string;
  /** From 1 on. */
  number: number;
  /** As it is dialled or written to; as it was given where that is no number or address. */
  address: string;
  context: Json<JsonObject>;
  external_id: Nullable<string>;
  time_zone: Nullable<string>;
  state: RowState;
  /** How its last conversation ended. */
  outcome: ColumnType<Nullable<Outcome>, undefined, Nullable<Outcome>>;
  reason: NullableJson<CampaignProblem>;
  attempts: Generated<number>;
  /** How many of its conversations ended how. */
  tried: ColumnType<Tried, string | undefined, string>;
  /** When it was to begin. */
  wanted_at: Generated<Date>;
  /** When it is looked at next: `wanted_at`, or the next opening of the hours after it. */
  due_at: Generated<Date>;
  /** Its last conversation; noted before that is begun. */
  conversation_id: ColumnType<Nullable<string>, undefined, Nullable<string>>;
  updated_at: Generated<Date>;
}

/** The columns of attempts: every conversation of a row, noted before it is begun. */
export interface CampaignAttemptTable {
  conversation_id: string;
  campaign_id: string;
  row_number: number;
  /** From 1 on. */
  attempt: number;
  reserved_at: Generated<Date>;
  /** When the conversation was seen to be there; null while that is not certain. */
  begun_at: ColumnType<Nullable<Date>, undefined, Date>;
  /** Whether the conversation has ended. */
  is_over: Generated<boolean>;
  outcome: ColumnType<Nullable<Outcome>, undefined, Outcome>;
  /** When the end was taken into account. */
  settled_at: ColumnType<Nullable<Date>, undefined, Date>;
}
