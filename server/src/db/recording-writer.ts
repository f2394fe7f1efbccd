import pg from "pg";
import { openPool } from "./database.ts";

/** A recording that is to be begun, or gone on with. */
export interface RecordingStart {
  conversationId: string;
  sampleRateHz: number;
  retentionDays: number;
  /** For how long its writer has been writing, in ms. */
  age: number;
}

/** What lets a writer write: it holds until another one begins to write the same recording. */
export interface RecordingLease {
  conversationId: string;
  writer: number;
}

/** What a recording has so far, as its next writer finds it. */
export interface BegunRecording extends RecordingLease {
  /** From the start of the recording to when this writer began, in ms, by the database's clock. */
  elapsed: number;
  /** Up to where there is audio already. */
  duration: number;
}

/** A piece of a recording; voices in G.711 μ-law, null for silence. */
export interface RecordingChunk {
  offset: number;
  duration: number;
  sampleRateHz: number;
  user: Uint8Array | null;
  agent: Uint8Array | null;
}

/** Two, so that one slow piece does not keep all others waiting. */
const CONNECTIONS = 2;
/** A database that takes longer does not answer; what was asked is asked again. */
const ANSWER_WITHIN = 10_000;
const FOREIGN_KEY_VIOLATION = "23503";

const BEGIN = `
insert into recordings (conversation_id, sample_rate_hz, started_at, retention_days, expires_at)
values ($1, $2, now() - $3::float8 * interval '1 millisecond', $4, now() + ($4 + 1) * interval '1 day')
on conflict (conversation_id) do update set writer = recordings.writer + 1, ended_at = null,
  retention_days = excluded.retention_days, expires_at = excluded.expires_at
  where recordings.deleted_at is null
returning writer, duration_ms as duration,
  extract(epoch from now() - started_at)::float8 * 1000 - $3::float8 as elapsed`;

// The row is changed with every piece, so that a writer and whoever takes over from it wait for each other.
const APPEND = `
with mine as (
  update recordings set duration_ms = greatest(duration_ms, $3::integer + $4::integer)
  where conversation_id = $1 and writer = $2 and deleted_at is null
  returning conversation_id
), stored as (
  insert into recording_chunks (conversation_id, offset_ms, duration_ms, sample_rate_hz, user_audio, agent_audio)
  select conversation_id, $3, $4, $5, $6, $7 from mine
  on conflict (conversation_id, offset_ms) do nothing
)
select set_config('synchronous_commit', 'off', true) from mine`;

const END = `
update recordings set ended_at = now(), duration_ms = greatest(duration_ms, $3::integer),
  expires_at = now() + retention_days * interval '1 day'
where conversation_id = $1 and writer = $2 and deleted_at is null`;

/**
 * Writes recordings, over connections of its own, so that audio takes none from conversations. Whoever writes a recording
 * holds it until another begins to: what the former still writes is left out. A commit is not waited for by the disk: a
 * crash of the database itself may lose the last second. Everything rejects while the database is away, and may be asked
 * again.
 */
export class RecordingWriter {
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.#pool = openPool(databaseUrl, { connections: CONNECTIONS });
  }

  /** Begins a recording, or takes it over. Returns null where there may be none: it, or its conversation, was deleted. */
  async begin({ conversationId, sampleRateHz, age, retentionDays }: RecordingStart): Promise<BegunRecording | null> {
    try {
      const values = [conversationId, sampleRateHz, age, retentionDays];
      const { rows } = await this.#query<Omit<BegunRecording, "conversationId">>("begin_recording", BEGIN, values);
      return rows[0] ? { conversationId, ...rows[0] } : null;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === FOREIGN_KEY_VIOLATION) return null;
      throw error;
    }
  }

  /** Stores a piece; one that is there already is left as it is. Returns false when the recording is held no longer. */
  async append({ conversationId, writer }: RecordingLease, chunk: RecordingChunk): Promise<boolean> {
    const { offset, duration, sampleRateHz, user, agent } = chunk;
    const values = [conversationId, writer, offset, duration, sampleRateHz, user, agent];
    const { rowCount } = await this.#query("append_recording", APPEND, values);
    return rowCount === 1;
  }

  /** Notes that a recording is over after `duration`: it is kept from now on for as long as was said. */
  async end({ conversationId, writer }: RecordingLease, duration: number): Promise<void> {
    await this.#query("end_recording", END, [conversationId, writer, duration]);
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#pool.end();
  }

  #query<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<pg.QueryResult<Row>> {
    // The driver knows the time limit of a query; its types do not.
    const query: pg.QueryConfig & { query_timeout: number } = { name, text, values, query_timeout: ANSWER_WITHIN };
    return this.#pool.query<Row>(query);
  }
}
