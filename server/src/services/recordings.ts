import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { RecordingWriter } from "../db/recording-writer.ts";
import { deleteExpiredRecordings, deleteRecording, findRecording } from "../db/recordings.ts";
import { isByVoice } from "../domain/conversation.ts";
import { OperatorError } from "../domain/error.ts";
import type { VoiceConfig } from "../domain/voice-config.ts";
import { Recorder } from "./recorder.ts";
import { type RecordingFile, recordingFile } from "./recording-file.ts";

/** How many recordings one statement deletes: each may be 100 MB. */
const DELETED_AT_ONCE = 10;
/** How many are deleted in one round of housekeeping; what is left waits for the next. */
const MOST_DELETED = 200;
/** How long what was just heard may take to be stored when the process stops. */
const CLOSE_WITHIN = 3_000;

interface Parts {
  database: Database;
  databaseUrl: string;
  /** Is told of bytes that were stored. */
  onStored: (bytes: number) => void;
  /** Is told of audio, in ms, that was given up. */
  onLost: (conversationId: string, duration: number) => void;
  /** Is told why audio cannot be stored, once until some is stored again. */
  onError: (error: unknown) => void;
  /** A clock in ms that never goes back; the process's own if absent. */
  now?: () => number;
}

/** Which conversation is to be recorded, how it is configured, and at which rate its frames come. */
interface ToRecord {
  conversationId: string;
  sampleRateHz: number;
  settings: VoiceConfig["recording"];
}

/** The recordings of conversations by voice: making, reading and deleting them. */
export class Recordings {
  readonly #parts: Parts;
  readonly #writer: RecordingWriter;
  readonly #open = new Set<Recorder>();
  #isFailing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new RecordingWriter(parts.databaseUrl);
  }

  /** How many conversations are being recorded by this process. */
  get size(): number {
    return this.#open.size;
  }

  /**
   * Begins to record a conversation, or goes on with it where it is by now; null when it is not to be recorded. The
   * recorder takes frames at once. Ask for it when the first audio flows, and close it when none will come any more.
   */
  open({ conversationId, sampleRateHz, settings }: ToRecord): Recorder | null {
    if (!settings.is_enabled) return null;
    const recorded = { conversationId, sampleRateHz, retentionDays: settings.retention_days };
    const recorder = new Recorder(recorded, {
      writer: this.#writer,
      now: this.#parts.now ?? (() => performance.now()),
      onStored: (bytes) => {
        this.#isFailing = false;
        this.#parts.onStored(bytes);
      },
      onLost: this.#parts.onLost,
      onError: (error) => {
        if (!this.#isFailing) this.#parts.onError(error);
        this.#isFailing = true;
      },
      onDone: (done) => this.#open.delete(done),
    });
    this.#open.add(recorder);
    return recorder;
  }

  /** Tells whether there is something to listen to of a conversation. */
  async has({ id, channel_type }: Pick<ConversationRow, "id" | "channel_type">): Promise<boolean> {
    return isByVoice(channel_type) && (await findRecording(this.#parts.database, id)) !== undefined;
  }

  /** Gives out what a conversation's recording has so far. Throws `not_found` where there is none. */
  async listen({ id, channel_type }: Pick<ConversationRow, "id" | "channel_type">): Promise<RecordingFile> {
    const row = await findRecording(this.#parts.database, id);
    if (row) return recordingFile(this.#parts.database, row);
    throw new OperatorError("not_found", noRecording(id, channel_type));
  }

  /**
   * Deletes a conversation's recording, and records no more of the conversation if it still runs. Throws `not_found` where
   * there is none.
   */
  async delete({ id, channel_type }: Pick<ConversationRow, "id" | "channel_type">): Promise<void> {
    if (await deleteRecording(this.#parts.database, id)) return;
    throw new OperatorError("not_found", noRecording(id, channel_type));
  }

  /** Deletes recordings that have expired, a few at a time. */
  async deleteExpired(): Promise<void> {
    let left = MOST_DELETED;
    for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE && left > 0; left -= deleted) {
      deleted = await deleteExpiredRecordings(this.#parts.database, DELETED_AT_ONCE);
    }
  }

  /** Stores what was heard so far, as far as that can be done in a moment, and closes the connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((recorder) => recorder.close(CLOSE_WITHIN)));
    await this.#writer.close();
  }
}

function noRecording(id: string, type: ConversationRow["channel_type"]): string {
  if (!isByVoice(type)) return `Conversation ${id} has no recording: only those by voice have, and it is on ${type}.`;
  return (
    `Conversation ${id} has no recording: nothing was recorded, or it was deleted or has expired. ` +
    "Its agent records when voice.recording.is_enabled is true."
  );
}
