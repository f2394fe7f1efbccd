import { sql } from "kysely";
import type { Database } from "./database.ts";

/** A recording that can be listened to. */
export interface RecordingRow {
  conversation_id: string;
  sample_rate_hz: number;
  duration_ms: number;
}

/** A piece of a recording as it is read. */
export interface RecordingChunkRow {
  offset_ms: number;
  duration_ms: number;
  sample_rate_hz: number;
  user_audio: Buffer | null;
  agent_audio: Buffer | null;
}

/** Pieces are at most so long, in ms: what is written later relies on nothing but this. */
export const LONGEST_CHUNK = 5_000;

/** Finds the recording of a conversation: undefined where there is none, it has expired, or nothing was heard yet. */
export async function findRecording(database: Database, conversationId: string): Promise<RecordingRow | undefined> {
  return database
    .selectFrom("recordings")
    .select(["conversation_id", "sample_rate_hz", "duration_ms"])
    .where("conversation_id", "=", conversationId)
    .where("duration_ms", ">", 0)
    .where("deleted_at", "is", null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
}

/**
 * Reads the piece of a recording that lies at `from`, or else the next, unless that begins at `before` or later. Null
 * when there is silence up to there; undefined when the recording is there no more.
 */
export async function readRecordingChunk(
  database: Database,
  conversationId: string,
  { from, before }: { from: number; before: number },
): Promise<RecordingChunkRow | null | undefined> {
  const row = await database
    .selectFrom("recordings as r")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("recording_chunks as c")
          .selectAll()
          .whereRef("c.conversation_id", "=", "r.conversation_id")
          .where("c.offset_ms", ">", from - LONGEST_CHUNK)
          .where("c.offset_ms", "<", before)
          .where(sql<boolean>`c.offset_ms + c.duration_ms > ${from}`)
          .orderBy("c.offset_ms")
          .limit(1)
          .as("chunk"),
      (join) => join.onTrue(),
    )
    .select(["chunk.offset_ms", "chunk.duration_ms", "chunk.sample_rate_hz", "chunk.user_audio", "chunk.agent_audio"])
    .where("r.conversation_id", "=", conversationId)
    .where("r.deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { offset_ms, duration_ms, sample_rate_hz, user_audio, agent_audio } = row;
  if (offset_ms === null || duration_ms === null || sample_rate_hz === null) return null;
  return { offset_ms, duration_ms, sample_rate_hz, user_audio, agent_audio };
}

/**
 * Deletes the audio of a recording and lets nothing more be written to it; that there was one is known until it would have
 * expired. Returns whether there was one to delete.
 */
export async function deleteRecording(database: Database, conversationId: string): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("recordings")
      .set({ deleted_at: new Date(), duration_ms: 0 })
      .where("conversation_id", "=", conversationId)
      .where("deleted_at", "is", null)
      .where(sql<boolean>`expires_at > now()`)
      .executeTakeFirst();
    // Only now, when whoever was just writing is done or has to stop.
    await transaction.deleteFrom("recording_chunks").where("conversation_id", "=", conversationId).execute();
    return numUpdatedRows > 0n;
  });
}

/** Deletes recordings that have expired, the oldest first, at most `limit`. Returns how many it deleted. */
export async function deleteExpiredRecordings(database: Database, limit: number): Promise<number> {
  const expired = database
    .selectFrom("recordings")
    .select("conversation_id")
    .where(sql<boolean>`expires_at <= now()`)
    .orderBy("expires_at")
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await database
    .deleteFrom("recordings")
    .where("conversation_id", "in", expired)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
