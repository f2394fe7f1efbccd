import type { ColumnType, Generated } from "kysely";
import type { ModelPrice } from "../domain/model-prices.ts";
import type { OutputChange } from "../domain/output-changes.ts";
import type { BatchBudget, BatchStatus } from "../domain/procedure-batch.ts";
import type { ProcedureError } from "../domain/procedure.ts";
import type { LastScheduledRun } from "../domain/procedure-schedule.ts";
import type { JsonObject } from "../lib/json.ts";

type Nullable<Value> = Value | null;

/** The columns of procedure_schedules. */
export interface ProcedureScheduleTable {
  id: string;
  livemode: boolean;
  agent_id: string;
  /** Null takes the version that is released when its time has come. */
  agent_version: Nullable<number>;
  cron: string;
  time_zone: string;
  input: ColumnType<JsonObject, string, string>;
  is_enabled: boolean;
  /** Null while it is off, or when no time is left to come. */
  next_run_at: Nullable<Date>;
  last_run: ColumnType<Nullable<LastScheduledRun>, Nullable<string> | undefined, Nullable<string>>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** The columns of procedure_batches. */
export interface ProcedureBatchTable {
  id: string;
  livemode: boolean;
  agent_id: string;
  agent_version: number;
  /** The version to compare with. */
  compare_version: Nullable<number>;
  has_effects: boolean;
  budget: ColumnType<Nullable<BatchBudget>, Nullable<string>, never>;
  concurrency: number;
  /** Of the two versions, as they were when it was begun. */
  price: ColumnType<Nullable<ModelPrice>, Nullable<string>, never>;
  compare_price: ColumnType<Nullable<ModelPrice>, Nullable<string>, never>;
  status: BatchStatus;
  error: ColumnType<Nullable<ProcedureError>, Nullable<string> | undefined, Nullable<string>>;
  created_at: Generated<Date>;
  ended_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
}

/** The columns of procedure_batch_items: one for each conversation of a batch. */
export interface ProcedureBatchItemTable {
  batch_id: string;
  conversation_id: string;
  /** That of the conversation, by which the results are sorted. */
  conversation_created_at: Date;
  procedure_id: Nullable<string>;
  /** The run of the version to compare with. */
  compared_id: Nullable<string>;
  is_done: Generated<boolean>;
  /** Null without two outputs. */
  changes: ColumnType<Nullable<OutputChange[]>, Nullable<string> | undefined, Nullable<string>>;
}
