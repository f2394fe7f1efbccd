import type { ColumnType, Generated } from "kysely";
import type { FollowUpChannel, FollowUpStatus } from "../domain/follow-up.ts";

type Nullable<Value> = Value | null;

/** The columns of follow_ups. */
export interface FollowUpTable {
  id: string;
  livemode: boolean;
  agent_id: string;
  /** The version that is to see to it; null takes the released one at that time. */
  agent_version: Nullable<number>;
  /** The conversation in which it was agreed; null when nobody named one. */
  conversation_id: Nullable<string>;
  customer_id: Nullable<string>;
  /** The tool call that ordered it; null when the API did. */
  call_id: Nullable<string>;
  note: string;
  channel: FollowUpChannel;
  due_at: Date;
  status: FollowUpStatus;
  /** When it was begun to be seen to: from then on it can no longer be cancelled. */
  taken_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
  /** The conversation in which it is seen to; reserved before that one is there. */
  done_in: ColumnType<Nullable<string>, undefined, Nullable<string>>;
  error: ColumnType<Nullable<{ code: string; message: string }>, undefined, Nullable<string>>;
  created_at: Generated<Date>;
  settled_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
}
