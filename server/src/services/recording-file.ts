import type { Database } from "../db/database.ts";
import { readRecordingChunk, type RecordingChunkRow, type RecordingRow } from "../db/recordings.ts";
import { decodeMuLaw } from "../lib/g711.ts";
import { createResampler } from "../lib/resampler.ts";
import { wavHeader } from "../lib/wav.ts";

/** Two voices of samples of two bytes. */
const BYTES_PER_SAMPLE = 4;
const SILENCE = Buffer.alloc(64 * 1024);

/** A recording as a WAV file, the user on the left and the agent on the right, that is made while it is read. */
export interface RecordingFile {
  /** In bytes. */
  length: number;
  /**
   * Reads the bytes from `first` to `last`, piece by piece, each from the database when it is asked for. Throws when the
   * recording is deleted meanwhile.
   */
  read(first: number, last: number): AsyncGenerator<Buffer>;
}

/** Makes the file of what a recording has so far. */
export function recordingFile(database: Database, row: RecordingRow): RecordingFile {
  const { sample_rate_hz: sampleRateHz, duration_ms } = row;
  const bytesPerMs = (sampleRateHz / 1000) * BYTES_PER_SAMPLE;
  const dataBytes = duration_ms * bytesPerMs;
  const header = wavHeader({ sampleRateHz, channels: 2, dataBytes });
  return {
    length: header.length + dataBytes,
    async *read(first, last) {
      const end = last + 1;
      if (first < header.length) yield header.subarray(first, Math.min(end, header.length));
      const from = Math.max(first - header.length, 0);
      yield* readVoices(database, row, { from, end: end - header.length, bytesPerMs });
    },
  };
}

interface Wanted {
  /** In bytes behind the header. */
  from: number;
  end: number;
  bytesPerMs: number;
}

async function* readVoices(
  database: Database,
  { conversation_id, sample_rate_hz }: RecordingRow,
  { from, end, bytesPerMs }: Wanted,
): AsyncGenerator<Buffer> {
  const before = Math.ceil(end / bytesPerMs);
  for (let at = from; at < end; ) {
    const chunk = await readRecordingChunk(database, conversation_id, { from: Math.floor(at / bytesPerMs), before });
    if (chunk === undefined) throw new Error(`The recording of ${conversation_id} was deleted while it was read.`);
    const start = chunk === null ? end : Math.min(chunk.offset_ms * bytesPerMs, end);
    yield* silence(start - at);
    at = Math.max(at, start);
    if (chunk === null || at >= end) return;
    const piece = besideEachOther(chunk, sample_rate_hz).subarray(at - start, end - start);
    yield piece;
    at += piece.length;
  }
}

/** Yields so many bytes of silence; none for a number that is not above 0. */
function* silence(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= SILENCE.length) yield SILENCE.subarray(0, left);
}

/** Puts the voices of a piece beside each other: for each moment a sample of the user, then one of the agent. */
function besideEachOther(chunk: RecordingChunkRow, sampleRateHz: number): Buffer {
  const { duration_ms, user_audio, agent_audio } = chunk;
  const bytes = Buffer.alloc((duration_ms / 1000) * sampleRateHz * BYTES_PER_SAMPLE);
  for (const [channel, audio] of [user_audio, agent_audio].entries()) {
    if (audio === null) continue;
    const voice = createResampler(chunk.sample_rate_hz, sampleRateHz)(decodeMuLaw(audio));
    const count = Math.min(voice.length, bytes.length / BYTES_PER_SAMPLE);
    for (let i = 0; i < count; i++) bytes.writeInt16LE(voice[i] as number, i * BYTES_PER_SAMPLE + channel * 2);
  }
  return bytes;
}
