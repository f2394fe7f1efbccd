import type { ColumnType, Generated } from "kysely";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import type { Citations, ProcedureError, ProcedureStatus, ProcedureTrigger } from "../domain/procedure.ts";
import type { LogPayload } from "../domain/event-payloads.ts";
import type { JsonObject } from "../lib/json.ts";

type Nullable<Value> = Value | null;
type NullableJson<Value> = ColumnType<Nullable<Value>, Nullable<string> | undefined, Nullable<string>>;
/** The driver reads a bigint as text. */
type Count = ColumnType<string, number | undefined, number>;

/** The columns of procedures: one row for each run of a procedural agent. */
export interface ProcedureTable {
  id: string;
  livemode: boolean;
  agent_id: string;
  agent_version: number;
  /** What a draft said when the run was ordered; null for versions that cannot change. */
  config_snapshot: NullableJson<ProceduralAgentConfig>;
  /** The agent's name when the run was ordered. */
  name: string;
  conversation_id: Nullable<string>;
  /** The last event of the conversation's log that the run sees; null without a conversation. */
  up_to_sequence: Nullable<number>;
  trigger: ProcedureTrigger;
  /** No two runs have the same one, so that what orders a run can order it again. */
  trigger_key: Nullable<string>;
  batch_id: Nullable<string>;
  /** Whether it only shows what would come of it: it touches nothing and nobody is told. */
  is_trial: Generated<boolean>;
  input: NullableJson<JsonObject>;
  /** JSON text of any value; JSON's own null is `"null"` as text. */
  output: ColumnType<unknown, Nullable<string> | undefined, Nullable<string>>;
  summary: Nullable<string>;
  citations: NullableJson<Citations>;
  error: NullableJson<ProcedureError>;
  status: ColumnType<ProcedureStatus, ProcedureStatus | undefined, ProcedureStatus>;
  input_tokens: Count;
  output_tokens: Count;
  /** Grows with every process that takes the run on: nothing of an earlier one is stored. */
  fence: Generated<number>;
  created_at: Generated<Date>;
  started_at: Nullable<Date>;
  ended_at: Nullable<Date>;
  cancel_requested_at: Nullable<Date>;
}

/** The columns of the logs of runs. */
export interface ProcedureEventTable {
  procedure_id: string;
  sequence: number;
  id: string;
  created_at: Date;
  payload: ColumnType<LogPayload, string, string>;
}
