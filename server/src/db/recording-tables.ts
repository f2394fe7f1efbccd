import type { ColumnType, Generated } from "kysely";

type Nullable<Value> = Value | null;

/** The columns of recordings. */
export interface RecordingTable {
  conversation_id: string;
  /** The rate at which it is given out: that of the voices with which it began. */
  sample_rate_hz: number;
  /** Counts those who wrote it one after the other; only the latest may go on. */
  writer: Generated<number>;
  started_at: Date;
  /** Null while it goes on, and when its last writer died. */
  ended_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
  /** From the start to the end of the last piece. */
  duration_ms: Generated<number>;
  retention_days: number;
  expires_at: Date;
  /** When somebody deleted it: its audio is gone, and nothing more is written. */
  deleted_at: ColumnType<Nullable<Date>, undefined, Nullable<Date>>;
}

/** The columns of recording_chunks: one piece each. What lies between two pieces is silence. */
export interface RecordingChunkTable {
  conversation_id: string;
  /** Where it begins, from the start of the recording. */
  offset_ms: number;
  duration_ms: number;
  sample_rate_hz: number;
  /** G.711 μ-law, a byte a sample; null for silence. */
  user_audio: Nullable<Buffer>;
  agent_audio: Nullable<Buffer>;
}
