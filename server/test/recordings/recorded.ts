import type { Recorder } from "../../src/services/recorder.ts";
import { Recordings } from "../../src/services/recordings.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { voiceConfigSchema } from "../../src/domain/voice-config.ts";
import type { TestApp } from "../../src/testing/app.ts";

/** One process that records, as far as the database and its recordings go. */
export interface RecordingProcess {
  database: Database;
  recordings: Recordings;
  /** The clock of its recorders, which stands still but for what is recorded. */
  clock: { now: number };
  stop(): Promise<void>;
}

/** Starts what a process records with. */
export function startRecordingProcess(databaseUrl: string): RecordingProcess {
  const database = openDatabase(databaseUrl, { connections: 3 });
  const clock = { now: 0 };
  const recordings = new Recordings({
    database,
    databaseUrl,
    onStored: () => undefined,
    onLost: () => undefined,
    onError: () => undefined,
    now: () => clock.now,
  });
  return {
    database,
    recordings,
    clock,
    async stop() {
      await recordings.close();
      await database.destroy();
    },
  };
}

/** Settings that record, with what is given beside. */
export function recordingSettings(more: object = {}) {
  return voiceConfigSchema.parse({ recording: { is_enabled: true, ...more } }).recording;
}

/** Makes a conversation by voice, without the session that would hold it. */
export async function converseByVoice(app: TestApp, database: Database, more: object = {}) {
  const agent = await app.makeAgent("Help.");
  const conversation = await app.converse(agent, { ...more });
  const channel = JSON.stringify({ type: "voice_realtime" });
  await database
    .updateTable("conversations")
    .set({ channel, channel_type: "voice_realtime" })
    .where("id", "=", conversation.id)
    .execute();
  return { id: conversation.id, token: conversation.channel.token };
}

/** A frame of 20 ms of a tone, as a piece of one that goes on. */
export function toneFrame(frequency: number, place: number, sampleRateHz = 8_000): Int16Array {
  const length = sampleRateHz / 50;
  return Int16Array.from({ length }, (_, i) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * frequency * (place * length + i)) / sampleRateHz)),
  );
}

/** Records so many frames of one tone of the user and of another one of the agent, as time passes. */
export function recordTones(
  { clock }: RecordingProcess,
  recorder: Recorder,
  { frames, sampleRateHz = 8_000 }: { frames: number; sampleRateHz?: number },
): void {
  for (let place = 0; place < frames; place++, clock.now += 20) {
    recorder.write(toneFrame(400, place, sampleRateHz), toneFrame(1_000, place, sampleRateHz));
  }
}

/** Tells how strong a tone is in samples, from 0 to about the tone's amplitude (Goertzel's algorithm). */
export function strengthOf(frequency: number, samples: Int16Array, sampleRateHz = 8_000): number {
  const turn = (2 * Math.PI * frequency) / sampleRateHz;
  let real = 0;
  let imaginary = 0;
  for (const [i, sample] of samples.entries()) {
    real += sample * Math.cos(turn * i);
    imaginary += sample * Math.sin(turn * i);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

/** Takes one voice of two out of the samples of a file, from one moment to another, in ms. */
export function voiceIn(
  { samples, sampleRateHz }: { samples: Int16Array; sampleRateHz: number },
  side: "left" | "right",
  [from, to]: [number, number],
): Int16Array {
  const perMs = sampleRateHz / 1000;
  const shift = side === "left" ? 0 : 1;
  return Int16Array.from({ length: (to - from) * perMs }, (_, i) => samples[(from * perMs + i) * 2 + shift] as number);
}
