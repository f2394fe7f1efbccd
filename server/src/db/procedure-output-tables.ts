import type { ColumnType, Generated } from "kysely";
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
