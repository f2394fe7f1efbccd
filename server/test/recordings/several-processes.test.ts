import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav } from "../../src/lib/wav.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  converseByVoice,
  recordingSettings,
  type RecordingProcess,
  startRecordingProcess,
  strengthOf,
  toneFrame,
  voiceIn,
} from "./recorded.ts";

let app: TestApp;
let first: RecordingProcess;
let second: RecordingProcess;

beforeAll(async () => {
  app = await startTestApp();
  first = startRecordingProcess(app.databaseUrl);
  second = startRecordingProcess(app.databaseUrl);
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await app.stop();
});

const settings = recordingSettings();

function openAt(process: RecordingProcess, conversationId: string) {
  const recorder = process.recordings.open({ conversationId, sampleRateHz: 8_000, settings });
  if (recorder === null) throw new Error("Nothing is recorded.");
  const write = (frequency: number, frames: number) => {
    for (let place = 0; place < frames; place++, process.clock.now += 20) {
      recorder.write(toneFrame(frequency, place), null);
    }
  };
  return { recorder, write };
}

const writerOf = async (id: string) =>
  (await first.database.selectFrom("recordings").select("writer").where("conversation_id", "=", id).executeTakeFirst())
    ?.writer;

async function wavOf(id: string) {
  const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
  const response = await fetch(`${app.url}/conversations/${id}/recording`, { headers });
  expect(response.status).toBe(200);
  return readWav(Buffer.from(await response.arrayBuffer()));
}

describe("a conversation that another process takes over", () => {
  it("is recorded on by that one alone", async () => {
    const { id } = await converseByVoice(app, first.database);
    const stale = openAt(first, id);
    await expect.poll(() => writerOf(id)).toBe(1);
    stale.write(400, 50);
    const taker = openAt(second, id);
    await expect.poll(() => writerOf(id)).toBe(2);
    taker.write(1_000, 50);
    await taker.recorder.close();
    await stale.recorder.close();

    const wav = await wavOf(id);
    const all = voiceIn(wav, "left", [0, wav.samples.length / 16]);
    const end = voiceIn(wav, "left", [wav.samples.length / 16 - 1_000, wav.samples.length / 16]);
    expect(strengthOf(400, all)).toBeLessThan(100);
    expect(strengthOf(1_000, end)).toBeGreaterThan(7_500);
    expect(first.recordings.size).toBe(0);
  });

  it("keeps what was stored before, in its place", async () => {
    const { id } = await converseByVoice(app, first.database);
    const before = openAt(first, id);
    before.write(400, 50);
    await before.recorder.close();
    const after = openAt(second, id);
    after.write(1_000, 50);
    await after.recorder.close();

    const wav = await wavOf(id);
    const length = wav.samples.length / 16;
    expect(length).toBeGreaterThanOrEqual(2_000);
    expect(strengthOf(400, voiceIn(wav, "left", [0, 1_000]))).toBeGreaterThan(7_500);
    expect(strengthOf(1_000, voiceIn(wav, "left", [length - 1_000, length]))).toBeGreaterThan(7_500);
  });

  it("has each moment once when two processes fight for it", async () => {
    const { id } = await converseByVoice(app, first.database);
    for (let round = 0; round < 10; round++) {
      const pair = [openAt(first, id), openAt(second, id)];
      for (const { write } of pair) write(400, 20);
      await Promise.all(pair.map(({ recorder }) => recorder.close()));
    }
    const chunks = await first.database
      .selectFrom("recording_chunks")
      .select(["offset_ms", "duration_ms"])
      .where("conversation_id", "=", id)
      .orderBy("offset_ms")
      .execute();
    expect(chunks.length).toBeGreaterThanOrEqual(10);
    for (const [place, chunk] of chunks.entries()) {
      const next = chunks[place + 1];
      if (next) expect(chunk.offset_ms + chunk.duration_ms).toBeLessThanOrEqual(next.offset_ms);
    }
  });
});
